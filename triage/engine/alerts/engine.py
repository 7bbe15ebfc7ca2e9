"""All alerts of one chart, worst first."""

from dataclasses import dataclass
from pathlib import Path

from triage.engine.alerts import due, early_warning, labs, orders
from triage.engine.alerts.measures import Measure, load_measures
from triage.engine.alerts.medicines import DrugNames, taken
from triage.engine.alerts.states import states
from triage.engine.alerts.types import Alert, ChartRows, Severity
from triage.engine.knowledge.drug_files import load_drugs
from triage.engine.knowledge.drugs import DrugBook
from triage.engine.knowledge.reading import KnowledgeError

_ORDER = list(Severity)


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
        drugs = taken(chart, self.names)
        told = states(chart, self.book)
        found = [
            *labs.critical(chart, self.measures),
            *early_warning.early_warning(chart),
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
