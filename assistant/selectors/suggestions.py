"""Three questions that this very chart can answer, for an empty conversation."""

from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from records.access import Chart
from records.engine.current import is_current_medicine
from records.engine.rows import ObservationKind
from records.selectors import rows

SUGGESTED = 3
# LOINC codes of what is most often followed over time, most telling first: HbA1c, creatinine, potassium,
# haemoglobin, LDL cholesterol, TSH, INR, NT-proBNP, glucose, blood pressure.
_FOLLOWED = (
    *("4548-4", "2160-0", "38483-4", "2823-3", "6298-4", "718-7", "13457-7", "18262-6", "2089-1"),
    *("3016-3", "6301-6", "33762-6", "2339-0", "2345-7", "85354-9"),
)


def suggestions(chart: Chart) -> list[str]:
    return list(islice(_answerable(chart), SUGGESTED))


def _answerable(chart: Chart) -> Iterator[str]:
    followed = _most_telling(rows.observation_kinds(chart))
    if followed:
        yield _("What is the latest %(lab)s and its trend?") % {"lab": followed.name}
    if any(is_current_medicine(row) for row in rows.medications(chart)):
        yield _("What medicines is the patient taking now?")
    if any(row.is_active for row in rows.conditions(chart)):
        yield _("What are the active problems?")
    if rows.allergies(chart):
        yield _("Does the patient have any allergies?")
    if rows.encounters(chart):
        yield _("When was the last visit?")


def _most_telling(kinds: list[ObservationKind]) -> ObservationKind | None:
    measured = [kind for kind in kinds if kind.count > 1 and kind.category in ("laboratory", "vital-signs")]
    known = [kind for kind in measured if kind.code in _FOLLOWED]
    laboratory = [kind for kind in measured if kind.category == "laboratory"]
    return min(known, key=lambda kind: _FOLLOWED.index(kind.code), default=next(iter(laboratory or measured), None))
