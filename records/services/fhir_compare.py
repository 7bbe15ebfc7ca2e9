"""Is what comes in new, newer, older or the same as what is stored?"""

import json
from typing import Any, Protocol

from django.db import models

from records.engine.fhir.types import Record
from records.engine.fhir.versions import version_order
from records.models import ChartRow, Patient
from records.selectors.as_rows import source_date
from records.services import identity
from records.services.import_report import Report

OLDER = "the stored version is newer"


class Marked(Protocol):
    """A stored row, as far as an import compares it."""

    version: str
    source_updated: str
    content_key: Any


def content_key(values: dict[str, Any]) -> bytes:
    return identity.content_key(json.dumps(values, sort_keys=True, ensure_ascii=False, default=str))


def marks(record: Record) -> dict[str, str]:
    updated = record.last_updated.text if record.last_updated else ""
    return {"version": record.version[:64], "source_updated": updated}


def is_older(record: Record, stored: Marked) -> bool:
    """Only where both sides tell; otherwise what is read last counts."""
    incoming = version_order(record.version, record.last_updated)
    known = version_order(stored.version, source_date(stored.source_updated))
    unknown = version_order("", None)
    return incoming != unknown and known != unknown and incoming < known


def is_same(stored: Marked, key: bytes) -> bool:
    return stored.content_key is not None and bytes(stored.content_key) == key


def fit(model: type[ChartRow] | type[Patient], values: dict[str, Any], kind: str, report: Report) -> None:
    """Shorten what a plain column cannot hold; a whole row is not lost for one long word."""
    for name, limit in _limits(model).items():
        value = values.get(name)
        if isinstance(value, str) and len(value) > limit:
            values[name] = value[: limit - 1] + "…"
            report.note(kind, f"{name}: shortened to {limit} characters")


def _limits(model: type[models.Model]) -> dict[str, int]:
    fields = model._meta.concrete_fields
    return {one.name: one.max_length for one in fields if isinstance(one, models.CharField) and one.max_length}
