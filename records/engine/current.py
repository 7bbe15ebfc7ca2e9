"""Which rows describe the present. A row that is not current is past, not wrong."""

from records.engine.rows import MedicationRow

_OVER = ("completed", "stopped", "cancelled", "entered-in-error")


def is_current_medicine(row: MedicationRow) -> bool:
    """By the status that the source gave: an old order that nobody ended still counts, so that it is seen."""
    return row.status not in _OVER
