"""What belongs to a problem: its medicines by their recorded reason, its measurements by LOINC code."""

import re

from records.engine.rows import ConditionRow, MedicationRow, ObservationRow
from triage.engine.summary.matching import content_words, current_medications
from triage.engine.summary.types import ChartRows

# The measurements by which a problem is usually followed (LOINC).
_FOLLOWED: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"hypertens", ("85354-9", "55284-4", "8480-6")),
    (r"diabet|prediabet", ("4548-4", "2339-0", "2345-7")),
    (r"kidney|renal", ("33914-3", "2160-0", "38483-4")),
    (r"lipid|cholesterol", ("18262-6", "13457-7", "2089-1", "2093-3")),
    (r"heart failure", ("29463-7",)),
    (r"obes", ("39156-5", "29463-7")),
    (r"an(?:a)?emia", ("718-7",)),
    (r"thyroid", ("3016-3",)),
)


def medicines_for(problem: ConditionRow, rows: ChartRows) -> tuple[MedicationRow, ...]:
    """Current medicines whose recorded reason names the problem."""
    words = content_words(problem.name)
    current = current_medications(rows.medications)
    reasons = [(row, content_words(row.reason)) for row in current if row.reason]
    return tuple(row for row, reason in reasons if words <= reason or reason <= words)


def followed_by(problem: ConditionRow) -> tuple[str, ...]:
    """LOINC codes, the most telling first."""
    return next((codes for words, codes in _FOLLOWED if re.search(words, problem.name, re.I)), ())


def latest_for(problem: ConditionRow, rows: ChartRows) -> ObservationRow | None:
    """The newest of the most telling measurement that the chart has; rows come newest first."""
    for code in followed_by(problem):
        found = next((row for row in rows.observations if row.code == code and row.shown_value), None)
        if found:
            return found
    return None


def is_out_of_range(row: ObservationRow) -> bool:
    """By the source's own flag, else by its own range; never by a range of ours."""
    flag = row.interpretation.strip().upper()
    if flag in ("H", "L", "HH", "LL", "A", "AA", "HIGH", "LOW", "ABNORMAL"):
        return True
    if row.value is None or row.comparator:
        return False
    return (row.low is not None and row.value < row.low) or (row.high is not None and row.value > row.high)
