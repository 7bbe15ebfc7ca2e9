"""Can a note be found and read, as it was signed and with what happened to it since?"""

import pytest
from django.urls import reverse

from records.models import Note, NoteStatus, Patient, User, Withheld
from records.services import notes
from tests import factories
from tests.html import Reply, signed_in, words


def listing(user: User, patient: Patient, query: str = "") -> str:
    return words(signed_in(user).get(reverse("assistant:notes", args=[patient.pk]) + query))


def reading(user: User, note: Note, query: str = "") -> Reply:
    return signed_in(user).get(reverse("assistant:note", args=[note.patient_id, note.pk]) + query)


def test_the_list_says_when_what_by_whom_and_in_what_state(patient: Patient, alice: User) -> None:
    factories.note(patient, status=NoteStatus.PRELIMINARY)
    shown = listing(alice, patient)
    for part in ("2 May 2024", "Progress note", "Dr Amara Diallo", "preliminary"):
        assert part in shown


@pytest.mark.parametrize(
    "query", ["?kind=0", "?author=1", "?since=2024-01-01", "?kind=0&since=2024-01-01&until=2024-12-31"]
)
def test_the_list_can_be_narrowed_in_the_address(query: str, patient: Patient, alice: User) -> None:
    factories.note(patient, title="Old", written="2019-05-02", author_name="Dr Abel")
    factories.note(patient, title="New", kind="discharge", written="2024-06-02", author_name="Dr Zeta")
    table = listing(alice, patient, query).split("Status")[1]
    assert "New" in table
    assert "Old" not in table.split("Ask this chart")[0]


def test_an_address_tells_neither_kind_nor_author(patient: Patient, alice: User) -> None:
    factories.note(patient, kind="psychiatry")
    page = signed_in(alice).get(reverse("assistant:notes", args=[patient.pk])).content.decode()
    assert 'value="psychiatry"' not in page
    assert 'value="Dr Amara Diallo"' not in page


@pytest.mark.parametrize("query", ["?kind=nothing", "?author=99", "?kind=²"])
def test_a_filter_that_makes_no_sense_does_not_limit(query: str, patient: Patient, alice: User) -> None:
    factories.note(patient)
    assert "Dr Amara Diallo" in listing(alice, patient, query).split("Status")[1]


def test_a_filter_that_fits_nothing_says_so(patient: Patient, alice: User) -> None:
    factories.note(patient)
    assert "No note fits" in listing(alice, patient, "?author=0&since=2999-01-01")


def test_the_cited_span_is_marked(patient: Patient, alice: User) -> None:
    note = factories.note(patient)
    start = note.text.index("Blood pressure")
    page = reading(alice, note, f"?start={start}&end={start + 14}").content.decode()
    assert '<mark id="cited">Blood pressure</mark>' in page


@pytest.mark.parametrize(
    "query", ["?start=x&end=y", "?start=²&end=²", "?start=5", "?start=-1&end=9", "?start=1&end=99999999999"]
)
def test_a_span_that_makes_no_sense_marks_nothing(query: str, patient: Patient, alice: User) -> None:
    response = reading(alice, factories.note(patient), query)
    assert response.status_code == 200
    assert "<mark" not in response.content.decode()


def test_an_amended_note_says_so_and_leads_to_the_newer_one(patient: Patient, alice: User, chart: object) -> None:
    old = factories.note(patient)
    new = notes.amend(chart, old, "ASSESSMENT: It was gout.", "wrong diagnosis")  # type: ignore[arg-type]
    before, after = words(reading(alice, old)), words(reading(alice, new))
    assert "A newer version replaces this note" in before
    assert "superseded" in before
    assert "This is an amendment. Reason: wrong diagnosis" in after
    assert old.title in listing(alice, patient)


def test_a_note_withdrawn_as_an_error_is_not_found(patient: Patient, alice: User) -> None:
    note = factories.note(patient, withheld=Withheld.ENTERED_IN_ERROR)
    assert reading(alice, note).status_code == 404


def test_a_note_of_another_chart_is_not_found_under_this_one(patient: Patient, alice: User) -> None:
    note = factories.note(factories.patient())
    address = reverse("assistant:note", args=[patient.pk, note.pk])
    assert signed_in(alice).get(address).status_code == 404


def test_markup_in_a_note_is_text(patient: Patient, alice: User) -> None:
    page = reading(alice, factories.note(patient, text="<script>alert(1)</script>")).content.decode()
    assert "<script>alert" not in page
