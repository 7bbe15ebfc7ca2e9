"""One question taken apart: words, named things, cues, time. No chart is looked at here."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from assistant.engine.mind import cues
from assistant.engine.mind.chinese import gloss
from assistant.engine.mind.plan import Aspect, Threshold, Topic, Window
from assistant.engine.mind.text import Tokens, is_chinese, stem, tidy, tokens
from assistant.engine.mind.times import find_window
from assistant.engine.mind.vocabulary import Kind, Term, vocabulary

_PERSON = re.compile(
    r"\b(?:the |this |my |our )?(?:patients?|pts?|pt)(?:'s)?\b|\b(?:she|he|they|her|his|him|their|theirs|them|hers)\b"
    r"|\b(?:she|he)'s\b"
)
_BE = re.compile(r"\b(?:is|are|was|were|been|being|'s)\b")
_THRESHOLD = re.compile(
    r"\b(above|over|greater than|more than|higher than|exceed(?:ed|s|ing)?|at least|below|under|less than|lower than"
    r"|at most)\s+(\d+(?:\.\d+)?)"
    r"|(>=|<=|>|<)\s*(\d+(?:\.\d+)?)"
)
_LIMIT = re.compile(
    r"\b(?:last|latest|past|previous|recent|first)\s+(\d{1,2}|two|three|four|five|six|ten)\s+(?!day|week|month|year)"
)
_SEVERAL = re.compile(r"\b(?:values|readings|results|measurements)\b")
_WORD_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10}
_MIN_TYPO = 4  # shorter words are too easily another word


@dataclass(frozen=True, slots=True)
class Reading:
    words: Tokens
    line: str  # the words joined, patient references as `pt`
    free: str  # the line without the words of named things: what cues look at
    terms: tuple[Term, ...]
    left: Tokens  # content words that no term and no cue explains
    content: tuple[tuple[str, frozenset[Topic]], ...]  # each content word with the topics it is a cue of
    topics: tuple[Topic, ...]
    aspects: tuple[Aspect, ...]
    window: Window | None
    threshold: Threshold | None
    limit: int
    corrections: tuple[tuple[str, str], ...]
    chinese: bool

    def subject(self, topic: Topic) -> Tokens:
        """The content words in order, without the topic's own cues."""
        quoting = topic in (Topic.NOTE, Topic.LITERATURE)
        own = _QUOTING if quoting else frozenset()
        return tuple(w for w, cued in self.content if w not in own and (quoting or topic not in cued))


_QUOTING = frozenset(stem(w) for w in "chart discharge summary literature scientific published pubmed".split())


def read(
    question: str,
    today: date,
    person: Iterable[str] = (),
    charted: Callable[[], frozenset[str]] = frozenset,
) -> Reading:
    """`person` are the words of the open chart's own name: saying them points at the patient. `charted`
    gives the words of the chart's names; it is called only when a word looks misspelled."""
    chinese = is_chinese(question)
    text = gloss(tidy(question)) if chinese else tidy(question)
    text, threshold = _threshold(text)
    limit_match = _LIMIT.search(text)
    window, text = find_window(text, today)
    typed = _patient_words(text, frozenset(person))
    words, corrections = _corrected(typed, charted)
    terms, consumed = _terms(words)
    counted = {limit_match[1]} if limit_match else set()
    content = [i for i, w in enumerate(words) if i in consumed or not (w in _fillers() or w in counted or w.isdigit())]
    line = " ".join(words)
    uncovered = ["_" if i in consumed else w for i, w in enumerate(words)]
    free, cue_of = " ".join(uncovered), cues.explained(uncovered)
    asking = cues.aspect_words(uncovered)
    return Reading(
        words=words,
        line=line,
        free=free,
        terms=terms,
        left=tuple(words[i] for i in content if i not in consumed and i not in asking and not cue_of[i]),
        content=tuple((words[i], frozenset(cue_of[i])) for i in content if i not in asking),
        topics=tuple(cues.topics(free)),
        aspects=(*cues.aspects(free), *((Aspect.LIST,) if _SEVERAL.search(text) else ())),
        window=window,
        threshold=threshold,
        limit=_limit(limit_match),
        corrections=corrections,
        chinese=chinese,
    )


def _limit(match: re.Match[str] | None) -> int:
    if not match:
        return 0
    return int(match[1]) if match[1].isdigit() else _WORD_NUMBERS.get(match[1], 0)


def _threshold(text: str) -> tuple[str, Threshold | None]:
    match = _THRESHOLD.search(text)
    if not match or re.fullmatch(r"(?:19|20)\d\d", match[2] or match[4]):
        return text, None
    sign, number = match[1] or match[3], match[2] or match[4]
    above = not (sign.startswith(("below", "under", "less", "lower", "<")) or sign == "at most")
    limit = Threshold(above, sign in (">=", "<=", "at least", "at most"), float(number), number)
    return text[: match.start()] + " ever " + text[match.end() :], limit


def _patient_words(text: str, person: frozenset[str]) -> Tokens:
    marked = _BE.sub(" be ", _PERSON.sub(" pt ", text))
    words = ["pt" if w in person else w for w in tokens(re.sub(r"\b(?:mrs?|ms|miss)\.?\s", " ", marked))]
    return tuple(w for i, w in enumerate(words) if w != "pt" or i == 0 or words[i - 1] != "pt")


@lru_cache(maxsize=1)
def _fillers() -> frozenset[str]:
    return frozenset(stem(w) for w in cues.FILLER) | cues.FILLER


@lru_cache(maxsize=1)
def _index() -> Mapping[Tokens, tuple[Term, ...]]:
    index: dict[Tokens, tuple[Term, ...]] = {}
    for term in vocabulary().terms:
        for name in term.names:
            index[name] = (*index.get(name, ()), term)
    return index


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Words that are right as they stand: the vocabulary's and those of the cues."""
    cue_words = set(re.findall(r"[a-z]{3,}", " ".join(p.pattern for p in cues.patterns())))
    return frozenset(w for name in _index() for w in name) | _fillers() | cue_words | cues.PLAIN_WORDS


@lru_cache(maxsize=1)
def _targets() -> Mapping[int, tuple[str, ...]]:
    by_length: dict[int, list[str]] = {}
    for word in sorted({w for name in _index() for w in name} | cues.CORRECTABLE):
        if len(word) > _MIN_TYPO:
            by_length.setdefault(len(word), []).append(word)
    return {length: tuple(words) for length, words in by_length.items()}


def corrected(word: str) -> str:
    """The only known word that a slip of the finger away is meant, else the word itself. Longer words may
    hold two slips. A known word is never changed: many drug names are one letter apart."""
    if len(word) < _MIN_TYPO or word in known_words() or not word.isalpha():
        return word
    allowed = 1 if len(word) < 9 else 2
    near: dict[str, int] = {}
    for length in range(len(word) - allowed, len(word) + allowed + 1):
        for target in _targets().get(length, ()):
            distance = DamerauLevenshtein.distance(word, target, score_cutoff=allowed)
            if distance <= allowed and (target[0] == word[0] or distance == 1):
                near[target] = distance
    best = [t for t, d in near.items() if d == min(near.values())]
    return best[0] if len(best) == 1 else word


def _corrected(words: Tokens, charted: Callable[[], frozenset[str]]) -> tuple[Tokens, tuple[tuple[str, str], ...]]:
    right = tuple(corrected(w) for w in words)
    if right == words:
        return words, ()
    kept = charted()
    right = tuple(w if w in kept else r for w, r in zip(words, right, strict=True))
    changed = tuple((typed, taken) for typed, taken in zip(words, right, strict=True) if typed != taken)
    return right, changed


def _terms(words: Tokens) -> tuple[tuple[Term, ...], frozenset[int]]:
    """Vocabulary entries named in the words, longest names first, left to right."""
    found: list[tuple[int, tuple[Term, ...]]] = []
    used: set[int] = set()
    for width in range(min(_longest_name(), len(words)), 0, -1):
        for start in range(len(words) - width + 1):
            span = range(start, start + width)
            if used.isdisjoint(span) and words[start : start + width] in _index():
                found.append((start, _index()[words[start : start + width]]))
                used.update(span)
    ordered = [term for _, terms in sorted(found, key=lambda f: f[0]) for term in terms]
    return tuple(dict.fromkeys(ordered)), frozenset(used)


def of_kind(terms: Iterable[Term], *kinds: Kind) -> tuple[Term, ...]:
    return tuple(t for t in terms if t.kind in kinds)


@lru_cache(maxsize=1)
def _longest_name() -> int:
    return max(len(name) for name in _index())


def named_phrases(text: str) -> list[Tokens]:
    """Names of drugs, findings and tests that a text holds, for the check of an answer."""
    words = tokens(text)
    spans = ((i, width) for width in range(1, _longest_name() + 1) for i in range(len(words) - width + 1))
    return [words[i : i + width] for i, width in spans if words[i : i + width] in _index()]


def named_terms(words: Tokens) -> list[Term]:
    """Every vocabulary entry one of whose names stands in the words."""
    return [term for phrase in named_phrases(" ".join(words)) for term in _index()[phrase]]
