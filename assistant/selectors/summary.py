"""A stored summary as its page shows it: sentences with numbered sources, what was left out, and how far it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from assistant.models import AnswerCitation
from assistant.selectors import sources
from assistant.selectors.sources import OpenedSource
from records.access import Chart
from records.errors import NotFound
from records.selectors import charts
from records.selectors.as_rows import encounter_row
from triage.models import Job, StoredSummary
from triage.selectors.jobs import about
from triage.services import jobs, summaries
from triage.services.summary_content import DIALOGUE

LEFT = ("allergies", "problems", "medications")


@dataclass(frozen=True, slots=True)
class ShownSentence:
    text: str
    sources: tuple[tuple[int, str], ...]  # number, and what it names


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """`here`: the text that was summarised does mention it."""

    name: str
    here: bool


@dataclass(frozen=True, slots=True)
class ShownSummary:
    id: UUID
    kind: str
    sections: tuple[tuple[str, tuple[ShownSentence, ...]], ...]
    left_out: tuple[tuple[str, tuple[LeftOutRow, ...]], ...]
    withheld: int
    model_name: str
    model_revision: str
    made_at: datetime | None
    made_by: str
    is_old: bool  # the chart changed since
    about: str  # the visit or stay, as it is shown
    given: str
    grade: float | None
    target: int | None
    hard_words: tuple[str, ...]
    held: tuple[str, ...]
    note_id: UUID | None
    note_is_signed: bool
    note_is_mine: bool
    handed_at: datetime | None
    handed_by: str

    @property
    def left_out_count(self) -> int:
        return sum(len(rows) for _, rows in self.left_out)

    @property
    def reaches_target(self) -> bool:
        return self.grade is not None and self.target is not None and self.grade <= self.target


@dataclass(frozen=True, slots=True)
class Making:
    """The newest job that makes a summary; only its owner may stop it or have it run again."""

    job: Job
    is_mine: bool

    @property
    def may_stop(self) -> bool:
        return self.is_mine and not self.job.is_over and not self.job.cancel_requested

    @property
    def may_run_again(self) -> bool:
        return self.is_mine and jobs.may_run_again(self.job)


def shown(chart: Chart, summary: StoredSummary) -> ShownSummary:
    numbers: dict[str, int] = {}
    content, note = summary.content, summary.note
    visit = encounter_row(summary.about_visit) if summary.about_visit else None
    return ShownSummary(
        id=summary.pk,
        kind=summary.kind,
        sections=tuple(
            (section["heading"], tuple(_sentence(one, numbers) for one in section["sentences"]))
            for section in content.get("sections", [])
        ),
        left_out=_left_out(content),
        withheld=content.get("withheld", 0),
        model_name=summary.model_name,
        model_revision=summary.model_revision,
        made_at=summary.made_at,
        made_by=summary.owner.name,
        is_old=bool(summary.chart_version) and summary.chart_version != charts.version(chart),
        about=visit.display if visit else "",
        given=summary.given,
        grade=content.get("grade"),
        target=summary.grade,
        hard_words=tuple(content.get("hard_words", ())),
        held=tuple(content.get("held", ())),
        note_id=note.pk if note else None,
        note_is_signed=summaries.note_is_signed(note),
        note_is_mine=note is not None and note.author_id == chart.actor.user.pk,
        handed_at=summary.handed_at,
        handed_by=summary.handed_by.name if summary.handed_by else "",
    )


def making(chart: Chart, kind: str, subject_id: UUID) -> Making | None:
    job = about(kind, subject_id)
    return Making(job, job.owner_id == chart.actor.user.pk) if job else None


def citation(summary: StoredSummary, number: int) -> AnswerCitation:
    """What stands behind a number, as a citation that is not stored. Raises NotFound."""
    every = list(_sources(summary.content))
    distinct = list({_key(one): one for one in every}.values())
    if not 1 <= number <= len(distinct):
        raise NotFound(_("This source is not part of the summary."))
    one = distinct[number - 1]
    values = {"source": one["kind"], "ref": one["ref"], "quote": one["quote"], "start": one["start"], "end": one["end"]}
    return AnswerCitation(series="C", number=number, title=one["quote"][:80], **values)


def opened(chart: Chart, summary: StoredSummary, cited: AnswerCitation) -> OpenedSource:
    if cited.source == DIALOGUE:
        return sources.of_text(_("What was said"), summary.given, cited.start or 0, cited.end or 0)
    return sources.opened(chart, cited)


def _left_out(content: dict[str, Any]) -> tuple[tuple[str, tuple[LeftOutRow, ...]], ...]:
    """What the summarised text itself mentions comes first."""
    left, here = content.get("left_out", {}), set(content.get("left_out_here", ()))
    rows = {kind: [LeftOutRow(name, name in here) for name in left.get(kind, ())] for kind in LEFT}
    return tuple((kind, tuple(sorted(found, key=lambda row: not row.here))) for kind, found in rows.items() if found)


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
