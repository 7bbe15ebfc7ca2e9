"""Words that tell what kind of thing is asked for and what about it.

Patterns run over the question's comparable words (singular, American spelling) in which everything that
points at the patient has become `pt`. Order matters: the first that fits wins.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from assistant.engine.mind.plan import Aspect, Topic
from assistant.engine.mind.vocabulary import FOLDER, read_file


@lru_cache(maxsize=1)
def _content() -> dict[str, Any]:
    return read_file(FOLDER / "cues.yaml")


def _rules(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Raises re.error for a pattern that is not one."""
    rules = [(name, alternatives) for rule in _content()[part] for name, alternatives in rule.items()]
    return tuple((name, re.compile(rf"\b(?:{'|'.join(alternatives)})\b")) for name, alternatives in rules)


def _words(part: str) -> frozenset[str]:
    return frozenset(_content()[part].split())


BEFORE_THAT = re.compile(
    r"\b(?:before (?:that|this|it|then)|prior to that|(?:previous|prior|preceding) (?:one|value|result|reading|time)"
    r"|one before|previous$|(?:second|next) (?:to )?last|penultimate|visit before|the time before)\b"
    r"|^(?:and )?(?:the )?(?:prior|earlier|before|preceding)$"
)
LEADS_ON = re.compile(r"^(?:and|also|what about|how about|then|but|or|ok|okay|i mean|what else)\b|\btoo$")
LISTING = re.compile(
    r"^(?:what|which|list|show|name|tell|give|all|display|any)\b.*\b(?:condition|problem|diagnos[ei]s|disease|illness"
    r"|medication|medicine|med|drug|pharmaceutical|prescribed|taking|take|on|diagnosed with|treated for|suffer\w*"
    r"|pill|tablet|prescription|allergy|allergie|allergen|vaccine|vaccination|immunization|shot|procedure|surgery|operation)\b"
)
POINTS_BACK = re.compile(r"\b(?:it|that|thi|this|one|those|these|them|same|there|then)\b")

_ASPECTS = _rules("aspects")
_EXISTS = re.compile(
    r"^(?:and )?(?:be|has|have|had|do|does|did|any|can|could)\b|\bany\b|\bever\b|\bis there\b"
    r"|^(?:there )?(?:hx|history) of\b|\bon (?:file|record)\b|\bor not\b"
)

_TOPICS = _rules("topics")
SETTINGS = (
    ("EMER", re.compile(r"\b(?:er|ed|a e|emergency|emergency room|emergency department|urgent)\b")),
    (
        "IMP",
        re.compile(
            r"\b(?:admission|admitted|admit|hospitaliz\w+|inpatient|hospital stay|in (?:the )?hospital|discharged?)\b"
        ),
    ),
)

FACTS = _rules("facts")
_OUTRIGHT = re.compile(r"\b(?:date of birth|birth ?date|dob|d o b|mrn|marital status|insurance)\b")


def aspects(words: str) -> list[Aspect]:
    """All aspects the words speak of, in order of precedence."""
    found = [Aspect(name) for name, pattern in _ASPECTS if pattern.search(words)]
    if _EXISTS.search(words):
        found.append(Aspect.EXISTS)
    return found


def topics(words: str) -> list[Topic]:
    return [Topic(name) for name, pattern in _TOPICS if pattern.search(words)]


# Asked of the notes only when nothing else explains them.
TOLD = re.compile(r"\b(?:documented|written|wrote|mention(?:ed)?|live with|living with|family)\b")


def aspect_words(words: Sequence[str]) -> set[int]:
    """Positions explained by a short aspect cue. Longer matches span what is asked about."""
    line, found = " ".join(words), set[int]()
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    for _, pattern in _ASPECTS:
        for match in pattern.finditer(line):
            if len(match[0].split()) < 3:
                found |= {i for i, start in enumerate(starts) if match.start() <= start < match.end()}
    return found


def explained(words: Sequence[str]) -> dict[int, set[Topic]]:
    """For each position the topics whose cue the word is part of."""
    line, found = " ".join(words), {i: set[Topic]() for i in range(len(words))}
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    for name, pattern in _TOPICS:
        for match in pattern.finditer(line):
            for i, start in enumerate(starts):
                if match.start() <= start < match.end():
                    found[i].add(Topic(name))
    return found


_TELLING = re.compile(r"\b(?:" + "|".join(_content()["told"]) + r")\b")
_SECTIONS = _rules("sections")
_HEADINGS = _rules("headings")


def asks_notes(words: str) -> bool:
    """Reasons, plans, advice and events: what people write down in sentences."""
    return _TELLING.search(words) is not None


def section(words: str) -> str:
    """The part of a note that the words ask for."""
    return next((name for name, pattern in _SECTIONS if pattern.search(words)), "")


def section_word(word: str) -> bool:
    """Words that name parts of notes, not what they should speak of."""
    return word in _SECTION_WORDS


def is_section(name: str, heading: str) -> bool:
    return any(found == name and pattern.search(heading.lower()) for found, pattern in _HEADINGS)


def fact(words: str) -> str:
    return next((name for name, pattern in FACTS if pattern.search(words)), "name")


def outright_fact(words: str) -> bool:
    """A fact about the person in words that mean nothing else."""
    return _OUTRIGHT.search(words) is not None


def setting(words: str) -> str:
    return next((code for code, pattern in SETTINGS if pattern.search(words)), "")


FILLER = _words("filler")
PLAIN_WORDS = _words("plain")
_SECTION_WORDS = _words("section_words")
CORRECTABLE = _words("correctable")


def patterns() -> list[re.Pattern[str]]:
    return [p for _, p in (*_ASPECTS, *_TOPICS, *FACTS, *_SECTIONS)] + [
        _EXISTS,
        LEADS_ON,
        POINTS_BACK,
        BEFORE_THAT,
        _TELLING,
    ]
