"""What the notes of a chart say of the patient, by the marks that nobody called wrong."""

from collections.abc import Iterator, Mapping

from records.access import Chart
from records.audit import Action
from records.engine.rows import NoteRow
from triage.engine.reconcile.types import Mention, Thing
from triage.models import NoteMark, NoteMarking
from triage.selectors.marks import ShownMark, shown
from triage.services.alerts import rules

LEAST = 0.5  # how sure the model is of a problem that nobody has accepted
LINKED = 0.9  # or how well the words fit a known disease or drug
# What a list should have, and what else may name something that it has.
DRUG = "Medication"
THINGS: Mapping[str, Thing] = {"Disease_disorder": Thing.PROBLEM, DRUG: Thing.DRUG}
ALSO: Mapping[str, Thing] = dict.fromkeys(("Sign_symptom", "History", "Diagnostic_procedure"), Thing.PROBLEM)


def mentions(chart: Chart, notes: Mapping[str, NoteRow]) -> list[Mention]:
    """Newest note first; `notes` with their text by row id: what is not among them is not looked at."""
    chart.note(Action.READ, "NoteMarking")
    found = NoteMark.objects.filter(marking__patient=chart.patient, marking__note_id__in=notes).select_related(
        "marking"
    )
    marks: dict[str, list[NoteMark]] = {}
    for mark in found.select_related("marking").order_by("start"):
        marks.setdefault(str(mark.marking.note_id), []).append(mark)
    return [one for note_id, row in notes.items() for one in _of_note(row, marks.get(note_id, []))]


def read_count(chart: Chart) -> int:
    """How many notes of the chart a model has read."""
    return NoteMarking.objects.filter(patient=chart.patient).count()


def _of_note(row: NoteRow, marks: list[NoteMark]) -> Iterator[Mention]:
    for stored in marks:
        mark = shown(stored, row.text)
        thing = THINGS.get(mark.label) or ALSO.get(mark.label)
        if thing and not mark.is_wrong:
            yield Mention(thing, mark.text, row.id, row.written, mark.start, mark.end, str(mark.id), _is_sure(mark))


def _is_sure(mark: ShownMark) -> bool:
    """Of a drug the model's sureness is not enough: it takes food, people and laboratory tests for drugs."""
    known = mark.code_score >= LINKED or (_is_drug(mark) if mark.label == DRUG else mark.score >= LEAST)
    return mark.label in THINGS and mark.may_be_listed and (known or not mark.is_open)


def _is_drug(mark: ShownMark) -> bool:
    return bool(rules().names.find(mark.text))
