"""What was measured in a chart, as series with ids that can stand in an address."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from records import keys
from records.access import Chart
from records.engine.series import Series, group
from records.errors import NotFound
from records.selectors import rows


@dataclass(frozen=True, slots=True)
class Measured:
    id: str
    series: Series


def measured(chart: Chart) -> list[Measured]:
    """Most recently measured first; one audited read."""
    return [Measured(series_id_of(series), series) for series in group(rows.all_observations(chart))]


def one_series(chart: Chart, series_id: str) -> Measured:
    """Raises NotFound."""
    for one in measured(chart):
        if one.id == series_id:
            return one
    raise NotFound(_("This entry is not in the chart."))


def series_id_of(series: Series) -> str:
    """A keyed hash: an address must not tell what was measured."""
    return keys.ring().lookup("series", series.key)[:9].hex()
