"""A stored summary as its page shows it: sentences with numbered sources, and what was left out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from assistant.models import AnswerCitation
from records.access import Chart
from records.errors import NotFound
from records.selectors import charts
from triage.models import StoredSummary
from triage.services import summaries

LEFT = ("allergies", "problems", "medications")


@dataclass(frozen=True, slots=True)
class ShownSentence:
    text: str
    sources: tuple[tuple[int, str], ...]  # number, and what it names


@dataclass(frozen=True, slots=True)
class ShownSummary:
    id: UUID
    sections: tuple[tuple[str, tuple[ShownSentence, ...]], ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    withheld: int
    model_name: str
    model_revision: str
    made_at: datetime | None
    is_old: bool  # the chart changed since
    text: str
    note_id: UUID | None
    note_is_signed: bool


def shown(chart: Chart, summary: StoredSummary) -> ShownSummary:
    numbers: dict[str, int] = {}
    content = summary.content
    sections = tuple(
        (section["heading"], tuple(_sentence(one, numbers) for one in section["sentences"]))
        for section in content.get("sections", [])
    )
    left = content.get("left_out", {})
    note = summary.note
    return ShownSummary(
        id=summary.pk,
        sections=sections,
        left_out=tuple((kind, tuple(left[kind])) for kind in LEFT if left.get(kind)),
        withheld=content.get("withheld", 0),
        model_name=summary.model_name,
        model_revision=summary.model_revision,
        made_at=summary.made_at,
        is_old=bool(summary.chart_version) and summary.chart_version != charts.version(chart),
        text=summaries.plain_text(summary),
        note_id=note.pk if note else None,
        note_is_signed=note is not None and note.signed_at is not None,
    )


def source(summary: StoredSummary, number: int) -> AnswerCitation:
    """What stands behind a number, as a citation that is not stored. Raises NotFound."""
    every = list(_sources(summary.content))
    distinct = list({_key(one): one for one in every}.values())
    if not 1 <= number <= len(distinct):
        raise NotFound(_("This source is not part of the summary."))
    one = distinct[number - 1]
    values = {"source": one["kind"], "ref": one["ref"], "quote": one["quote"], "start": one["start"], "end": one["end"]}
    return AnswerCitation(series="C", number=number, title=one["quote"][:80], **values)


def _sentence(one: dict[str, Any], numbers: dict[str, int]) -> ShownSentence:
    found = []
    for each in one.get("sources", []):
        number = numbers.setdefault(_key(each), len(numbers) + 1)
        found.append((number, each["quote"][:80]))
    return ShownSentence(one["text"], tuple(found))


def _sources(content: dict[str, Any]) -> list[dict[str, Any]]:
    sections = content.get("sections", [])
    return [each for section in sections for one in section["sentences"] for each in one.get("sources", [])]


def _key(one: dict[str, Any]) -> str:
    return f"{one['kind']}|{one['ref']}|{one['start']}|{one['quote']}"
