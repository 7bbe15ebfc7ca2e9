"""Rows of the problem, medicine and allergy lists that are made from a note: a draft of who accepted the
suggestion until they sign it, and no fact before."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records.access import Chart
from records.audit import Action, Outcome
from records.engine.dates import SourceDate
from records.errors import Forbidden, NotFound, UserError
from records.models import Allergy, ChartRow, Condition, Medication, Note, Provenance, Role, RowKind, Withheld

MODELS: dict[str, type[ChartRow]] = {
    RowKind.CONDITION: Condition,
    RowKind.MEDICATION: Medication,
    RowKind.ALLERGY: Allergy,
}
# What a clinician may write; the rest follows from the kind.
FIELDS: dict[str, tuple[str, ...]] = {
    RowKind.CONDITION: ("name", "code", "code_system", "clinical_status", "verification", "onset"),
    RowKind.MEDICATION: ("name", "code", "code_system", "status", "dosage", "reason"),
    RowKind.ALLERGY: ("name", "code", "code_system", "category", "criticality", "reactions"),
}
_DATES = ("onset",)


@dataclass(frozen=True, slots=True)
class Origin:
    """The words that a row is made from, and the model that pointed at them."""

    note: Note
    start: int
    end: int
    model_name: str
    model_revision: str


def propose(chart: Chart, kind: str, values: Mapping[str, object], origin: Origin) -> Provenance:
    """A draft row of the acting clinician. Raises UserError for a kind that is no list."""
    _must_be_clinician(chart)
    if kind not in MODELS or origin.note.patient_id != chart.patient.pk:
        raise UserError(_("This cannot be put on that list."))
    if earlier := _same(chart, kind, origin):
        return earlier
    values = _checked(kind, values)
    today = timezone.localdate().isoformat()
    with transaction.atomic():
        row = MODELS[kind]._default_manager.create(
            patient=chart.patient, withheld=Withheld.DRAFT, **_given(kind, today), **values
        )
        made = Provenance.objects.create(
            patient=chart.patient,
            kind=kind,
            row_id=row.pk,
            note=origin.note,
            start=origin.start,
            end=origin.end,
            model_name=origin.model_name,
            model_revision=origin.model_revision,
            suggested=dict(values),
            accepted_by=chart.actor.user,
        )
        chart.note(Action.CREATE, MODELS[kind].__name__, row.pk, detail={"draft": True})
    return made


def _same(chart: Chart, kind: str, origin: Origin) -> Provenance | None:
    """A draft that the acting user made of these very words before."""
    mine = Provenance.objects.filter(patient=chart.patient, accepted_by=chart.actor.user, signed_at=None, kind=kind)
    return mine.filter(note=origin.note, start=origin.start, end=origin.end).first()


def revise(chart: Chart, proposal: Provenance, values: Mapping[str, object]) -> None:
    _must_be_clinician(chart)
    with transaction.atomic():
        row = _locked_draft(chart, proposal)
        _write(row, _checked(proposal.kind, values))
        chart.note(Action.CHANGE, type(row).__name__, row.pk, detail={"draft": True})


def sign(chart: Chart, proposal: Provenance, values: Mapping[str, object]) -> Provenance:
    """From now on the row is part of the record; what was suggested stays beside what was signed."""
    _must_be_clinician(chart)
    with transaction.atomic():
        row = _locked_draft(chart, proposal)
        signed = _checked(proposal.kind, values)
        row.withheld = Withheld.NO
        _write(row, signed)
        found = Provenance.objects.select_for_update().get(pk=proposal.pk)
        found.signed, found.signed_by, found.signed_at = dict(signed), chart.actor.user, timezone.now()
        found.save(update_fields=["signed", "signed_by", "signed_at"])
        chart.note(Action.SIGN, type(row).__name__, row.pk)
    return found


def discard(chart: Chart, proposal: Provenance) -> None:
    _must_be_clinician(chart)
    with transaction.atomic():
        row = _locked_draft(chart, proposal)
        chart.note(Action.CHANGE, type(row).__name__, row.pk, detail={"discarded": True})
        Provenance.objects.filter(pk=proposal.pk).delete()
        row.delete()


def own_proposal(chart: Chart, proposal_id: UUID) -> Provenance:
    """A draft of the acting user's in this chart. Raises NotFound."""
    found = Provenance.objects.filter(pk=proposal_id, patient=chart.patient, signed_at=None).first()
    if found is None or found.accepted_by_id != chart.actor.user.pk:
        chart.note(Action.READ, "Provenance", proposal_id, Outcome.REFUSED)
        raise NotFound(_("This draft is not in the chart, or was signed meanwhile."))
    return found


def values_of(chart: Chart, proposal: Provenance) -> dict[str, object]:
    row = chart.row(MODELS[proposal.kind], proposal.row_id)
    return {name: getattr(row, name) for name in FIELDS[proposal.kind]}


def _given(kind: str, today: str) -> Mapping[str, str]:
    """What follows from the kind: written here, today."""
    return {
        RowKind.CONDITION.value: {"category": "problem-list-item", "recorded": today},
        RowKind.MEDICATION.value: {"authored": today},
        RowKind.ALLERGY.value: {"recorded": today, "clinical_status": "active", "verification": "confirmed"},
    }[kind]


def _locked_draft(chart: Chart, proposal: Provenance) -> ChartRow:
    row = _drafts(proposal).filter(patient=chart.patient, pk=proposal.row_id).first()
    if row is None or proposal.accepted_by_id != chart.actor.user.pk:
        raise UserError(_("This draft was signed or discarded meanwhile."))
    return row


def _drafts(proposal: Provenance) -> "models.QuerySet[ChartRow]":
    drafts = MODELS[proposal.kind]._default_manager.filter(withheld=Withheld.DRAFT)
    return drafts.select_for_update()


def _write(row: ChartRow, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def _checked(kind: str, values: Mapping[str, object]) -> dict[str, object]:
    """Only the fields of the kind, with a name, and dates that are dates."""
    found = {name: values[name] for name in FIELDS[kind] if name in values}
    if not str(found.get("name", "")).strip():
        raise UserError(_("Give the entry a name."))
    for name in _DATES:
        if found.get(name):
            try:
                SourceDate(str(found[name]))
            except ValueError:
                raise UserError(_("Write the date as 2024, 2024-05 or 2024-05-18.")) from None
    return found


def _must_be_clinician(chart: Chart) -> None:
    """Before any transaction, so that the line about a refusal stays."""
    if chart.actor.user.role != Role.CLINICIAN:
        chart.note(Action.CHANGE, "Provenance", outcome=Outcome.REFUSED)
        raise Forbidden(_("Only clinicians may change the record."))
