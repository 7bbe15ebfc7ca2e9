"""A clinician accepts, refuses or corrects what a model marked. Each act is a row beside what was suggested."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records.access import Chart
from records.audit import Action
from records.errors import UserError
from triage.engine.clinical_labels import LABELS
from triage.models import MarkState, NoteMark, NoteMarking, Review, ReviewAction, Subject
from triage.selectors.marks import find_mark
from triage.services import reviews


def accept(chart: Chart, mark_id: UUID) -> NoteMark:
    return _decide(chart, mark_id, ReviewAction.ACCEPT)


def say_wrong(chart: Chart, mark_id: UUID) -> NoteMark:
    return _decide(chart, mark_id, ReviewAction.WRONG)


def change(chart: Chart, mark_id: UUID, label: str) -> NoteMark:
    """Right words, other kind of thing. Raises UserError for a kind that is not known."""
    if label not in LABELS:
        raise UserError(_("This type is not known. Choose one of the list."))
    return _decide(chart, mark_id, ReviewAction.CHANGE, label)


def undo(chart: Chart, note_id: UUID) -> NoteMark:
    """Take back the acting user's latest decision in this note. Raises UserError when there is none."""
    chart.must_be_writable()
    marks = NoteMark.objects.filter(marking__note_id=note_id, marking__patient=chart.patient)
    with transaction.atomic():
        mine = Review.objects.filter(subject=Subject.MARK, subject_id__in=marks.values("pk"), by=chart.actor.user)
        last = mine.exclude(action=ReviewAction.UNDO).filter(undone_by=None).order_by("-at").first()
        if last is None or last.subject_id is None:
            raise UserError(_("There is nothing of yours to take back in this note."))
        mark = NoteMark.objects.select_for_update().select_related("marking").get(pk=last.subject_id)
        _review(chart, mark, ReviewAction.UNDO, undoes=last)
        _apply(mark, _standing(mark))
    return mark


def finish(chart: Chart, note_id: UUID, *, done: bool = True) -> None:
    """Say that the whole note is looked through, or that it is not after all."""
    chart.must_be_writable()
    marking = NoteMarking.objects.filter(patient=chart.patient, note_id=note_id).first()
    if marking is None:
        raise UserError(_("No model has read this note yet."))
    marking.reviewed_by = chart.actor.user if done else None
    marking.reviewed_at = timezone.now() if done else None
    with transaction.atomic():
        marking.save(update_fields=["reviewed_by", "reviewed_at"])
        chart.note(Action.REVIEW, "NoteMarking", marking.pk, detail={"reviewed": done})


def _decide(chart: Chart, mark_id: UUID, action: ReviewAction, label: str = "") -> NoteMark:
    chart.must_be_writable()
    found, _note = find_mark(chart, mark_id)
    with transaction.atomic():
        mark = NoteMark.objects.select_for_update().select_related("marking").get(pk=found.pk)
        review = _review(chart, mark, action, label)
        _apply(mark, review)
    return mark


def _review(
    chart: Chart, mark: NoteMark, action: ReviewAction, label: str = "", undoes: Review | None = None
) -> Review:
    kept = {**mark.suggested, "label": label} if label else mark.suggested
    return reviews.keep(
        chart,
        Subject.MARK,
        action,
        about="NoteMark",
        about_id=mark.pk,
        subject_id=mark.pk,
        suggested=mark.suggested,
        decided=kept if action in (ReviewAction.ACCEPT, ReviewAction.CHANGE) else {},
        model_name=mark.marking.model_name,
        model_revision=mark.marking.model_revision,
        undoes=undoes,
    )


def _standing(mark: NoteMark) -> Review | None:
    """The latest decision about it that nobody took back."""
    about = Review.objects.filter(subject=Subject.MARK, subject_id=mark.pk)
    return about.exclude(action=ReviewAction.UNDO).filter(undone_by=None).order_by("-at").first()


def _apply(mark: NoteMark, review: Review | None) -> None:
    states = {ReviewAction.WRONG.value: MarkState.WRONG}
    mark.state = states.get(review.action, MarkState.ACCEPTED) if review else MarkState.SUGGESTED
    mark.decided = review.decided if review else {}
    mark.save(update_fields=["state", "decided"])
