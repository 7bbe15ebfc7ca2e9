"""What the problem list says about a person, as far as drugs mind it."""

import re
from collections.abc import Iterator

from records.engine.rows import ConditionRow
from triage.engine.alerts.types import ChartRows, RowRef
from triage.engine.knowledge.drugs import DrugBook, State

_WORD = re.compile(r"[a-z0-9]+")
# Once there, they matter for good, whatever the status of the row says.
_LASTING = frozenset(
    "asthma angioedema peptic-ulcer gi-bleeding venous-thromboembolism stroke coronary-disease breast-cancer seizures "
    "pancreatitis kidney-stones medullary-thyroid-cancer endometrial-cancer long-qt g6pd-deficiency porphyria "
    "mechanical-valve tuberculosis".split()
)


def states(chart: ChartRows, book: DrugBook) -> dict[str, RowRef]:
    """State id to the row that tells it; only active problems count, except where once is for good."""
    found: dict[str, RowRef] = {}
    for row in chart.conditions:
        for state in _told(row, book):
            if row.is_active or state.id in _LASTING:
                found.setdefault(state.id, RowRef("condition", row.ref, row.display))
    return found


def _told(row: ConditionRow, book: DrugBook) -> Iterator[State]:
    name = f" {' '.join(_WORD.findall(row.name.casefold()))} "
    for state in book.states.values():
        by_code = any(row.code.startswith(prefix) for prefix in state.icd10) if row.code else False
        if by_code or any(f" {words} " in name for words in state.words):
            yield state
