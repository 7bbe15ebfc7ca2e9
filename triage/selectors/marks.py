"""The marks of one note, as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from records.access import Chart
from records.audit import Action, Outcome
from records.errors import NotFound
from records.models import Note
from triage.engine.clinical_labels import Group, group_of
from triage.models import MarkState, NoteMark, NoteMarking


@dataclass(frozen=True, slots=True)
class ShownMark:
    """As decided by a clinician, else as suggested; `suggested_label` is what the model said."""

    id: UUID
    start: int
    end: int
    text: str
    label: str
    suggested_label: str
    state: str
    negated: bool
    temporality: str
    experiencer: str
    score: float
    code: str
    system: str
    code_score: float

    @property
    def group(self) -> Group:
        return group_of(self.label)

    @property
    def is_open(self) -> bool:
        return self.state == MarkState.SUGGESTED

    @property
    def is_wrong(self) -> bool:
        return self.state == MarkState.WRONG

    @property
    def is_changed(self) -> bool:
        return self.label != self.suggested_label

    @property
    def is_fact(self) -> bool:
        """Said of this patient, now or earlier, and not denied."""
        return not (self.negated or self.experiencer == "other" or self.temporality == "hypothetical")

    @property
    def may_be_listed(self) -> bool:
        """A problem or a drug that the note says of this patient."""
        return self.is_fact and not self.is_wrong and (self.group == Group.PROBLEM or self.label == "Medication")


@dataclass(frozen=True, slots=True)
class NoteMarks:
    """`marks` in the order of the text."""

    id: UUID
    marks: tuple[ShownMark, ...]
    model_name: str
    model_revision: str
    marked_at: datetime
    reviewed_by: str
    reviewed_at: datetime | None

    @property
    def accepted(self) -> int:
        return sum(mark.state == MarkState.ACCEPTED for mark in self.marks)

    @property
    def wrong(self) -> int:
        return sum(mark.is_wrong for mark in self.marks)

    @property
    def left(self) -> int:
        return sum(mark.is_open for mark in self.marks)


def marks_of(chart: Chart, note_id: UUID | str, text: str) -> NoteMarks | None:
    """None when no model has read the note yet. `text` is the note's."""
    marking = (
        NoteMarking.objects.filter(patient=chart.patient, note_id=note_id)
        .select_related("reviewed_by")
        .prefetch_related("marks")
        .first()
    )
    if marking is None:
        return None
    chart.note(Action.READ, "NoteMarking", marking.pk)
    marks = sorted(marking.marks.all(), key=lambda mark: (mark.start, mark.end))
    return NoteMarks(
        id=marking.pk,
        marks=tuple(shown(mark, text) for mark in marks),
        model_name=marking.model_name,
        model_revision=marking.model_revision,
        marked_at=marking.marked_at,
        reviewed_by=marking.reviewed_by.name if marking.reviewed_by else "",
        reviewed_at=marking.reviewed_at,
    )


def find_mark(chart: Chart, mark_id: UUID) -> tuple[NoteMark, Note]:
    """A mark of this chart, and the note that it stands in. Raises NotFound."""
    mark = NoteMark.objects.select_related("marking").filter(pk=mark_id, marking__patient=chart.patient).first()
    if mark is None:
        chart.note(Action.READ, "NoteMark", mark_id, Outcome.REFUSED)
        raise NotFound(_("This mark is not in the chart. A newer reading of the note may have replaced it."))
    return mark, chart.row(Note, mark.marking.note_id)


def shown(mark: NoteMark, text: str) -> ShownMark:
    said: dict[str, Any] = {**mark.suggested, **mark.decided}
    return ShownMark(
        id=mark.pk,
        start=mark.start,
        end=mark.end,
        text=text[mark.start : mark.end],
        label=said.get("label", ""),
        suggested_label=mark.suggested.get("label", ""),
        state=mark.state,
        negated=bool(said.get("negated")),
        temporality=said.get("temporality", "recent"),
        experiencer=said.get("experiencer", "patient"),
        score=said.get("score", 0.0),
        code=said.get("code", ""),
        system=said.get("system", ""),
        code_score=said.get("code_score", 0.0),
    )
