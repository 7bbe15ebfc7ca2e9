"""Do notes from lines reach their charts, once, and do bad lines cost only themselves?"""

from collections.abc import Iterable
from typing import Any

import pytest

from records.access import Channel, actor_for
from records.engine.jsonl import BadLine, JsonLine
from records.errors import Forbidden
from records.models import AuditEntry, Note, Patient, User, Withheld
from records.services import identity
from records.services.accounts import acting_user
from records.services.import_report import Report
from records.services.note_import import import_notes


@pytest.fixture
def known(patient: Patient) -> Patient:
    patient.source_key = identity.source_key("", "Patient", patient.source_id)
    patient.save()
    return patient


def _line(whose: Patient, /, **fields: Any) -> dict[str, Any]:
    made = {"patient": whose.source_id, "note_id": "n-1", "date": "2024-03-01", "kind": "Progress note"}
    return {**made, "text": "Sleeps better.", **fields}


def _take(*values: dict[str, Any] | BadLine, actor: Any = None, team: str = "") -> Report:
    lines: Iterable[JsonLine | BadLine] = (
        value if isinstance(value, BadLine) else JsonLine(number, value) for number, value in enumerate(values, 1)
    )
    return import_notes(actor or acting_user(None), "notes.jsonl", lines, team)


def test_a_line_becomes_a_signed_note(known: Patient) -> None:
    _take(_line(known, note_id=7))
    note = Note.objects.get()
    assert (note.text, note.kind, note.written, note.status) == (
        "Sleeps better.",
        "Progress note",
        "2024-03-01",
        "signed",
    )
    assert (note.source_id, note.patient) == ("7", known)


def test_the_record_number_names_the_patient_as_well(known: Patient) -> None:
    _take(_line(known, patient=known.record_number))
    assert Note.objects.get().patient == known


def test_the_same_notes_twice_change_nothing(known: Patient) -> None:
    _take(_line(known))
    assert _take(_line(known)).as_counts() == {"note": {"unchanged": 1}}
    assert Note.objects.count() == 1


def test_another_text_under_the_same_id_is_an_amendment(known: Patient) -> None:
    _take(_line(known))
    _take(_line(known, text="Sleeps badly."))
    assert Note.objects.get(withheld="").text == "Sleeps badly."
    assert Note.objects.get(withheld=Withheld.SUPERSEDED).text == "Sleeps better."


def test_an_unknown_patient_is_reported_by_line_and_the_rest_goes_on(known: Patient) -> None:
    report = _take(_line(known, patient="nobody"), _line(known))
    assert [one.place.position for one in report.failures] == [1]
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *(("text", ""), ("text", None), ("text", "  \n"), ("date", "yesterday"), ("date", ""), ("note_id", None)),
        *(("patient", ""), ("kind", ["a"]), ("note_id", "x" * 300), ("note_id", True)),
    ],
)
def test_an_unusable_line_says_which_field(known: Patient, field: str, value: object) -> None:
    report = _take(_line(known, **{field: value}), _line(known, note_id="good"))
    assert report.failures[0].reason.startswith(f"{field}: ")
    assert [note.source_id for note in Note.objects.all()] == ["good"]


def test_a_line_that_is_no_json_is_reported(known: Patient) -> None:
    report = _take(BadLine(1, "not JSON"), _line(known))
    assert [one.reason for one in report.failures] == ["not JSON"]
    assert Note.objects.count() == 1


def test_null_bytes_are_taken_out_and_other_scripts_kept(known: Patient) -> None:
    _take(_line(known, text="ok\x00 🙂 مرحبا"))
    assert Note.objects.get().text == "ok 🙂 مرحبا"


def test_a_note_of_two_megabytes_is_kept_whole(known: Patient) -> None:
    text = "Long story. " * 180_000
    _take(_line(known, text=text))
    assert Note.objects.get().text == text


def test_a_clinician_writes_only_to_charts_that_are_theirs(
    known: Patient, other_patient: Patient, alice: User, patient_user: User
) -> None:
    other_patient.source_key = identity.source_key("", "Patient", other_patient.source_id)
    other_patient.save()
    report = _take(_line(known), _line(other_patient, note_id="n-2"), actor=actor_for(alice, Channel.COMMAND))
    assert report.as_counts() == {"note": {"new": 1, "failed": 1}}
    own = _take(_line(known, note_id="n-3"), actor=actor_for(patient_user, Channel.COMMAND))
    assert own.as_counts() == {"note": {"failed": 1}}


def test_only_who_may_import_charts_may_widen_a_team(known: Patient, alice: User) -> None:
    with pytest.raises(Forbidden):
        _take(_line(known), actor=actor_for(alice, Channel.COMMAND), team="demo")
    _take(_line(known), team="demo")
    assert known.care_teams.filter(name="demo").exists()


def test_each_chart_is_opened_and_changed_with_a_line_once_a_run(known: Patient) -> None:
    _take(_line(known), _line(known, note_id="n-2"), _line(known, note_id="n-3"))
    lines = AuditEntry.objects.filter(patient_id=known.pk).order_by("id")
    assert [line.action for line in lines] == ["open", "import"]
