"""Is a draft its author's alone, does a signed text stay, and is an amendment a new row?"""

import pytest

from records import access
from records.access import Channel, Chart, actor_for
from records.errors import Forbidden, UserError
from records.models import AuditEntry, Note, NoteStatus, Patient, User, Withheld
from records.selectors import rows
from records.services import notes
from records.signals import note_signed


def _draft(chart: Chart, text: str = "BP 128/76.") -> Note:
    return notes.draft(chart, title="Visit", kind="progress", text=text)


def _as(user: User, patient: Patient) -> Chart:
    return access.open_chart(actor_for(user, Channel.WEB), patient.pk)


def test_a_draft_is_not_in_the_chart_until_it_is_signed(chart: Chart) -> None:
    draft = _draft(chart)
    assert rows.notes(chart) == []
    signed = notes.sign(chart, draft)
    assert [row.text for row in rows.notes(chart, with_text=True)] == ["BP 128/76."]
    assert (signed.status, signed.signed_by) == (NoteStatus.SIGNED, chart.actor.user)
    assert signed.signed_at


def test_a_draft_can_be_revised_by_its_author_only(chart: Chart, bob: User, patient: Patient) -> None:
    draft = _draft(chart)
    assert notes.revise(chart, draft, "BP 130/80.").text == "BP 130/80."
    with pytest.raises(Forbidden):
        notes.revise(_as(bob, patient), draft, "x")
    with pytest.raises(Forbidden):
        notes.sign(_as(bob, patient), draft)
    assert AuditEntry.objects.filter(outcome="refused", actor_id=bob.pk).count() == 2


def test_a_signed_note_is_neither_revised_nor_signed_again(chart: Chart) -> None:
    note = notes.sign(chart, _draft(chart))
    with pytest.raises(UserError, match="signed"):
        notes.revise(chart, note, "other")
    with pytest.raises(UserError, match="signed"):
        notes.sign(chart, note)
    assert Note.objects.get().text == "BP 128/76."


def test_an_amendment_stands_for_the_note_and_the_first_text_is_kept(chart: Chart, bob: User, patient: Patient) -> None:
    note = notes.sign(chart, _draft(chart))
    new = notes.amend(_as(bob, patient), note, "BP 182/76.", reason="typing error")
    assert (new.amends, new.status, new.author) == (note, NoteStatus.AMENDED, bob)
    assert [row.text for row in rows.notes(chart, with_text=True)] == ["BP 182/76."]
    old = Note.objects.get(pk=note.pk)
    assert (old.text, old.withheld) == ("BP 128/76.", Withheld.SUPERSEDED)


def test_a_replaced_note_cannot_be_amended_again(chart: Chart) -> None:
    note = notes.sign(chart, _draft(chart))
    notes.amend(chart, note, "first correction")
    with pytest.raises(UserError, match="replaced"):
        notes.amend(chart, note, "second correction")


def test_a_draft_cannot_be_amended(chart: Chart) -> None:
    with pytest.raises(UserError, match="signed"):
        notes.amend(chart, _draft(chart), "text")


@pytest.mark.parametrize("text", ["", "  \n ", "x" * (notes.MAX_TEXT + 1)])
def test_empty_and_endless_notes_are_refused(chart: Chart, text: str) -> None:
    with pytest.raises(UserError):
        _draft(chart, text)


def test_only_clinicians_write(patient: Patient, patient_user: User, batch: User) -> None:
    for user in (patient_user, batch):
        with pytest.raises(Forbidden):
            _draft(_as(user, patient))
    assert not Note.objects.exists()


def test_a_note_of_another_chart_cannot_be_reached_from_this_one(
    chart: Chart, other_patient: Patient, charlie: User
) -> None:
    theirs = notes.sign(_as(charlie, other_patient), _draft(_as(charlie, other_patient)))
    with pytest.raises(UserError):
        notes.amend(chart, theirs, "text")


@pytest.mark.django_db(transaction=True)
def test_signing_and_amending_are_announced_with_ids_only(chart: Chart) -> None:
    heard: list[dict[str, object]] = []

    def hear(sender: object, signal: object, **news: object) -> None:
        heard.append(news)

    note_signed.connect(hear)
    try:
        note = notes.sign(chart, _draft(chart))
        new = notes.amend(chart, note, "corrected")
    finally:
        note_signed.disconnect(hear)
    who = chart.actor.user.pk
    assert heard == [{"patient_id": chart.patient.pk, "note_id": one.pk, "user_id": who} for one in (note, new)]
