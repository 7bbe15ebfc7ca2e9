"""One chart's rows as plain data: what selectors hand to tools, summaries and alerts.

`ref` is the row's id in its source system (the FHIR resource id) or our own id for rows made here.
`display` is the row as it is shown and quoted; numbers in it carry their unit. Texts are decrypted:
never log a row.
"""

from dataclasses import dataclass
from datetime import date

from records.engine.dates import SourceDate

SYSTOLIC = "8480-6"  # LOINC


@dataclass(frozen=True, slots=True)
class PatientFacts:
    ref: str
    name: str
    sex: str  # FHIR administrative gender: male, female, other, unknown
    birth_date: SourceDate | None
    record_number: str = ""
    deceased: SourceDate | None = None
    is_deceased: bool = False  # may be true without a date
    language: str = ""
    race: str = ""
    ethnicity: str = ""
    marital_status: str = ""
    address: str = ""
    phone: str = ""
    coverage: str = ""
    site: str = ""

    @property
    def display(self) -> str:
        born = f"born {self.birth_date.display}" if self.birth_date else "birth date not recorded"
        return f"{self.name}, {self.sex}, {born}"

    def age_on(self, day: date) -> int | None:
        """Completed years on `day`, or at death when that came first; None without a birth date."""
        if self.birth_date is None:
            return None
        end = min(day, self.deceased.day) if self.deceased else day
        born = self.birth_date.day
        return end.year - born.year - ((end.month, end.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class ObservationKind:
    """One thing that was measured in this chart, and how often."""

    code: str  # LOINC where the source gave one, else the source's own code or ""
    name: str
    category: str  # laboratory, vital-signs, social-history, survey, …
    unit: str
    count: int


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """A measured value. Blood pressure and panels are one row with `components`."""

    ref: str
    code: str
    name: str
    category: str
    status: str  # final, preliminary, amended, corrected
    effective: SourceDate | None
    value: float | None = None
    comparator: str = ""  # <, <=, >, >=
    value_text: str = ""  # coded or textual result
    unit: str = ""
    low: float | None = None
    high: float | None = None
    range_text: str = ""
    interpretation: str = ""
    components: tuple["ObservationRow", ...] = ()

    @property
    def shown_value(self) -> str:
        """`5.6 mmol/L`, `< 0.01 ng/mL`, `120/80 mmHg`, `Never smoker`: no name, no date."""
        if self.components:
            units = {part.unit for part in self.components}
            if len(self.components) == 2 and len(units) == 1:
                values = "/".join(part.number for part in self.ordered_components)
                return f"{values} {self.components[0].unit}".strip()
            return "; ".join(f"{part.name} {part.shown_value}" for part in self.components)
        if self.value is None:
            return self.value_text
        return " ".join(part for part in (self.comparator, self.number, self.unit) if part)

    @property
    def ordered_components(self) -> tuple["ObservationRow", ...]:
        """Systolic before diastolic whatever the source's order; other components as they came."""
        return tuple(sorted(self.components, key=lambda part: part.code != SYSTOLIC))

    @property
    def number(self) -> str:
        """The value as shown: the source's digits, at most two decimals."""
        if self.value is None:
            return self.value_text
        shown = f"{self.value:.2f}".rstrip("0").rstrip(".")
        tiny = self.value != 0 and float(shown) == 0
        return f"{self.value:.2g}" if tiny else shown

    @property
    def display(self) -> str:
        parts = [f"{self.name}: {self.shown_value}"]
        if self.effective:
            parts.append(self.effective.display)
        if self.status in ("preliminary", "registered"):
            parts.append("preliminary")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class MedicationRow:
    ref: str
    name: str
    code: str  # RxNorm where given
    status: str  # active, completed, stopped, on-hold, unknown …
    authored: SourceDate | None
    ended: SourceDate | None = None
    dosage: str = ""
    reason: str = ""
    prescriber: str = ""

    @property
    def display(self) -> str:
        parts = [self.name, self.dosage, self.status]
        if self.authored:
            parts.append(f"ordered {self.authored.display}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ConditionRow:
    ref: str
    name: str
    code: str
    clinical_status: str  # active, recurrence, relapse, inactive, remission, resolved
    verification: str  # confirmed, provisional, differential, unconfirmed
    onset: SourceDate | None
    abated: SourceDate | None = None
    recorded: SourceDate | None = None
    category: str = ""  # problem-list-item, encounter-diagnosis

    @property
    def is_active(self) -> bool:
        return self.clinical_status in ("active", "recurrence", "relapse")

    @property
    def display(self) -> str:
        parts = [self.name, self.clinical_status]
        if self.onset:
            parts.append(f"since {self.onset.display}")
        if self.abated:
            parts.append(f"until {self.abated.display}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class AllergyRow:
    ref: str
    name: str
    code: str
    clinical_status: str
    verification: str
    category: str = ""  # food, medication, environment, biologic
    criticality: str = ""  # low, high, unable-to-assess
    reactions: tuple[str, ...] = ()
    recorded: SourceDate | None = None
    none_known: bool = False  # a recorded "no known allergy", which differs from no entry

    @property
    def display(self) -> str:
        parts = [
            self.name,
            ", ".join(self.reactions),
            f"{self.criticality} criticality" if self.criticality else "",
        ]
        if self.recorded:
            parts.append(f"recorded {self.recorded.display}")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ProcedureRow:
    ref: str
    name: str
    code: str
    status: str
    performed: SourceDate | None
    ended: SourceDate | None = None
    reason: str = ""

    @property
    def display(self) -> str:
        return ", ".join(
            p
            for p in (
                self.name,
                self.performed.display if self.performed else "",
                self.reason,
            )
            if p
        )


@dataclass(frozen=True, slots=True)
class ImmunizationRow:
    ref: str
    name: str
    code: str  # CVX where given
    status: str
    given: SourceDate | None

    @property
    def display(self) -> str:
        return ", ".join(p for p in (self.name, f"given {self.given.display}" if self.given else "") if p)


@dataclass(frozen=True, slots=True)
class EncounterRow:
    ref: str
    name: str
    kind: str  # FHIR class code: AMB, EMER, IMP, …
    status: str
    start: SourceDate | None
    end: SourceDate | None = None
    reason: str = ""
    provider: str = ""
    site: str = ""
    id: str = ""  # our own id, for forms: a source's may tell something

    @property
    def display(self) -> str:
        parts = (
            self.name,
            self.start.display if self.start else "",
            self.reason,
            self.provider,
            self.site,
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A diagnostic report: a panel of observations or an imaging or pathology reading."""

    ref: str
    name: str
    code: str
    status: str
    effective: SourceDate | None
    conclusion: str = ""
    observation_refs: tuple[str, ...] = ()

    @property
    def display(self) -> str:
        return ", ".join(
            p
            for p in (
                self.name,
                self.effective.display if self.effective else "",
                self.conclusion,
            )
            if p
        )


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note. `text` is the signed text that offsets of passages and citations count in."""

    ref: str
    title: str
    kind: str
    author: str
    status: str  # signed, amended, superseded, preliminary
    written: SourceDate | None
    text: str = ""
    id: str = ""  # our own id, for addresses: a source's may tell something

    @property
    def display(self) -> str:
        return ", ".join(
            p
            for p in (
                self.title,
                self.author,
                self.written.display if self.written else "",
            )
            if p
        )


@dataclass(frozen=True, slots=True)
class ImagingRow:
    ref: str
    modality: str
    body_part: str
    description: str
    started: SourceDate | None
    images: int = 0  # stored files; a study may be known of without them
    id: str = ""  # our own id, for addresses

    @property
    def display(self) -> str:
        parts = (
            self.description or self.modality,
            self.body_part,
            self.started.display if self.started else "",
        )
        return ", ".join(part for part in parts if part)
