"""Log likelihood ratios of every finding in every condition, worked out once from the knowledge."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from triage.engine.knowledge import Condition, Knowledge
from triage.engine.knowledge.types import FREQUENCY, RISK

Matrix = npt.NDArray[np.float32]

# A finding that an entry does not name is met in it less often than at large: entries name what is typical.
UNNAMED = 0.5
INHERITED = 0.8  # a more special finding than the named one fits nearly as well
SPECIFIC = 1.0  # added where the finding hardly occurs in anything else
HIGHEST, LOWEST = 5.5, -3.5
RISK_ABSENT = 0.25  # share of a risk factor's weight that its absence takes away


@dataclass(frozen=True)
class Tables:
    """Rows are conditions, columns findings, both in the order of the knowledge."""

    knowledge: Knowledge
    present: Matrix
    absent: Matrix
    probability: Matrix  # P(finding | condition), for expected information

    @cached_property
    def row(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self.knowledge.conditions)}

    @cached_property
    def column(self) -> dict[str, int]:
        return {id_: place for place, id_ in enumerate(self.knowledge.findings)}


def build_tables(knowledge: Knowledge) -> Tables:
    background = np.array([f.background for f in knowledge.findings.values()], np.float32)
    shape = (len(knowledge.conditions), len(background))
    probability, extra = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
    column = {id_: place for place, id_ in enumerate(knowledge.findings)}
    children = _children(knowledge)
    for row, condition in enumerate(knowledge.conditions.values()):
        probability[row] = _probabilities(condition, knowledge, column, children, background)
        for id_ in condition.specific:
            extra[row, column[id_]] += SPECIFIC
    risks = _risks(knowledge, column)
    present = np.log(probability / background) + extra + risks
    absent = np.log((1 - probability) / (1 - background)) - RISK_ABSENT * risks
    return Tables(knowledge, _clipped(present), _clipped(absent), probability)


def _clipped(ratios: Matrix) -> Matrix:
    return np.clip(ratios, LOWEST, HIGHEST).astype(np.float32)


def _probabilities(
    condition: Condition,
    knowledge: Knowledge,
    column: dict[str, int],
    children: dict[str, list[str]],
    background: Matrix,
) -> Matrix:
    """P(finding | condition) for every finding: named, through a named child, through a named parent, unnamed."""
    named = {id_: FREQUENCY[frequency] for id_, frequency in condition.findings.items()}
    known = dict(named)
    for id_, probability in named.items():
        for ancestor in knowledge.ancestors[id_]:
            if ancestor not in named:
                known[ancestor] = max(known.get(ancestor, 0.0), probability)
    found = background * UNNAMED
    for id_, probability in known.items():
        found[column[id_]] = probability
    for id_ in named:
        _pass_down(id_, known, children, column, background, found)
    for id_, probability in named.items():
        for opposite in knowledge.findings[id_].opposites:
            if opposite not in known:
                rest = (1 - probability) / (1 - background[column[id_]])
                found[column[opposite]] = background[column[opposite]] * min(1.0, rest)
    result: Matrix = np.clip(found, 1e-4, 0.985).astype(np.float32)
    return result


def _pass_down(
    id_: str,
    known: dict[str, float],
    children: dict[str, list[str]],
    column: dict[str, int],
    background: Matrix,
    found: Matrix,
) -> None:
    """A child of a named finding is as much more frequent than at large as its parent is, nearly."""
    ratio = found[column[id_]] / background[column[id_]]
    queue = list(children.get(id_, ()))
    while queue:
        child = queue.pop()
        if child in known:
            continue
        place = column[child]
        found[place] = max(found[place], min(background[place] * ratio * INHERITED, found[column[id_]]))
        queue += children.get(child, ())


def _risks(knowledge: Knowledge, column: dict[str, int]) -> Matrix:
    risks = np.zeros((len(knowledge.conditions), len(column)), np.float32)
    for row, condition in enumerate(knowledge.conditions.values()):
        for id_, strength in condition.risk_factors.items():
            for place in [column[id_], *(column[d] for d in knowledge.descendants(id_))]:
                if risks[row, place] == 0 or place == column[id_]:
                    risks[row, place] = np.log(RISK[strength]) - np.log(UNNAMED) * (id_ not in condition.findings)
    return risks


def _children(knowledge: Knowledge) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in knowledge.findings.values():
        for parent in finding.parents:
            found.setdefault(parent, []).append(finding.id)
    return found
