"""Whether a measured value is out of its range, in a word that a page can show beside the number."""

from enum import StrEnum

from records.engine.rows import ObservationRow


class Flag(StrEnum):
    NONE = ""
    LOW = "low"
    HIGH = "high"
    ABNORMAL = "abnormal"
    CRITICALLY_LOW = "critically low"
    CRITICALLY_HIGH = "critically high"
    CRITICAL = "critically abnormal"

    @property
    def is_critical(self) -> bool:
        return self.value.startswith("critically")

    @property
    def is_out(self) -> bool:
        return self is not Flag.NONE


# What the laboratory itself said, as imported (FHIR observation interpretation, in words or as a code).
_SAID = {
    "high": Flag.HIGH,
    "h": Flag.HIGH,
    "significantly high": Flag.HIGH,
    "hu": Flag.HIGH,
    "low": Flag.LOW,
    "l": Flag.LOW,
    "significantly low": Flag.LOW,
    "lu": Flag.LOW,
    "abnormal": Flag.ABNORMAL,
    "a": Flag.ABNORMAL,
    "critically high": Flag.CRITICALLY_HIGH,
    "hh": Flag.CRITICALLY_HIGH,
    "critically low": Flag.CRITICALLY_LOW,
    "ll": Flag.CRITICALLY_LOW,
    "critically abnormal": Flag.CRITICAL,
    "aa": Flag.CRITICAL,
}
_WORST_LAST = list(Flag)


def flag_of(row: ObservationRow) -> Flag:
    """The laboratory's own word, else what the row's limits say; of a panel the worst part. A "normal" from
    the laboratory does not hide a value outside the limits that it gave."""
    said = _SAID.get(row.interpretation.strip().casefold())
    if said is not None:
        return said
    parts = [flag_of(part) for part in row.components]
    return max([_by_limits(row), *parts], key=_WORST_LAST.index)


def _by_limits(row: ObservationRow) -> Flag:
    """A bound counts only where every value that it allows is out of range: `< 5` is low when 5 is."""
    if row.value is None:
        return Flag.NONE
    below, above = row.comparator.startswith("<"), row.comparator.startswith(">")
    strict = row.comparator in ("<", ">")
    if row.low is not None and not above and (row.value < row.low or (below and strict and row.value == row.low)):
        return Flag.LOW
    if row.high is not None and not below and (row.value > row.high or (above and strict and row.value == row.high)):
        return Flag.HIGH
    return Flag.NONE
