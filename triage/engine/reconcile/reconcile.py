"""Everything in a chart that does not agree, the most dangerous first."""

from triage.engine.reconcile.dates import impossible_dates
from triage.engine.reconcile.lists import against_allergies, not_listed, not_noted
from triage.engine.reconcile.sexes import wrong_sex
from triage.engine.reconcile.types import Difference, Looked, Matcher


def reconcile(looked: Looked, matcher: Matcher) -> tuple[Difference, ...]:
    lists, mentions = looked.lists, looked.mentions
    return (
        *against_allergies(lists, matcher),
        *wrong_sex(lists),
        *impossible_dates(lists, looked.today),
        *not_listed(lists, mentions, matcher),
        *not_noted(lists, mentions, matcher),
    )
