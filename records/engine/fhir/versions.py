"""Which of two versions of one resource is the newer."""

from datetime import UTC, datetime

from records.engine.dates import SourceDate

_EARLIEST = datetime.min.replace(tzinfo=UTC)


def version_order(version: str, last_updated: SourceDate | None) -> tuple[datetime, int]:
    """Sorts older before newer: by the time of the last change, then by a numeric version. Equal keys mean
    that the source does not tell, and the one read later wins."""
    return (last_updated.instant if last_updated else _EARLIEST, int(version) if version.isdecimal() else 0)
