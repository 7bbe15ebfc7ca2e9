"""Marks of models and states of jobs in words."""

from collections.abc import Iterator, Mapping

from django import template
from django.utils.functional import Promise

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


@register.filter
def group_word(code: str) -> str:
    return _word(GROUPS, code)


@register.filter
def label_word(code: str) -> str:
    return _word(LABELS, code) if code in LABELS else code.replace("_", " ").lower()


@register.filter
def mark_state(code: str) -> str:
    return _word(MARK_STATES, code)


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
    return _word(JOBS, job.kind)


@register.filter
def job_state(job: Job) -> str:
    return _word(JOB_STATES, job.state)


@register.filter
def difference_word(code: str) -> str:
    return _word(DIFFERENCES, code)


@register.filter
def deid_word(code: str) -> str:
    return _word(DEIDENTIFIED, code)


@register.filter
def section_word(code: str) -> str:
    return _word(SECTIONS, code)


@register.filter
def patient_word(code: str) -> str:
    """A heading of a handout, in the words that the patient reads."""
    return _word(FOR_PATIENTS, code)


@register.filter
def text_word(kind: str) -> str:
    return _word(TEXTS, kind)


@register.filter
def stage_word(text: str) -> str:
    return _word(STAGES, text)


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
        yield _word(CONTEXT, "negated")
    if mark.temporality != "recent":
        yield _word(CONTEXT, mark.temporality)
    if mark.experiencer != "patient":
        yield _word(CONTEXT, mark.experiencer)


def _word(words: Mapping[str, Promise], code: str) -> str:
    found = words.get(code)
    return str(found) if found is not None else code
