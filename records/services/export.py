"""A patient's own chart as one file to keep or take elsewhere."""

import json
from dataclasses import is_dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from records.access import Chart
from records.audit import Action
from records.engine.dates import SourceDate
from records.selectors import rows

FORMAT = "anamnesis-chart-1"


def chart_as_json(chart: Chart) -> bytes:
    """Everything that the chart shows, notes in full; audited as one export."""
    with transaction.atomic():
        chart.note(Action.EXPORT, "Chart")
        content = {
            "format": FORMAT,
            "made": timezone.now().isoformat(timespec="seconds"),
            "patient": rows.patient_facts(chart),
            "problems": rows.conditions(chart),
            "allergies": rows.allergies(chart),
            "medicines": rows.medications(chart),
            "results": rows.all_observations(chart),
            "reports": rows.reports(chart),
            "visits": rows.encounters(chart),
            "procedures": rows.procedures(chart),
            "immunizations": rows.immunizations(chart),
            "images": rows.imaging(chart),
            "notes": rows.notes(chart, with_text=True),
        }
    return json.dumps(_plain(content), ensure_ascii=False, indent=1).encode()


def _plain(value: Any) -> Any:
    """Dates as the source wrote them; what is empty is left out."""
    if isinstance(value, SourceDate):
        return value.text
    if is_dataclass(value) and not isinstance(value, type):
        return _plain({name: getattr(value, name) for name in value.__dataclass_fields__})
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if one not in (None, "", ())}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
