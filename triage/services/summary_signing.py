"""From a suggested text to a signed one: the draft, what was changed on the way, and handing it to the patient."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records import access
from records.access import Chart
from records.audit import Action
from records.errors import NotFound, UserError
from records.models import Note, User
from records.services import notes
from triage.engine.summary.difference import Difference, difference
from triage.models import ReviewAction, StoredSummary, Subject, SummaryKind
from triage.services import reviews
from triage.services.summaries import note_is_signed
from triage.services.summary_content import plain_text


def as_draft(chart: Chart, summary: StoredSummary, *, title: str, kind: str) -> Note:
    """A draft note of the acting clinician with the suggested text. Raises UserError where there is one already."""
    chart.must_be_writable()
    with transaction.atomic():
        locked = StoredSummary.objects.select_for_update().get(pk=summary.pk)
        if locked.note_id:
            raise UserError(_("A note was made of this text already. Open it under Notes."))
        note = notes.draft(chart, title=title, kind=kind, text=plain_text(summary), encounter=summary.about_visit)
        locked.note = note
        locked.save(update_fields=["note"])
    return note


def note_was_signed(user_id: UUID, patient_id: UUID, note_id: UUID) -> None:
    """Keeps both texts as a review, where the note was made of a suggestion, and counts its words."""
    summary = StoredSummary.objects.select_related("note").filter(note_id=note_id, words_signed=None).first()
    if summary is None:
        return
    actor = access.actor_for(User.objects.get(pk=user_id), access.Channel.WEB)
    try:
        chart = access.open_chart(actor, patient_id, quiet=True)
    except NotFound:  # access ended in the moment of signing; both texts are kept all the same
        return
    signed = changes(summary)
    with transaction.atomic():
        counted = StoredSummary.objects.filter(pk=summary.pk, words_signed=None)
        if not counted.update(words_suggested=signed.suggested, words_kept=signed.kept, words_signed=signed.signed):
            return
        _review(chart, summary, signed)


def changes(summary: StoredSummary) -> Difference:
    """Between what was suggested and the note as it is. Raises NotFound where there is none."""
    if summary.note is None:
        raise NotFound(_("No note was made of this text yet."))
    return difference(plain_text(summary), summary.note.text)


def hand_out(chart: Chart, summary: StoredSummary) -> None:
    """Says that the patient was given the signed handout. Raises UserError before it is signed."""
    chart.must_be_writable()
    if summary.kind != SummaryKind.HANDOUT or not note_is_signed(summary.note):
        raise UserError(_("Sign the handout first; then it can be given to the patient."))
    summary.handed_at, summary.handed_by = timezone.now(), chart.actor.user
    with transaction.atomic():
        summary.save(update_fields=["handed_at", "handed_by"])
        chart.note(Action.EXPORT, "StoredSummary", summary.pk, detail={"kind": SummaryKind.HANDOUT})


def _review(chart: Chart, summary: StoredSummary, signed: Difference) -> None:
    reviews.keep(
        chart,
        Subject.SUMMARY,
        ReviewAction.ACCEPT if signed.is_none else ReviewAction.CHANGE,
        about="StoredSummary",
        about_id=summary.pk,
        subject_id=summary.pk,
        suggested={"text": plain_text(summary)},
        decided={"text": summary.note.text if summary.note else ""},
        model_name=summary.model_name,
        model_revision=summary.model_revision,
    )
