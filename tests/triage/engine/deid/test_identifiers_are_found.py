"""Is what names a person found, whatever the text around it, and is clinical text left alone?"""

import pytest

from triage.engine.deid import Deidentifier, Known

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("Call 617-555-0134 after noon.", "617-555-0134", "PHONE_NUMBER"),
        ("Fax +41 (0)38 549 02 90", "+41 (0)38 549 02 90", "PHONE_NUMBER"),
        ("Write to a.b@clinic.example", "a.b@clinic.example", "EMAIL_ADDRESS"),
        ("See https://www.example.org/x?id=3 for it", "https://www.example.org/x?id=3", "DOMAIN_NAME"),
        ("from 192.168.4.12 at night", "192.168.4.12", "IP_ADDRESS"),
        ("MRN: 40012345", "40012345", "ID"),
        ("policy number AB-99321", "AB-99321", "ID"),
        ("SSN 791-10-5487", "791-10-5487", "US_SSN"),
        ("IBAN GB97LOWW46888763196059", "GB97LOWW46888763196059", "IBAN_CODE"),
        ("card 4735 1105 5458 8021", "4735 1105 5458 8021", "CREDIT_CARD"),
        ("zip code 02139", "02139", "ZIP_CODE"),
        ("Lives at 12 Quarry Lane.", "12 Quarry Lane", "STREET_ADDRESS"),
        ("P.O. Box 211", "P.O. Box 211", "STREET_ADDRESS"),
        ("She is 93 years old.", "93", "AGE"),
        ("Dr. Xochitl Brandvoldsen saw her.", "Xochitl Brandvoldsen", "PERSON"),
        ("Reviewed by Quillon Drexhage, RN.", "Quillon Drexhage", "PERSON"),
        ("Works at Brackenridge Systems Inc.", "Brackenridge Systems Inc", "ORGANIZATION"),
        ("Moved from Tallinn last year.", "Tallinn", "GPE"),
        ("sample HX-20417 was lost", "HX-20417", "ID"),
        ("Implant lot 7741QB", "7741QB", "ID"),
        ("moved to bed 14B at noon", "14B", "ID"),
        ("His aunt Berit (97) lives alone.", "97", "AGE"),
        ("seen on server 10.2.3.4.", "10.2.3.4", "IP_ADDRESS"),
        ("msg from mister corwin tallbridge today", "corwin tallbridge", "PERSON"),
        ("She walks with her cousin Thandeka daily.", "Thandeka", "PERSON"),
        (
            "Sent to Winslow Crossing Rehabilitation Center.",
            "Winslow Crossing Rehabilitation Center",
            "ORGANIZATION",
        ),
        (
            "Meet at the corner of 4 Elm Street and Birch Lane",
            "the corner of 4 Elm Street and Birch Lane",
            "STREET_ADDRESS",
        ),
        ("主治：陈晓明。", "陈晓明", "PERSON"),
    ],
)
def test_it_is_found(tool: Deidentifier, text: str, value: str, kind: str) -> None:
    place = text.index(value)
    hit = [one for one in tool.find(text) if one.start <= place and one.end >= place + len(value)]
    assert [one.type for one in hit] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "BP 120/80, HR 72, SpO2 98%, CD4 350, HbA1c 7.2%, WBC 150000.",
        "Metformin 500 mg twice daily, lisinopril 10 mg, vitamin B12.",
        "Parkinson disease, Crohn's disease, Babinski sign, Glasgow Coma Scale 15.",
        "MRI of the left knee shows a tear. No effusion. Follow up in 6 weeks.",
        "Kayser-Fleischer rings, Dix-Hallpike manoeuvre, Peutz-Jeghers polyps and Boston bowel score 8.",
        "CYP2C19, F508del, HLA-B27, CA 19-9, COVID-19, L4-5, 25/100 mg, C2M4 and H1N1 were noted.",
        "Pain 3/10, strength 5/5, murmur 2/6, vision 6/9, BiPAP 12/5, O2 sat 96%. The patient sat.",
        "PAST MEDICAL HISTORY: Hypertension, Hyperlipidemia.",
    ],
)
def test_clinical_text_stays(tool: Deidentifier, text: str) -> None:
    assert [text[one.start : one.end] for one in tool.find(text) if not one.kept] == []


def test_known_facts_of_the_chart_are_found_even_in_lower_case(tool: Deidentifier) -> None:
    known = Known(names=("rose may",), identifiers=("zz-7",))
    text = "rose may, chart zz-7, likes a rose"
    found = tool.find(text, known)
    assert [(text[one.start : one.end], one.type) for one in found][:2] == [("rose may", "PERSON"), ("zz-7", "ID")]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\ud800", "🙂" * 50, "a" * 5000, "at " + "Aa" * 800, "Ärztin Łukasz Żółć", "张伟", "\x00 Ann"],
)
def test_odd_texts_are_answered_and_spans_lie_inside(tool: Deidentifier, text: str) -> None:
    done = tool.deidentify(text, b"secret")
    assert all(0 <= one.start < one.end <= len(text) for one in done.spans)


def test_a_long_note_is_read_to_its_end(tool: Deidentifier) -> None:
    text = "Sleeping well. " * 900 + "Dr. Xochitl Brandvoldsen"
    assert tool.find(text)[-1].end == len(text)


def test_a_role_before_a_name_is_reported_and_stays(tool: Deidentifier) -> None:
    text = "Husband Barnaby waits. Officer Mulgrew left."
    assert [(text[one.start : one.end], one.kept) for one in tool.find(text)] == [
        ("Husband", True),
        ("Barnaby", False),
        ("Officer", True),
        ("Mulgrew", False),
    ]


def test_the_eponym_of_a_disease_stays_beside_a_person_of_that_name(tool: Deidentifier) -> None:
    text = "Mrs. Wilson has Wilson disease. Her neighbor is well."
    gone = [(one.start, text[one.start : one.end]) for one in tool.find(text) if not one.kept]
    assert gone == [(5, "Wilson")]
