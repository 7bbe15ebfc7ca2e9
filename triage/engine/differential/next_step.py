"""Which question or test would tell most: expected fall of uncertainty over the list, in bits."""

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from triage.engine.differential.tables import Matrix, Tables
from triage.engine.differential.types import NextStep
from triage.engine.knowledge import Condition
from triage.engine.knowledge.loading import spelled

ASKED = frozenset(("symptom", "exposure", "history", "family"))
TESTED = frozenset(("lab", "imaging", "test"))
CONSIDERED = 15  # conditions of the list
SHOWN = 5
# A test that no finding describes: how often it is positive in the condition that names it, and in others.
_POSITIVE, _FALSE_POSITIVE = 0.8, 0.1
# What a test's cost and harm take off its information, in bits.
_COST = {"low": 0.0, "medium": 0.08, "high": 0.2}
_HARM = {"none": 0.0, "low": 0.03, "medium": 0.12, "high": 0.35}
_LEAST = 0.01


class NextSteps:
    """`findings_of` reads a text and gives the ids of the findings that it says are present."""

    def __init__(self, tables: Tables, findings_of: Callable[[str], frozenset[str]]) -> None:
        self._tables = tables
        self._findings_of = findings_of
        self._conditions = list(tables.knowledge.conditions.values())
        findings = list(tables.knowledge.findings.values())
        self._ids = [finding.id for finding in findings]
        self._askable = np.array([finding.kind in ASKED for finding in findings], bool)

    def questions(self, rows: Sequence[int], chances: Matrix, known: frozenset[str]) -> list[NextStep]:
        """The best questions about findings that nobody has told of."""
        if len(rows) < 2:
            return []
        probability = self._tables.probability[list(rows)]
        bits = information(chances, probability)
        free = self._askable & np.array([id_ not in known for id_ in self._ids], bool)
        order = np.argsort(-np.where(free, bits, -1.0), kind="stable")[:SHOWN]
        return [self._question(int(at), float(bits[at]), rows) for at in order if free[at] and bits[at] > _LEAST]

    def tests(self, rows: Sequence[int], chances: Matrix, known: frozenset[str]) -> list[NextStep]:
        if len(rows) < 2:
            return []
        steps: dict[str, NextStep] = {}
        for row in rows:
            for place, test in enumerate(self._conditions[row].tests):
                key = spelled(test.test)
                if key in steps or self._shown_by[row][place] & known:
                    continue
                bits = float(information(chances, self._positive(key, rows)[:, None])[0])
                names = tuple(self._conditions[r].name for r in rows if key in self._tests_of[r])
                steps[key] = NextStep("test", test.test, bits, test.cost, test.harm, "", names[:3], test.shows)
        found = [step for step in steps.values() if step.information > _LEAST]
        return sorted(found, key=lambda s: (-(s.information - _COST[s.cost] - _HARM[s.harm]), s.text))[:SHOWN]

    def _question(self, at: int, bits: float, rows: Sequence[int]) -> NextStep:
        finding = self._tables.knowledge.findings[self._ids[at]]
        chances = self._tables.probability[list(rows), at]
        raised = [rows[place] for place in np.argsort(-chances, kind="stable")[:2]]
        names = tuple(self._conditions[row].name for row in raised)
        return NextStep("question", finding.name, bits, "low", "none", finding.id, names)

    def _positive(self, key: str, rows: Sequence[int]) -> Matrix:
        """How often the test is positive in each of the conditions."""
        found = np.full(len(rows), _FALSE_POSITIVE, np.float32)
        shown = {id_ for row in rows for id_ in self._tests_of[row].get(key, frozenset())}
        columns = [self._tables.column[id_] for id_ in shown]
        for place, row in enumerate(rows):
            if columns:
                found[place] = max(_FALSE_POSITIVE / 2, float(self._tables.probability[row, columns].max()))
            if key in self._tests_of[row]:
                found[place] = max(found[place], _POSITIVE)
        return found

    @cached_property
    def _shown_by(self) -> list[list[frozenset[str]]]:
        """For each condition and test the condition's own test findings that the test would show."""
        return [
            [self._shows(condition, f"{t.test}: {t.shows}") for t in condition.tests] for condition in self._conditions
        ]

    @cached_property
    def _tests_of(self) -> list[dict[str, frozenset[str]]]:
        return [
            {spelled(test.test): shown for test, shown in zip(condition.tests, self._shown_by[row], strict=True)}
            for row, condition in enumerate(self._conditions)
        ]

    def _shows(self, condition: Condition, text: str) -> frozenset[str]:
        findings = self._tables.knowledge.findings
        return frozenset(
            id_ for id_ in self._findings_of(text) if findings[id_].kind in TESTED and id_ in condition.findings
        )


def information(chances: Matrix, probability: Matrix) -> Matrix:
    """Bits told by each finding; `chances` [n] of the conditions, `probability` [n, findings]."""
    p = chances / chances.sum()
    yes = p @ probability
    joint_yes, joint_no = p[:, None] * probability, p[:, None] * (1 - probability)
    after = yes * _entropy(joint_yes / np.maximum(yes, 1e-9)) + (1 - yes) * _entropy(
        joint_no / np.maximum(1 - yes, 1e-9)
    )
    found: Matrix = np.maximum(_entropy(p[:, None])[0] - after, 0.0)
    return found


def _entropy(p: Matrix) -> Matrix:
    found: Matrix = -(p * np.log2(np.maximum(p, 1e-12))).sum(axis=0)
    return found
