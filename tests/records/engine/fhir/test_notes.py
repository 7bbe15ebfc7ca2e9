from pathlib import Path
from typing import Any

import pytest

from records.engine.fhir.types import NoteRecord, ReportRecord
from tests.records.engine.fhir.builders import (
    about,
    attachment,
    concept,
    document,
    failures,
    only,
    read,
    records,
    skips,
    warnings,
)


def test_a_note_keeps_title_author_day_visit_and_text(tmp_path: Path) -> None:
    made = document(
        "doc-1",
        author=[{"display": "Dr. Ono"}],
        custodian={"display": "Barton Clinic"},
        context={"encounter": [{"reference": "Encounter/enc-1"}]},
    )
    note = only(read(tmp_path, made), NoteRecord)
    assert (note.source_id, note.document_id, note.encounter_id) == ("doc-1", "doc-1", "enc-1")
    assert (note.name, note.kind, note.author, note.site) == (
        "Progress note",
        "Progress note",
        "Dr. Ono",
        "Barton Clinic",
    )
    assert note.written is not None
    assert note.written.display == "4 Mar 2021"
    assert (note.text, note.status) == ("Knee less swollen.", "signed")


def test_html_becomes_safe_plain_text(tmp_path: Path) -> None:
    page = attachment("<h1>Plan</h1><script>steal()</script><p>Rest &amp; ice</p>", "text/html")
    assert only(read(tmp_path, document("d", page)), NoteRecord).text == "Plan\n\nRest & ice"


def test_each_readable_attachment_is_a_note_and_the_others_say_why_not(tmp_path: Path) -> None:
    made = document(
        "d",
        attachment(b"%PDF-1.7", "application/pdf"),
        attachment("First"),
        {"attachment": {"contentType": "text/plain", "url": "https://example.org/n.txt"}},
        {"attachment": {"contentType": "text/plain", "data": "not base64!"}},
        attachment("Last"),
    )
    items = read(tmp_path, made)
    assert [(note.source_id, note.text) for note in records(items, NoteRecord)] == [("d~2", "First"), ("d~5", "Last")]
    assert skips(items) == [
        ("DocumentReference", "attachment 1: application/pdf is not read"),
        ("DocumentReference", "attachment 3: its content is not in the file"),
    ]
    assert failures(items) == [("DocumentReference", "attachment 4: not valid base64")]


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("Fièvre".encode("latin-1"), "text/plain; charset=iso-8859-1"),
        ("Fièvre".encode("utf-16"), "text/plain"),
        ("\ufeffFièvre".encode(), "text/plain; charset=UTF-8"),
        ("Fièvre".encode(), "text/plain; charset=no-such-charset"),
        ("Fièvre".encode("cp1252"), "text/plain; charset=utf-8"),
    ],
)
def test_the_encoding_is_followed_or_found_out(tmp_path: Path, raw: bytes, kind: str) -> None:
    assert only(read(tmp_path, document("d", attachment(raw, kind))), NoteRecord).text == "Fièvre"


def test_a_wrong_encoding_is_said(tmp_path: Path) -> None:
    items = read(tmp_path, document("d", attachment("Fièvre".encode("cp1252"))))
    assert "content[0].attachment.data: not in the encoding that it names, read as Windows-1252" in warnings(items)


def test_a_note_of_two_megabytes_is_kept_whole(tmp_path: Path) -> None:
    text = "swollen knee " * 160_000
    assert only(read(tmp_path, document("d", attachment(text))), NoteRecord).text == text


def test_lines_and_null_bytes_are_made_storable(tmp_path: Path) -> None:
    assert only(read(tmp_path, document("d", attachment("a\r\nb\0c\rd"))), NoteRecord).text == "a\nbc\nd"


def test_a_note_marked_superseded_stays_when_nothing_replaces_it(tmp_path: Path) -> None:
    assert only(read(tmp_path, document("d", status="superseded")), NoteRecord).status == "signed"


def test_a_note_that_another_replaces_is_superseded_whichever_comes_first(tmp_path: Path) -> None:
    old = document("old")
    new = document("new", relatesTo=[{"code": "replaces", "target": {"reference": "DocumentReference/old"}}])
    for order in ((old, new), (new, old)):
        notes = {note.source_id: note for note in records(read(tmp_path, *order), NoteRecord)}
        assert (notes["old"].status, notes["new"].status) == ("superseded", "signed")
        assert notes["new"].replaces_ids == ("old",)


def test_a_mistaken_document_replaces_nothing(tmp_path: Path) -> None:
    related = [{"code": "replaces", "target": {"reference": "DocumentReference/old"}}]
    items = read(tmp_path, document("old"), document("new", status="entered-in-error", relatesTo=related))
    assert {note.source_id: note.status for note in records(items, NoteRecord)}["old"] == "signed"


def test_documents_that_replace_themselves_or_each_other_are_left_alone(tmp_path: Path) -> None:
    def replacing(id: str, other: str) -> dict[str, Any]:
        target = {"reference": f"DocumentReference/{other}"}
        return document(id, relatesTo=[{"code": "replaces", "target": target}])

    items = read(tmp_path, replacing("a", "b"), replacing("b", "a"), replacing("c", "c"))
    assert [note.status for note in records(items, NoteRecord)] == ["signed"] * 3


def test_a_report_gives_its_conclusion_its_results_and_its_printed_form(tmp_path: Path) -> None:
    made = about(
        "DiagnosticReport",
        "rep-1",
        status="final",
        code=concept("Knee X-ray", "24648-8"),
        effectiveDateTime="2021-03-04",
        conclusion="No fracture.",
        result=[{"reference": "Observation/obs-9", "display": "Effusion"}],
        presentedForm=[attachment("Full reading")["attachment"]],
    )
    items = read(tmp_path, made)
    report, note = only(items, ReportRecord), only(items, NoteRecord)
    assert (report.conclusion, report.observation_ids) == ("No fracture.", ("obs-9",))
    assert (note.source_id, note.report_id, note.text, note.status) == ("rep-1~1", "rep-1", "Full reading", "signed")
