"""From a mark in a note to a draft row of a list, and from the draft to the record."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from records.access import Chart
from records.errors import UserError
from records.models import Provenance
from records.services import proposals
from records.services.proposals import Origin
from triage.models import MarkState, ReviewAction, Subject
from triage.selectors.marks import ShownMark, find_mark, marks_of
from triage.services import reviewing, reviews

NEAR = 2  # words between a drug and its dose, as people write them ("at a", "po")
_DOSE = ("Dosage", "Frequency", "Administration")


def propose(chart: Chart, mark_id: UUID, kind: str) -> Provenance:
    """A draft from this mark; putting it on a list accepts the mark."""
    found, note = find_mark(chart, mark_id)
    marks = marks_of(chart, note.pk, note.text)
    mark = next((one for one in marks.marks if one.id == mark_id), None) if marks else None
    if marks is None or mark is None or not mark.may_be_listed:
        raise UserError(_("Only what the note says of this patient can be put on a list."))
    origin = Origin(note, mark.start, mark.end, marks.model_name, marks.model_revision)
    made = proposals.propose(chart, kind, suggested_values(kind, mark, marks.marks, note.text), origin)
    if found.state != MarkState.ACCEPTED:
        reviewing.accept(chart, mark_id)
    return made


def sign(chart: Chart, proposal: Provenance, values: Mapping[str, object]) -> None:
    signed = proposals.sign(chart, proposal, values)
    reviews.keep(
        chart,
        Subject.ROW,
        ReviewAction.SIGN,
        about="Provenance",
        about_id=signed.pk,
        subject_id=signed.row_id,
        suggested=signed.suggested,
        decided=signed.signed,
        model_name=signed.model_name,
        model_revision=signed.model_revision,
    )


def suggested_values(kind: str, mark: ShownMark, marks: Sequence[ShownMark], text: str) -> dict[str, object]:
    """As the note says it; nothing is made up that stands nowhere."""
    name = " ".join(mark.text.split())
    values: dict[str, object] = {"name": name[:1].upper() + name[1:], "code": mark.code, "code_system": mark.system}
    if kind == "condition":
        past = mark.temporality == "historical"
        return {**values, "clinical_status": "resolved" if past else "active", "verification": "confirmed", "onset": ""}
    if kind == "medication":
        return {**values, "status": "active", "dosage": _dose(mark, marks, text), "reason": ""}
    return {**values, "category": "medication", "criticality": "", "reactions": []}


def _dose(mark: ShownMark, marks: Sequence[ShownMark], text: str) -> str:
    """The doses and times that follow a drug closely, word for word."""
    end = mark.end
    for one in marks:
        if one.start >= end and one.label in _DOSE and _is_close(text[end : one.start]):
            end = one.end
    return " ".join(text[mark.end : end].split()).strip(" ,;:")


def _is_close(between: str) -> bool:
    return len(between.split()) <= NEAR and not any(sign in between for sign in "\n.;")
