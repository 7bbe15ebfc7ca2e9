"""Chosen statements under the headings of a note."""

import re
from collections.abc import Sequence
from enum import StrEnum

from triage.engine.summary.dialogue.choose import Chosen
from triage.engine.summary.dialogue.frames import system_of
from triage.engine.summary.dialogue.turns import Role
from triage.engine.summary.dialogue.unit import Unit
from triage.engine.summary.types import SummarySentence


class Heading(StrEnum):
    COMPLAINT = "CHIEF COMPLAINT"
    PRESENT = "HISTORY OF PRESENT ILLNESS"
    REVIEW = "REVIEW OF SYSTEMS"
    EXAM = "PHYSICAL EXAM"
    RESULTS = "RESULTS"
    PLAN = "ASSESSMENT AND PLAN"


_ORDER = tuple(Heading)
_EXAM = re.compile(
    r"\b(?:exam(?:ination)?|auscultation|palpation|palpable|tender(?:ness)?|"
    r"murmurs?|range of motion|vital signs?|rhonchi|wheez\w+|"
    r"lungs? (?:is|are|sounds?)|clear to|edema|swelling|erythema|reflexes|"
    r"strength|appreciate|blood pressure (?:is|today|looks)|"
    r"heart rate|temperature|oxygen|ecchymosis|effusion|gait|pulses?|"
    r"lymphadenopathy|deformity|press|pupils|straight leg)\b",
    re.I,
)
_RESULT = re.compile(
    r"\b(?:x-?rays?|mri|ct|scan|ultrasound|labs?|results?|hemoglobin|"
    r"a1c|creatinine|echocardiogram|echo|ekg|ecg|panel|blood (?:work|"
    r"test|count)|"
    r"biopsy|culture|pft|cholesterol|tests?)\b",
    re.I,
)
_PLAN = re.compile(
    r"\b(?:i (?:will|would|want|am going|recommend|think|do want|also "
    r"want)|we (?:will|can|should|are going|could|need)|let's|going to|"
    r"order\w*|prescri\w+|refer\w*|"
    r"start(?:ing)?|continue|increase|decrease|follow(?:ing)? ?up|should|"
    r"assessment|plan|problem|issue|come back|see (?:you|the patient|"
    r"him|her) (?:back|in)|"
    r"recommend\w*|diagnosis|consistent with|therapy|surgery|injection)\b",
    re.I,
)
_PLAN_BEGINS = re.compile(
    r"\b(?:assessment (?:and|in) (?:the |my )?plan|my assessment|my plan|"
    r"first problem|for your first|let's talk about (?:my|the) plan)\b",
    re.I,
)
_EXAM_BEGINS = re.compile(
    r"\b(?:physical exam|quick exam|examine you|take a look at|check (?:you|your) out|vital signs)\b", re.I
)
_COMPLAINT = re.compile(
    r"\b(?:presents?|here (?:today )?(?:for|with)|complain\w+|came in|follow-?up|brings?|evaluation)\b", re.I
)


def laid_out(units: Sequence[Unit], chosen: Sequence[Chosen]) -> list[SummarySentence]:
    """Every chosen statement under one heading, headings in the order of a note."""
    first_plan = _begins(units, _PLAN_BEGINS, 0.5)
    # A visit whose examination is never announced has asked its questions by the middle.
    first_exam = min(_begins(units, _EXAM_BEGINS, 0.25), len(units) // 2)
    complaint = next((c.index for c in chosen if _COMPLAINT.search(c.wording) and c.index < first_exam), None)
    placed: list[tuple[Heading, SummarySentence]] = []
    for one in chosen:
        unit = units[one.index]
        heading = Heading.COMPLAINT if one.index == complaint else _heading(unit, one, first_exam, first_plan)
        placed.append((heading, SummarySentence(one.wording, unit.sources, heading.value)))
    return [sentence for heading in _ORDER for where, sentence in placed if where is heading]


def _begins(units: Sequence[Unit], pattern: re.Pattern[str], earliest: float) -> int:
    """Where a part of the visit is announced; past the end when it never is."""
    start = int(len(units) * earliest)
    said = (i for i, unit in enumerate(units) if i >= start and unit.role is Role.DOCTOR and pattern.search(unit.said))
    return next(said, len(units))


def _heading(unit: Unit, one: Chosen, first_exam: int, first_plan: int) -> Heading:
    if unit.role is not Role.DOCTOR:
        asked = unit.origin in ("yes", "no") and system_of(one.wording)
        return Heading.PLAN if one.index > first_plan else Heading.REVIEW if asked else Heading.PRESENT
    if one.index >= first_plan:
        return Heading.PLAN
    if _RESULT.search(one.wording) and not _PLAN.search(one.wording):
        return Heading.RESULTS
    if _EXAM.search(one.wording) and not _PLAN.search(one.wording):
        return Heading.EXAM
    if _PLAN.search(unit.said) and one.index > first_exam:
        return Heading.PLAN
    return Heading.EXAM if one.index > first_exam else Heading.PRESENT
