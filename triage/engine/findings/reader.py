"""A case's text → the findings that it tells of, with exact spans, and who it is about."""

from collections.abc import Sequence
from dataclasses import replace

from triage.engine.findings.numbers import NumberReader
from triage.engine.findings.people import person
from triage.engine.findings.phrases import Match, PhraseIndex
from triage.engine.findings.scope import Answer, Scope, answer_after, scope
from triage.engine.findings.tokens import Token, tokenize
from triage.engine.findings.types import CaseReading, FoundFinding, How, Person
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
        around = scope(tokens, frozenset(place for match in matches for place in match.used))
        said = [self._found(text, tokens, match, around) for match in matches]
        return _settled([*said, *self._numbers.find(text, who)])

    def _found(self, text: str, tokens: Sequence[Token], match: Match, around: Scope) -> FoundFinding:
        start, end = tokens[match.first].start, tokens[match.last].end
        present, temporality = self._present(tokens, match, around), "recent"
        if match.first in around.past:
            temporality = "historical"
        elif match.first in around.hypothetical:
            temporality = "hypothetical"
        how: How = "words" if match.exact else "loose"
        found = FoundFinding(match.finding, start, end, text[start:end], present, how, temporality)
        if match.first in around.others and self._kinds[match.finding] != "family":
            return self._of_family(found, tokens, match)
        return found

    def _of_family(self, found: FoundFinding, tokens: Sequence[Token], match: Match) -> FoundFinding:
        """A relative's disease is a finding of the patient where the vocabulary knows it as family history."""
        stems = tuple(tokens[place].stem for place in sorted(match.used))
        family = self._phrases.of(_FAMILY + stems)
        return replace(found, finding=family) if family else replace(found, experiencer="other")

    def _present(self, tokens: Sequence[Token], match: Match, around: Scope) -> bool | None:
        answer = answer_after(tokens, match.last)
        if answer is Answer.OPEN:
            return None
        if answer is Answer.NO:
            return match.first in around.denied
        if match.first in around.hypothetical:
            return None
        return match.first not in around.denied


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
