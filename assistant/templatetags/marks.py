"""Marks of models and states of jobs in words."""

from collections.abc import Iterator

from django import template

from assistant.job_kinds import ANSWER
from assistant.words import (
    CONTEXT,
    DEIDENTIFIED,
    DIFFERENCES,
    GROUPS,
    JOB_STATES,
    JOBS,
    LABELS,
    MARK_STATES,
    SECTIONS,
    STAGES,
    TEXTS,
    reader,
)
from records.models import User
from triage.engine.clinical_labels import LABELS as GROUP_OF
from triage.engine.clinical_labels import Group
from triage.models import Job
from triage.selectors import jobs
from triage.selectors.marks import ShownMark
from triage.services.summary_content import FOR_PATIENTS

register = template.Library()
_SIGNS = {"suggested": "?", "accepted": "✓", "wrong": "✗"}
group_word, context_word = reader(GROUPS), reader(CONTEXT)
_FILTERS = {
    "group_word": group_word,
    "context_word": context_word,
    "mark_state": reader(MARK_STATES),
    "difference_word": reader(DIFFERENCES),
    "deid_word": reader(DEIDENTIFIED),
    "section_word": reader(SECTIONS),
    "text_word": reader(TEXTS),
    "stage_word": reader(STAGES),
    "patient_word": reader(FOR_PATIENTS),  # a heading of a handout, in the words that the patient reads
}
for _name, _filter in _FILTERS.items():
    register.filter(_name, _filter)


@register.filter
def label_word(code: str) -> str:
    return str(LABELS.get(code, code.replace("_", " ").lower()))


@register.filter
def mark_tag(mark: ShownMark) -> str:
    """What stands in small letters behind the marked words: `problem · denied ?`."""
    return f"{' · '.join([group_word(mark.group), *_context(mark)])} {_SIGNS.get(mark.state, '')}".strip()


@register.filter
def mark_context(mark: ShownMark) -> str:
    return ", ".join(_context(mark))


@register.filter
def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


@register.filter
def job_word(job: Job) -> str:
    return reader(JOBS)(job.kind)


@register.filter
def job_state(job: Job) -> str:
    return reader(JOB_STATES)(job.state)


@register.simple_tag
def open_jobs(user: object) -> int:
    """How many of a clinician's jobs are not over; nobody else has any. An answer shows that where it is awaited."""
    return jobs.open_count(user.pk, besides=ANSWER) if isinstance(user, User) and user.is_clinician else 0


@register.simple_tag
def label_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All types in their groups, for a list to choose from."""
    groups: dict[Group, list[tuple[str, str]]] = {group: [] for group in Group}
    for label, group in GROUP_OF.items():
        groups[group].append((label, label_word(label)))
    return [(group_word(group), labels) for group, labels in groups.items()]


def _context(mark: ShownMark) -> Iterator[str]:
    if mark.negated:
        yield context_word("negated")
    if mark.temporality != "recent":
        yield context_word(mark.temporality)
    if mark.experiencer != "patient":
        yield context_word(mark.experiencer)
