"""What clinicians decide about a suggested differential: accepted, said to be wrong, or missing from the list.

Only a decision stores the case and the list, encrypted; the list is made again for it and never taken from a page.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from records.access import Chart
from records.audit import Action
from records.errors import UserError
from triage.engine.differential import Case, Differential
from triage.models import Review, ReviewAction, Subject
from triage.services import reviews

LATEST = 50
NAME_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """What the clinician had before them: the case, the list, and the list that they had written first."""

    case: Case
    found: Differential
    own: tuple[str, ...] = ()


def decide(chart: Chart, shown: Shown, condition: str, action: ReviewAction) -> Review:
    """Accept a condition (by its id) of the list, or say that it is wrong. Raises UserError."""
    one = next((one for one in shown.found.ranked if one.condition == condition), None)
    if one is None:
        raise UserError(_("This diagnosis is no longer on the list: the chart or the knowledge has changed."))
    return _keep(chart, shown, action, {"condition": condition, "name": one.name})


def add(chart: Chart, shown: Shown, name: str, condition: str) -> Review:
    """A diagnosis that the list lacks; `condition` is its id where the knowledge has it. Raises UserError."""
    name = " ".join(name.split())
    if not 2 <= len(name) <= NAME_LENGTH:
        raise UserError(_("Write the diagnosis that is missing from the list."))
    return _keep(chart, shown, ReviewAction.CHANGE, {"condition": condition, "name": name})


def decisions(chart: Chart) -> list[Review]:
    """The latest decisions of this chart, newest first."""
    found = Review.objects.filter(patient=chart.patient, subject=Subject.DIFFERENTIAL)
    kept = list(found.select_related("by").order_by("-at")[:LATEST])
    if kept:
        chart.note(Action.READ, "Differential", detail={"decisions": len(kept)})
    return kept


def _keep(chart: Chart, shown: Shown, action: ReviewAction, decided: dict[str, str]) -> Review:
    chart.must_be_writable()
    case, found = shown.case, shown.found
    return reviews.keep(
        chart,
        Subject.DIFFERENTIAL,
        action,
        about="Differential",
        suggested={
            "case": case.text,
            "setting": case.setting,
            "given": [{"finding": one.finding, "source": one.source} for one in case.given],
            "list": [
                {"condition": one.condition, "name": one.name, "probability": round(one.probability, 4)}
                for one in found.ranked
            ],
            "cant_miss": [one.condition for one in found.cant_miss],
        },
        decided={**decided, "own": list(shown.own)},
        model_name=found.model.name,
        model_revision=found.model.revision,
    )
