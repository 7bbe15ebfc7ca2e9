"""All alerts of one chart, worst first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from records.engine.rows import MedicationRow
from triage.engine.alerts import due, early_warning, labs, orders
from triage.engine.alerts.measures import Measure, load_measures
from triage.engine.alerts.medicines import DrugNames, taken
from triage.engine.alerts.states import states
from triage.engine.alerts.types import Alert, ChartRows, Kind, OrderCheck, RowRef, Severity
from triage.engine.knowledge.drug_files import load_drugs
from triage.engine.knowledge.drugs import DrugBook
from triage.engine.knowledge.reading import KnowledgeError

_ORDER = list(Severity)
_OF_DRUGS = (Kind.INTERACTION, Kind.ALLERGY, Kind.CONDITION, Kind.PREGNANCY, Kind.DUPLICATE, Kind.KIDNEY)


@dataclass(frozen=True)
class AlertRules:
    """The rules and what they know. Make one per process: loading reads half a megabyte of YAML."""

    book: DrugBook
    measures: dict[str, Measure]
    names: DrugNames

    @classmethod
    def load(cls, knowledge: Path) -> "AlertRules":
        """Raises KnowledgeError for the first broken rule."""
        book = load_drugs(knowledge)
        measures = load_measures(knowledge / "alerts" / "measures.yaml")
        for drug in book.drugs.values():
            for rule in book.monitor(drug):
                if rule.what not in measures:
                    raise KnowledgeError(
                        "measures.yaml", "measures", f"{drug.id} asks for {rule.what!r}, which is missing"
                    )
        return cls(book, measures, DrugNames(book))

    def alerts(self, chart: ChartRows) -> list[Alert]:
        """Of somebody who has died there is nothing left to look at."""
        if chart.patient.is_deceased:
            return []
        drugs = taken(chart, self.names)
        told = states(chart, self.book)
        found = [
            *labs.critical(chart, self.measures),
            *early_warning.early_warning(chart, told),
            *orders.allergies(drugs, chart, self.book, self.names),
            *orders.interactions(drugs, self.book),
            *orders.pregnancy(drugs, told, self.book),
            *orders.conditions(drugs, told, self.book),
            *labs.kidney(drugs, chart, self.measures, self.book),
            *labs.trends(chart, self.measures),
            *orders.duplicates(drugs, self.book),
            *due.monitoring(drugs, chart, self.measures, self.book),
            *due.immunizations(chart, self.book),
        ]
        unique: dict[str, Alert] = {}
        for alert in found:
            unique.setdefault(alert.key, alert)
        return sorted(unique.values(), key=lambda alert: _ORDER.index(alert.severity))

    def check_orders(self, chart: ChartRows, wanted: Sequence[str]) -> OrderCheck:
        """As if these drugs were ordered now; one that is being taken already is judged by its own order. Without
        any, whatever is being taken."""
        asked = {drug.id: drug for name in wanted for drug in self.names.find(name)}
        known = taken(chart, self.names)
        own = {one.row.ref for one in known if one.drug.id in asked} if wanted else {one.row.ref for one in known}
        new = [
            MedicationRow(f"asked-{drug_id}", drug_id, "", "draft", None)
            for drug_id in asked
            if all(one.drug.id != drug_id for one in known)
        ]
        looked_at = own | {row.ref for row in new}
        found = self.alerts(replace(chart, medications=(*new, *chart.medications)))
        against = [
            replace(alert, rows=tuple(row for row in alert.rows if row.ref not in {r.ref for r in new}))
            for alert in found
            if alert.kind in _OF_DRUGS and any(_is_order(row, looked_at) for row in alert.rows)
        ]
        return OrderCheck(tuple(asked), tuple(against))


def _is_order(row: RowRef, refs: set[str]) -> bool:
    return row.source == "medication" and row.ref in refs
