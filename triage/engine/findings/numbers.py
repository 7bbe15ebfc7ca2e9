"""Measured numbers and reported levels in a text become findings: 'K 6.1', 'BP 82/50', 'LDH: elevated'."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from triage.engine.findings.types import FoundFinding, Person
from triage.engine.findings.units import converted
from triage.engine.knowledge import Finding, NumberRule

_VALUE = r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d*\s*[-/]\s*(?:day|week|month|year|hour)s?)"
_UNIT = (
    r"(?P<unit>°\s?[CF]\b|degrees?\s+[CF]\w*|[CF]\b(?!\w)|%|percent\b|(?:x\s?)?10\s?[\^*]\s?\d+\s?/\s?[a-zµμ]+"
    r"|(?:cells|thousand|k)?\s?/\s?(?:mm[³3^]*|µl|μl|ul|mcl|microliter|min\w*|hpf|l)\b|per (?:minute|microliter|mm3)"
    r"|[a-zµμ]+\s?/\s?(?:[a-z\d.]+)\b(?:\s?/\s?[\d.]*\s?m[²2])?|mm\s?hg|bpm|mmol|meq|fl|mm/h\w*|seconds?|sec|s\b|cm|mm|kg|ms|g\b)?"
)
_BETWEEN = r"(?:\s*\([^)\d]{0,30}\))?\s*(?:level|count|was|is|of|at|:|=|-|to|rate|\s|about|around|up to|>|<)*\s*"
_HIGH = r"(?:(?:is|was|are|were|markedly|mildly|slightly|moderately|significantly|very|:|=|level|levels|count|\s)*)"
_LEVELS = {
    "above": "elevated|high|raised|increased|↑|elevation",
    "below": "low|decreased|reduced|diminished|depressed|↓",
}
_BP = re.compile(
    r"\b(?:blood pressure|bp)\b(?:\s*\([^)]{0,20}\))?\s*(?:reading|is|was|of|at|:|=|\s|measured)*"
    r"(?P<systolic>\d{2,3})\s*/\s*(?P<diastolic>\d{2,3})",
    re.IGNORECASE,
)
_BARE_BP = re.compile(r"(?<![\d/])(?P<systolic>[6-9]\d|1\d\d|2[0-6]\d)/(?P<diastolic>[2-9]\d|1[0-5]\d)\s*mm\s?hg", re.I)
_SYSTOLIC = frozenset(("systolic", "systolic blood pressure", "sbp", "blood pressure", "bp"))
_DIASTOLIC = frozenset(("diastolic", "diastolic blood pressure", "dbp"))


@dataclass(frozen=True, slots=True)
class _Rule:
    finding: str
    rule: NumberRule


class NumberReader:
    def __init__(self, findings: Iterable[Finding]) -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        for finding in findings:
            for rule in finding.numbers:
                for name in rule.names:
                    self._rules[_key(name)].append(_Rule(finding.id, rule))
        names = "|".join(_pattern(name) for name in sorted(self._rules, key=len, reverse=True)) or r"(?!)"
        found = rf"(?<![\w-])(?P<name>{names})(?![\w])"
        flags = re.IGNORECASE
        self._value = re.compile(found + _BETWEEN + _VALUE + r"\s?" + _UNIT, flags)
        self._after = re.compile(found + r"(?:\s*\([^)]{0,30}\))?" + _HIGH + _level_pattern(), flags)
        self._before = re.compile(
            rf"\b{_level_pattern()}(?:\s(?:serum|plasma|blood|levels? of|total|in))*\s+" + found, flags
        )

    def find(self, text: str, person: Person) -> list[FoundFinding]:
        found: dict[str, FoundFinding] = {}
        for one in (*self._numbers(text, person), *self._pressures(text, person), *self._levels(text, person)):
            known = found.get(one.finding)
            # A number that makes it true stands, whatever another measurement says; the first otherwise.
            if known is None or (one.present and not known.present):
                found[one.finding] = one
        return sorted(found.values(), key=lambda f: (f.start, f.finding))

    def _numbers(self, text: str, person: Person) -> Iterator[FoundFinding]:
        for match in self._value.finditer(text):
            value, unit = float(match["value"].replace(",", "")), match["unit"] or ""
            for each in self._rules[_key(match["name"])]:
                measured = converted(value, unit, each.rule)
                if measured is not None:
                    end = match.end("unit") if match["unit"] else match.end("value")
                    yield from _judged(each, measured, text, match.start("name"), end, person)

    def _pressures(self, text: str, person: Person) -> Iterator[FoundFinding]:
        for pattern in (_BP, _BARE_BP):
            for match in pattern.finditer(text):
                for names, value in ((_SYSTOLIC, match["systolic"]), (_DIASTOLIC, match["diastolic"])):
                    for each in {r.finding: r for n in sorted(names) for r in self._rules.get(n, ())}.values():
                        yield from _judged(each, float(value), text, match.start(), match.end(), person)

    def _levels(self, text: str, person: Person) -> Iterator[FoundFinding]:
        """'WBC: elevated', 'low potassium', 'glucose normal': the mildest finding in that direction."""
        for pattern in (self._after, self._before):
            for match in pattern.finditer(text):
                rules = [r for r in self._rules[_key(match["name"])] if _applies(r.rule, person)]
                if match["normal"]:
                    for each in rules:
                        yield _found(each.finding, text, match, present=False)
                    continue
                high = bool(match["above"])
                if mildest := _mildest(rules, high):
                    yield _found(mildest.finding, text, match, present=True)


def _judged(each: _Rule, value: float, text: str, start: int, end: int, person: Person) -> Iterator[FoundFinding]:
    rule = each.rule
    if not _applies(rule, person):
        return
    present = (rule.above is None or value > rule.above) and (rule.below is None or value < rule.below)
    yield FoundFinding(each.finding, start, end, text[start:end], present, "number")


def _applies(rule: NumberRule, person: Person) -> bool:
    """Without a known sex or age a rule for one sex or age does not speak; adults are assumed for age."""
    if rule.sex and rule.sex != person.sex:
        return False
    age = 40.0 if person.age is None else person.age
    return (rule.age_from is None or age >= rule.age_from) and (rule.age_to is None or age < rule.age_to)


def _mildest(rules: list[_Rule], high: bool) -> _Rule | None:
    if high:
        above = [r for r in rules if r.rule.above is not None]
        return min(above, key=lambda r: r.rule.above or 0.0, default=None)
    below = [r for r in rules if r.rule.below is not None and r.rule.above is None]
    return max(below, key=lambda r: r.rule.below or 0.0, default=None)


def _found(finding: str, text: str, match: "re.Match[str]", present: bool) -> FoundFinding:
    return FoundFinding(finding, match.start(), match.end(), match.group(), present, "value")


def _level_pattern() -> str:
    groups = "|".join(f"(?P<{name}>{words})" for name, words in _LEVELS.items())
    return rf"(?:{groups}|(?P<normal>normal|within normal limits|unremarkable))\b"


def _key(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", name.lower()))


def _pattern(key: str) -> str:
    return r"[\s\-/]{0,2}".join(re.escape(part) for part in key.split())
