"""A case's text → the findings that it tells of, with exact spans, and who it is about."""

from collections.abc import Sequence
from dataclasses import replace

from triage.engine.findings.context import Told, told
from triage.engine.findings.numbers import NumberReader
from triage.engine.findings.people import person
from triage.engine.findings.phrases import Match, PhraseIndex
from triage.engine.findings.since import goes_on, since
from triage.engine.findings.tokens import Token, tokenize
from triage.engine.findings.types import CaseReading, FoundFinding, How, Person, Since
from triage.engine.knowledge import Knowledge

_FAMILY = tuple("famili histori".split())


class FindingReader:
    """Compiled once from the knowledge; reading a text touches nothing but the text."""

    def __init__(self, knowledge: Knowledge) -> None:
        findings = knowledge.findings.values()
        self._kinds = {finding.id: finding.kind for finding in findings}
        self._phrases = PhraseIndex((finding.id, phrase) for finding in findings for phrase in finding.phrases)
        self._numbers = NumberReader(findings)

    def read(self, text: str, age: float | None = None, sex: str = "") -> CaseReading:
        """Given `age` (years) and `sex` win over what the text says."""
        told = person(text)
        who = Person(told.age if age is None else age, sex or told.sex)
        return CaseReading(who, tuple(self.find(text, who)))

    def find(self, text: str, who: Person) -> list[FoundFinding]:
        tokens = tokenize(text)
        matches = self._phrases.find(tokens)
        named = [_named(text, tokens, match) for match in matches]
        stems = [tuple(tokens[place].stem for place in sorted(match.used)) for match in matches]
        measured = self._numbers.find(text, who)
        own_words = frozenset(tokens[place].start for match in matches for place in match.used)
        around = told(text, [(one.start, one.end) for one in (*named, *measured)], own_words)
        said = [self._said(*one) for one in zip(named, stems, around[: len(named)], strict=True)]
        measured = [_measured(*one) for one in zip(measured, around[len(named) :], strict=True)]
        return _dated(text, _settled([*said, *measured]))

    def _said(self, found: FoundFinding, stems: tuple[str, ...], around: Told) -> FoundFinding:
        found = replace(found, present=around.present, temporality=around.temporality)
        if around.experiencer == "patient" or self._kinds[found.finding] == "family":
            return found
        # A relative's disease is a finding of the patient where the vocabulary knows it as family history.
        family = self._phrases.of(_FAMILY + stems)
        return replace(found, finding=family) if family else replace(found, experiencer="other")


def _named(text: str, tokens: Sequence[Token], match: Match) -> FoundFinding:
    start, end = tokens[match.first].start, tokens[match.last].end
    how: How = "words" if match.exact else "loose"
    return FoundFinding(match.finding, start, end, text[start:end], True, how)


def _measured(found: FoundFinding, around: Told) -> FoundFinding:
    """A number stands whatever is said around it; a level in words may be denied."""
    present = found.present and (found.how == "number" or around.present is not False)
    return replace(found, present=present, temporality=around.temporality)


def _dated(text: str, found: Sequence[FoundFinding]) -> list[FoundFinding]:
    """What has been there 'since childhood' or 'for years' is there now, though it began in the past."""
    told = [one for one in found if one.present and one.temporality != "hypothetical"]
    dates = since(text, [(one.start, one.end) for one in told])
    dated = {one: date for one, date in zip(told, dates, strict=True) if date}
    return [_with_date(one, dated[one]) if one in dated else one for one in found]


def _with_date(one: FoundFinding, date: Since) -> FoundFinding:
    return replace(one, since=date, temporality="recent" if goes_on(date) else one.temporality)


def _settled(found: Sequence[FoundFinding]) -> list[FoundFinding]:
    """One entry for each finding: what is said to be present wins over a denial elsewhere in the text."""
    best: dict[tuple[str, str], FoundFinding] = {}
    for one in found:
        key = (one.finding, one.experiencer)
        known = best.get(key)
        if known is None or _weight(one) > _weight(known):
            best[key] = one
    return sorted(best.values(), key=lambda one: (one.start, one.end, one.finding))


def _weight(one: FoundFinding) -> tuple[int, int, int]:
    state = 2 if one.present else 1 if one.present is False else 0
    return state, one.temporality == "recent", one.how != "loose"
