"""Does a whole chart leave out all that names somebody, and keep what a reader needs?"""

import json
from datetime import date

import pytest

from records.engine.dates import SourceDate
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    MedicationRow,
    NoteRow,
    ObservationRow,
    PatientFacts,
)
from triage.engine.deid.chart import ChartWriter, Item, known_of, moved_date
from triage.engine.deid.types import Deidentified, Found
from triage.engine.summary.types import ChartRows

TODAY = date(2026, 3, 1)
NAMES = ("Lindqvist", "Maja", "Okafor", "Riverside")
ROWS = ChartRows(
    patient=PatientFacts(
        "src-771",
        "Maja Lindqvist",
        "female",
        SourceDate("1958-03-09"),
        "MRN-00771",
        address="4 Elm Row, Fernby",
        phone="555-0161",
        language="Swedish",
        site="Riverside Clinic",
    ),
    conditions=(ConditionRow("c1", "Graves disease", "E05.0", "active", "confirmed", SourceDate("2019-05")),),
    medications=(
        MedicationRow("m1", "Carbimazole", "2018", "active", SourceDate("2019-06-02"), prescriber="Dr. Okafor"),
        MedicationRow("m2", "Tablets of Maja", "", "active", None, dosage="as Okafor said"),
    ),
    allergies=(AllergyRow("a1", "Penicillin", "7980", "active", "confirmed", reactions=("Hives, told Okafor",)),),
    encounters=(
        EncounterRow(
            "e1",
            "Visit",
            "AMB",
            "finished",
            SourceDate("2019-06-02T09:30:00+02:00"),
            provider="Dr. Okafor",
            site="Riverside Clinic",
        ),
    ),
    observations=(
        ObservationRow(
            "o1", "8480-6", "Systolic", "vital-signs", "final", SourceDate("2019-06-02"), 132.0, unit="mmHg"
        ),
    ),
    notes=(
        NoteRow(
            "n1",
            "Visit of Maja",
            "Progress note",
            "Dr. Ada Okafor",
            "signed",
            SourceDate("2019-06-02"),
            "Lindqvist is well.",
        ),
    ),
)


def read(text: str) -> Deidentified:
    """Hides the names that it knows, as a finder would."""
    found = [Found(at, at + len(name), "PERSON") for name in NAMES if (at := text.find(name)) >= 0]
    for name in NAMES:
        text = text.replace(name, "Nobody")
    return Deidentified(text, tuple(found))


def exported(rows: ChartRows = ROWS) -> tuple[dict[str, list[Item]], ChartWriter]:
    writer = ChartWriter(read, -400)
    parts: dict[str, list[Item]] = {}
    for name, items in writer.write(rows, "p-1", TODAY):
        parts.setdefault(name, []).extend(items)
    return parts, writer


def test_nothing_that_names_somebody_is_in_it() -> None:
    text = json.dumps(exported()[0])
    for word in (*NAMES, "src-771", "MRN-00771", "Elm Row", "555-0161", "Swedish", "c1", "o1", "2019-06-02", "09:30"):
        assert f'"{word}' not in text
        assert word not in text.replace("p-1", "")


def test_of_the_person_only_sex_and_age_are_told() -> None:
    assert exported()[0]["patient"] == [{"id": "p-1", "sex": "female", "age": 67}]


def test_a_high_age_is_only_said_to_be_high() -> None:
    facts = PatientFacts("x", "", "male", SourceDate("1930-01-01"))
    assert exported(ChartRows(facts))[0]["patient"][0]["age"] == "over 89"


def test_values_codes_and_coded_names_stay() -> None:
    parts, _writer = exported()
    assert parts["problems"][0]["name"] == "Graves disease"
    assert (parts["results"][0]["value"], parts["results"][0]["unit"]) == (132.0, "mmHg")
    assert parts["medicines"][1] == {"name": "Tablets of Nobody", "status": "active", "dosage": "as Nobody said"}


def test_replaced_words_are_counted_once_for_each_text() -> None:
    _parts, writer = exported()
    assert writer.replaced == {"PERSON": 5}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2019-05-18T00:11:58-04:00", "2018-04-13"),
        ("2019-05-18", "2018-04-13"),
        ("2019-05", "2018-04"),
        ("2019", "2018"),
    ],
)
def test_dates_move_and_stay_as_exact_as_they_were_to_the_day(written: str, shown: str) -> None:
    assert moved_date(SourceDate(written), -400) == shown


def test_what_the_chart_says_of_its_people_is_known() -> None:
    known = known_of(ROWS, ["Maja Berg"])
    assert known.names == ("Maja Lindqvist", "Ada Okafor", "Maja Berg", "Okafor")
    assert set(known.identifiers) == {"src-771", "MRN-00771", "555-0161"}
    assert {"Fernby", "Riverside Clinic"} <= set(known.places)
