"""Writes one chart: stories call these methods, FHIR resources come out."""

from dataclasses import dataclass
from datetime import date

from assistant.engine.demo import fhir_people as people
from assistant.engine.demo import fhir_rows as rows
from assistant.engine.demo.catalog import NOTE_KINDS, RXNORM, VACCINES
from assistant.engine.demo.marks import prose, unmarked
from assistant.engine.demo.measuring import Measurements
from assistant.engine.demo.people import STAFF, Person
from assistant.engine.demo.types import Conflict, Identifier

_RXNORM = {name.casefold(): code for name, code in RXNORM.items()}


@dataclass(frozen=True, slots=True)
class Ordered:
    name: str
    dose: str
    start: date
    stop: date | None
    ref: str


class ChartBuilder(Measurements):
    def __init__(self, person: Person, seed: int, today: date) -> None:
        super().__init__(person, seed, today)
        self.orders: list[Ordered] = []
        self.problems: list[tuple[int, str]] = []  # since how many days, name
        self.conflicts: list[Conflict] = []
        self.identifiers: list[Identifier] = []
        self.noted: set[int] = set()

    def problem(
        self, name: str, code: str, since: int, *, until: int | None = None, verification: str = "confirmed"
    ) -> str:
        dates: people.Resource = {"onsetDateTime": self.clock.day(since).isoformat()}
        clinical = "active" if until is None else "resolved"
        if until is not None:
            dates["abatementDateTime"] = self.clock.day(until).isoformat()
        elif verification == "confirmed":
            self.problems.append((since, name))
        dates["recordedDate"] = self.clock.day(since).isoformat()
        shown_status = "" if verification == "entered-in-error" else clinical
        row = rows.condition(self._next_id("Condition"), self.subject, name, code, shown_status, verification, dates)
        return self._add(row)

    def drug(
        self,
        ingredient: str,
        product: str,
        dose: str,
        start: int,
        by: str,
        *,
        stop: int | None = None,
        why_stopped: str = "",
        reason: str = "",
        status: str = "",
    ) -> str:
        """`product` is the name with strength; `why_stopped` makes it stopped, else it was completed."""
        state = status or ("active" if stop is None else "stopped" if why_stopped else "completed")
        begun, ended = self.clock.day(start), self.clock.day(stop) if stop is not None else None
        code = people.concept(product, rows.RXNORM, _RXNORM.get(ingredient.casefold(), ""), ingredient)
        row = rows.medication_request(
            self._next_id("MedicationRequest"),
            self.subject,
            code,
            dose,
            state,
            begun.isoformat(),
            ended.isoformat() if ended else "",
            (reason, why_stopped),
            self._staff(by),
        )
        ref = self._add(row)
        if state != "entered-in-error":
            self.orders.append(Ordered(product, dose, begun, ended, ref))
        return ref

    def allergy(
        self, substance: str, reactions: tuple[str, ...], ago: int, *, category: str, high: bool = False
    ) -> str:
        code = people.concept(substance, rows.RXNORM, _RXNORM.get(substance.casefold(), ""))
        level = "high" if high else "low"
        day = self.clock.day(ago).isoformat()
        id_ = self._next_id("AllergyIntolerance")
        return self._add(rows.allergy(id_, self.subject, code, category, level, reactions, day))

    def no_known_allergies(self, ago: int) -> str:
        code = people.concept("No known allergies", *rows.NO_KNOWN_ALLERGIES)
        day = self.clock.day(ago).isoformat()
        return self._add(rows.allergy(self._next_id("AllergyIntolerance"), self.subject, code, "", "", (), day))

    def vaccine(self, key: str, *agos: int) -> list[str]:
        code, name = VACCINES[key]
        return [
            self._add(
                rows.immunization(
                    self._next_id("Immunization"), self.subject, code, name, self.clock.day(ago).isoformat()
                )
            )
            for ago in agos
        ]

    def procedure(self, name: str, ago: int, reason: str = "") -> str:
        day = self.clock.day(ago).isoformat()
        return self._add(rows.procedure(self._next_id("Procedure"), self.subject, name, day, reason))

    def report(self, name: str, code: str, ago: int, conclusion: str, *, lab: bool = False, draft: bool = False) -> str:
        status = "preliminary" if draft else "final"
        coded = people.concept(name, rows.LOINC, code)
        text, _ = unmarked(prose(conclusion))
        at = self.clock.at(ago, 12, 5)
        id_ = self._next_id("DiagnosticReport")
        category = "LAB" if lab else "RAD"
        return self._add(rows.report(id_, self.subject, category, coded, status, at, [], text))

    def note(self, ago: int, kind: str, by: str, text: str, *, draft: bool = False, replaces: str = "") -> str:
        plain, spans = unmarked(prose(text))
        hour = 18 if replaces else self.rng.randrange(10, 18)
        at = self.clock.at(ago, hour, self.rng.randrange(60))
        id_ = self._next_id("DocumentReference")
        row = rows.document(id_, self.subject, NOTE_KINDS[kind], at, self._staff(by), STAFF[by].role, plain, draft)
        self._dated.append((ago, row))
        if replaces:
            self._supersede(replaces, row)
        self.identifiers += [Identifier(id_, *span) for span in spans]
        self.noted.add(ago)
        return self._add(row)

    def _supersede(self, old: str, new: people.Resource) -> None:
        new["relatesTo"] = [{"code": "replaces", "target": {"reference": old}}]
        for row in self.resources:
            if f"{row['resourceType']}/{row['id']}" == old:
                row["status"] = "superseded"

    def _visit_on(self, ago: int) -> str:
        found = [one for one in self.visits if one.ago - one.days <= ago <= one.ago]
        return found[-1].ref if found else ""

    def conflict(self, kind: str, explanation: str, *refs: str) -> None:
        self.conflicts.append(Conflict(kind, explanation, refs))

    def bundle(self) -> people.Resource:
        for ago, row in self._dated:
            people.link_encounter(row, self._visit_on(ago))
        return people.bundle(self._id(self.person.key, "Bundle"), self.resources)
