"""Reads the demo bundles the way a stranger would, without the code that wrote them."""

import base64
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.engine.demo import DemoChart

SEED = 7
TODAY = date(2026, 11, 21)
_DAY_KEYS = (
    "abatementDateTime",
    "authoredOn",
    "birthDate",
    "date",
    "effectiveDateTime",
    "end",
    "occurrenceDateTime",
    "onsetDateTime",
    "performedDateTime",
    "recordedDate",
    "start",
)


def resources(chart: DemoChart, kind: str = "") -> list[dict[str, Any]]:
    rows = [entry["resource"] for entry in chart.bundle["entry"]]
    return [row for row in rows if not kind or row["resourceType"] == kind]


def by_ref(chart: DemoChart) -> dict[str, dict[str, Any]]:
    return {f"{row['resourceType']}/{row['id']}": row for row in resources(chart)}


def note_text(row: dict[str, Any]) -> str:
    return base64.b64decode(row["content"][0]["attachment"]["data"]).decode()


def shown(row: dict[str, Any]) -> str:
    """Everything a reader of the row could see, as one text."""
    if row["resourceType"] == "DocumentReference":
        return note_text(row)
    value = row.get("valueQuantity", {})
    measured = f"{value.get('comparator', '')} {value.get('value', '')}".strip()
    return f"{measured} {json.dumps(row, ensure_ascii=False)}"


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("reference"), str):
            yield value["reference"]
        for part in value.values():
            yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def days(value: Any) -> Iterator[date]:
    if isinstance(value, dict):
        for key, part in value.items():
            if key in _DAY_KEYS and isinstance(part, str):
                yield date.fromisoformat(part[:10])
            else:
                yield from days(part)
    elif isinstance(value, list):
        for part in value:
            yield from days(part)
