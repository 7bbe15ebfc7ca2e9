"""Does a summary sentence say no more than its sources? Rules for what must never be invented.

Numbers with their units, drug names, left and right, and what is denied: each must be in the sentence's
own source spans, in digits or in words. A sentence that fails is withheld, whichever part wrote it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triage.engine.summary.dialogue import answers, clinical
from triage.engine.summary.dialogue.answers import Polarity
from triage.engine.summary.dialogue.spoken import without_opening, written
from triage.engine.summary.dialogue.turns import said
from triage.engine.summary.drugs import drugs_in
from triage.engine.summary.types import Summary, SummarySentence

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DOSE = re.compile(r"(\d+(?:[.,]\d+)*)[\s-]?(mg|mcg|ml|g|kg|%|units?|puffs?|tablets?|pounds?|lbs?)(?![a-z])", re.I)
_SIDES = re.compile(r"\b(left|right|bilateral(?:ly)?|both)\b", re.I)
_RIGHT_WORDS = re.compile(
    r"\b(?:right (?:now|away|here|there|before|after|up|out|back|is|\?|"
    r"\.|,)|(?:all|alright|that's|is that|that is) right|right ,)",
    re.I,
)  # no side
_CUE = re.compile(
    r"\b(?:no|not|never|none|nothing|neither|nor|denies|denied|deny|without|"
    r"negative|cannot|unable|absent|nobody|n't|non[a-z]*contributory|"
    r"unremarkable)\b|n't\b|\bnon(?=smoker)",
    re.I,
)
_END = re.compile(
    r"\b(?:but|except|however|although|though|reports?|endorses|has|have|is|are|was|because|which|that|so)\b|[.;:!?\n]",
    re.I,
)
_WORD = re.compile(r"[a-z]{4,}", re.I)
_SMALL_NUMBERS = {
    "zero": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
_FUNCTION = frozenset(
    "that this with have from they their them there been were your what "
    "when will would could should about also some than then "
    "does doing just like into over very more most other others only "
    "still even patient patients reports report denies states "
    "stated presents known history positive negative review otherwise "
    "significant none noncontributory unremarkable which because "
    "constitutional cardiovascular respiratory gastrointestinal genitourinary "
    "neurological musculoskeletal psychiatric previous "
    "drug medical illicit tobacco alcohol nonsmoker today complaining uses here please".split()
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a sentence that its sources do not back: `kind` is number, unit, drug, side or negation."""

    kind: str
    word: str


class Backing:
    """What some source texts hold, read once for all sentences that rest on them."""

    def __init__(self, sources: Sequence[str]) -> None:
        source = "\n".join(sources)
        self.numbers, self.doses = _numbers(source), _doses(source)
        self.drugs, self.sides = drugs_in(source), _sides(source)
        self.denied, self.affirmed = _source_words(source)
        self.denies = bool(self.denied or _CUE.search(source) or _says_no(source))

    def lacks(self, sentence: str) -> tuple[Finding, ...]:
        """Empty where every number, unit, drug, side and denial of the sentence is in the sources."""
        found = [Finding("number", n) for n in sorted(_numbers(sentence) - self.numbers)]
        found += [Finding("unit", " ".join(d)) for d in sorted(_doses(sentence) - self.doses)]
        found += [Finding("drug", d) for d in sorted(drugs_in(sentence) - self.drugs)]
        found += [Finding("side", s) for s in sorted(_sides(sentence) - self.sides)]
        return (*found, *self._negation(sentence))

    def _negation(self, sentence: str) -> list[Finding]:
        """A word that the sentence denies must be denied in the sources, and the other way round."""
        denied, affirmed = _stated(clinical.terms(sentence))
        wrong = {w for w in denied if w in self.affirmed and w not in self.denied}
        wrong |= {w for w in affirmed if w in self.denied and w not in self.affirmed}
        bare = [Finding("negation", "")] if _CUE.search(sentence) and not self.denies else []
        return [Finding("negation", word) for word in sorted(wrong)] + bare


def check(sentence: str, sources: Sequence[str]) -> tuple[Finding, ...]:
    """`Backing.lacks` for one sentence."""
    return Backing(sources).lacks(sentence)


def lost(sentence: str, said: str) -> tuple[Finding, ...]:
    """Numbers, units, drugs and sides of `sentence` that are not in `said`, which tells it in other words."""
    return tuple(one for one in Backing([said]).lacks(sentence) if one.kind != "negation")


def kept(text: str, sentences: Iterable[SummarySentence]) -> Summary:
    """The sentences that pass against their own spans of `text`; the others are counted."""
    passed, withheld = [], 0
    for sentence in sentences:
        sources = [text[span.start : span.end] for span in sentence.sources]
        if sources and not check(sentence.text, sources):
            passed.append(sentence)
        else:
            withheld += 1
    return Summary(tuple(passed), withheld)


def _forms(text: str) -> str:
    """As it stands and with its number words in digits, so that either spelling matches."""
    return f"{text}\n{written(text)}"


def _numbers(text: str) -> set[str]:
    whole = {match[0].replace(",", "") for match in _NUMBER.finditer(_forms(text))}
    words = {_SMALL_NUMBERS[w] for w in re.findall(r"[a-z]+", text.lower()) if w in _SMALL_NUMBERS and w != "one"}
    return whole | words | ({"1"} if re.search(r"\bone\b", text, re.I) and _NUMBER.search(text) is None else set())


def _doses(text: str) -> set[tuple[str, str]]:
    return {(m[1].replace(",", ""), m[2].lower().rstrip("s")) for m in _DOSE.finditer(_forms(text))}


def _sides(text: str) -> set[str]:
    """Each side with the word after it where both occur, so that a swap shows; else the side alone."""
    text = _RIGHT_WORDS.sub(" ", text)
    sides = {match[1].lower().removesuffix("ly") for match in _SIDES.finditer(text)}
    return sides - {"both"}


def _says_no(source: str) -> bool:
    return any(answers.polarity(line) is Polarity.NO for line in source.splitlines())


def _source_words(source: str) -> tuple[set[str], set[str]]:
    """Words that the source denies and those that it affirms. A question takes its answer's side."""
    denied, affirmed = set[str](), set[str]()
    asked: list[str] = []
    for line in (part for part in said(source) if part.text.strip()):
        if line.asks:
            asked.append(line.text)
            continue
        polarity = answers.polarity(line.text) if asked else Polarity.OPEN
        for question in asked:
            words = _content(clinical.terms(question))
            no, _ = _stated(clinical.terms(question))
            (denied if polarity is Polarity.NO else affirmed).update(words)
            denied.update(no if polarity is not Polarity.YES else ())
        asked = []
        no, yes = _stated(clinical.terms(without_opening(written(line.text))))
        denied |= no
        affirmed |= yes
    for question in asked:
        affirmed.update(_content(question))
    return denied, affirmed


def _stated(text: str) -> tuple[set[str], set[str]]:
    """Words within the reach of a denial, up to the end of its clause, and all others."""
    denied, affirmed = set[str](), set[str]()
    start = 0
    for cue in _CUE.finditer(text):
        if cue.start() < start:
            continue
        affirmed |= _content(text[start : cue.start()])
        end = _END.search(text, cue.end())
        start = end.start() if end else len(text)
        denied |= _content(text[cue.end() : start])
    return denied, affirmed | _content(text[start:])


def _content(text: str) -> set[str]:
    return {w for w in (m[0].lower() for m in _WORD.finditer(text)) if w not in _FUNCTION}
