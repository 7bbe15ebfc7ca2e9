"""What must not be missed and how soon somebody must act: rules over the knowledge, no model."""

import math
from collections.abc import Mapping, Sequence

from triage.engine.differential.observations import Observation
from triage.engine.differential.tables import Matrix, Tables
from triage.engine.knowledge import Condition

TIER_SIZE = 10
TOP = 8  # among the first of the list a dangerous condition is always in the tier
LIKELY = 0.02
# Log odds from findings alone at which a dangerous condition enters the tier.
SUPPORTED, SUPPORTED_WITH_FLAG = 2.2, 1.2
NOT_MET = math.log(0.02)  # weight of an age or sex in which a condition is hardly met: a newborn's disease in a man
_CIRCUMSTANCE = frozenset(("exposure", "history", "family"))  # makes a danger likelier, and calls for nothing by itself


def tier(tables: Tables, told: Sequence[Observation], found: Matrix, who: Matrix, probability: Matrix) -> list[int]:
    """Rows of the can't-miss conditions to show, the likeliest first. `found` is each condition's log odds from
    findings, without how rare it is; `who` are those of the patient's age and sex."""
    order = {int(row): place for place, row in enumerate(np_order(probability))}
    chosen = []
    for row, condition in enumerate(tables.knowledge.conditions.values()):
        if not condition.cant_miss:
            continue
        supported = who[row] > NOT_MET and (
            found[row] >= SUPPORTED
            or (
                found[row] >= SUPPORTED_WITH_FLAG
                and any(one.present and one.finding in flags(condition, tables) for one in told)
            )
        )
        if order[row] < TOP or probability[row] >= LIKELY or supported:
            chosen.append(row)
    chosen.sort(key=lambda row: (-float(probability[row]), row))
    return chosen[:TIER_SIZE]


def np_order(probability: Matrix) -> list[int]:
    order: list[int] = (-probability).argsort(kind="stable").tolist()
    return order


def flags(condition: Condition, tables: Tables) -> frozenset[str]:
    """A condition's red flags, and what is more special than one of them."""
    own = frozenset(condition.red_flags)
    return own.union(*(tables.knowledge.descendants(id_) for id_ in own))


def red_flags(
    tables: Tables, told: Sequence[Observation], rows: Sequence[int]
) -> list[tuple[Observation, list[Condition]]]:
    """Present findings, no mere circumstances, that call for action now in one of the conditions of `rows`."""
    conditions = list(tables.knowledge.conditions.values())
    by_condition = [(conditions[row], flags(conditions[row], tables)) for row in rows]
    found = []
    for one in told:
        alarming = [condition for condition, ids in by_condition if one.finding in ids]
        if one.present and alarming and tables.knowledge.findings[one.finding].kind not in _CIRCUMSTANCE:
            found.append((one, alarming))
    return found


def acuity(
    critical: Mapping[int, frozenset[str]],
    told: Sequence[Observation],
    ranked: Sequence[tuple[Condition, float]],
    flagged: bool,
    dangerous: bool,
) -> tuple[int, str]:
    """1 (now) to 5 (can wait), and why. `critical` names the findings that alone make 1 or 2."""
    for level in sorted(critical):
        for one in told:
            if one.present and one.finding in critical[level]:
                return level, one.finding
    share = {
        name: sum(p for c, p in ranked if c.urgency == name) for name in ("emergency", "urgent", "soon", "routine")
    }
    if share["emergency"] >= 0.3 and flagged:
        return 2, "emergency"
    if share["emergency"] >= 0.5:
        return 2, "emergency"
    if share["emergency"] + share["urgent"] >= 0.35 or (dangerous and flagged):
        return 3, "urgent"
    if share["soon"] + share["urgent"] + share["emergency"] >= 0.4:
        return 4, "soon"
    return 5, "routine"
