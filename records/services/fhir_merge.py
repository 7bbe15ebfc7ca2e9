"""The rows of a patient who was replaced move into the chart of the one who stands for them.

Encrypted values are bound to table, row and field, not to the patient, so they stay readable. There is no way
back: which rows came with whom is told by their source ids alone.
"""

from dataclasses import dataclass
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from records.models import ChartRow, Provenance


@dataclass(frozen=True, slots=True)
class Merged:
    old: UUID
    new: UUID
    rows: int


def move_rows(old: UUID, new: UUID) -> Merged:
    """Call it in the transaction that replaces the patient. Moves nothing the second time."""
    models = [model for model in apps.get_models() if issubclass(model, ChartRow)]
    changes = {"patient_id": new, "updated_at": timezone.now()}
    moved = sum(model._default_manager.filter(patient_id=old).update(**changes) for model in models)
    Provenance.objects.filter(patient_id=old).update(patient_id=new)
    return Merged(old, new, moved)
