"""What a FHIR resource becomes: plain records, ready to be stored.

`*_id` fields hold ids of the source system. A record with `withheld` is stored but never shown as fact.
Texts here are patient data: never log a record.
"""

from dataclasses import dataclass, field

from records.engine.dates import SourceDate


@dataclass(frozen=True, slots=True)
class Code:
    system: str
    code: str
    display: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    system: str
    value: str
    kind: str = ""  # v2-0203 code where given: MR, SS, DL, PPN, …


@dataclass(frozen=True, slots=True)
class PersonName:
    text: str
    family: str = ""
    given: tuple[str, ...] = ()
    use: str = ""  # official, usual, maiden, old, nickname, …


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every kept resource has. `status` is the source's own word unless the subclass says otherwise."""

    resource_type: str
    source_id: str
    patient_id: str
    encounter_id: str = ""
    source_system: str = ""  # base address of the server it came from, where the file says
    version: str = ""
    last_updated: SourceDate | None = None
    status: str = ""
    withheld: str = ""  # why it is never shown as fact; empty for what may be shown
    name: str = ""
    codes: tuple[Code, ...] = ()
    comment: str = ""  # free-text annotations of the resource


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientRecord(Record):
    """`patient_id` is its own `source_id`; `name` is the one to show, `names` all, official first."""

    names: tuple[PersonName, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    record_number: str = ""
    sex: str = "unknown"
    birth_date: SourceDate | None = None
    deceased: SourceDate | None = None
    is_deceased: bool = False  # may be true without a date
    language: str = ""
    race: str = ""
    ethnicity: str = ""
    birth_sex: str = ""
    marital_status: str = ""
    address: str = ""
    phone: str = ""
    site: str = ""
    replaced_by_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EncounterRecord(Record):
    """`encounter_id` is its own `source_id`."""

    kind: str = ""  # class code: AMB, EMER, IMP, …
    start: SourceDate | None = None
    end: SourceDate | None = None
    reason: str = ""
    provider: str = ""
    participants: tuple[str, ...] = ()
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One value with its unit and reference range. `asdict` of it is JSON."""

    name: str = ""
    code: str = ""
    system: str = ""
    value: float | None = None
    comparator: str = ""  # <, <=, >, >=
    value_text: str = ""  # coded or textual result, or a range, ratio or sampled data in words
    unit: str = ""
    low: float | None = None
    high: float | None = None
    range_text: str = ""
    interpretation: str = ""  # in words: High, Low, Normal, …
    interpretation_code: str = ""  # H, L, N, HH, …
    absent_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationRecord(Record):
    category: str = ""
    effective: SourceDate | None = None
    effective_end: SourceDate | None = None
    issued: SourceDate | None = None
    measured: Measurement = field(default_factory=Measurement)
    components: tuple[Measurement, ...] = ()
    member_ids: tuple[str, ...] = ()
    performer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionRecord(Record):
    """`status` is the clinical status; empty where the source gives none."""

    verification: str = ""
    category: str = ""
    onset: SourceDate | None = None
    onset_text: str = ""  # an age, a range or words where the source gave no date
    abated: SourceDate | None = None
    abated_text: str = ""
    recorded: SourceDate | None = None
    severity: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicationRecord(Record):
    """A MedicationRequest or a MedicationStatement; `resource_type` tells which."""

    intent: str = ""
    authored: SourceDate | None = None
    ended: SourceDate | None = None
    dosage: str = ""
    reason: str = ""
    reason_ids: tuple[str, ...] = ()  # Conditions given as the reason
    provider: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AllergyRecord(Record):
    """`status` is the clinical status."""

    verification: str = ""
    category: str = ""
    criticality: str = ""
    reactions: tuple[str, ...] = ()
    recorded: SourceDate | None = None
    onset: SourceDate | None = None
    none_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRecord(Record):
    performed: SourceDate | None = None
    performed_text: str = ""
    ended: SourceDate | None = None
    reason: str = ""
    reason_ids: tuple[str, ...] = ()
    provider: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmunizationRecord(Record):
    given: SourceDate | None = None
    given_text: str = ""
    provider: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecord(Record):
    category: str = ""
    effective: SourceDate | None = None
    issued: SourceDate | None = None
    conclusion: str = ""
    observation_ids: tuple[str, ...] = ()
    study_ids: tuple[str, ...] = ()
    provider: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRecord(Record):
    """One readable attachment. `name` is its title. `source_id` is the document's id; `id~2` for its
    second attachment, `id~1` for the first form of a DiagnosticReport (`document_id` is always bare).
    `status`: signed, amended, preliminary, superseded."""

    document_id: str = ""
    kind: str = ""
    author: str = ""
    site: str = ""
    written: SourceDate | None = None
    text: str = ""
    replaces_ids: tuple[str, ...] = ()  # documents that this one supersedes
    report_id: str = ""  # the DiagnosticReport that it is a form of


@dataclass(frozen=True, slots=True)
class ImagingSeries:
    uid: str
    modality: str = ""
    body_part: str = ""
    description: str = ""
    instances: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagingStudyRecord(Record):
    study_uid: str = ""
    modalities: tuple[str, ...] = ()
    body_part: str = ""
    started: SourceDate | None = None
    series: tuple[ImagingSeries, ...] = ()
    reason: str = ""
    provider: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageRecord(Record):
    """`name` is the payer. From a Coverage, or (`inferred`) from the newest claim that names an insurer."""

    kind: str = ""
    start: SourceDate | None = None
    end: SourceDate | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRecord(Record):
    scope: str = ""
    category: str = ""
    given: SourceDate | None = None
    decision: str = ""  # permit, deny
    start: SourceDate | None = None
    end: SourceDate | None = None
    provision_json: str = ""  # the source's whole provision, with its nested exceptions


AnyRecord = (
    PatientRecord
    | EncounterRecord
    | ObservationRecord
    | ConditionRecord
    | MedicationRecord
    | AllergyRecord
    | ProcedureRecord
    | ImmunizationRecord
    | ReportRecord
    | NoteRecord
    | ImagingStudyRecord
    | CoverageRecord
    | ConsentRecord
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the input. `file` is a name without folders (it may hold a patient's name: show it to the
    operator, do not log it); `position` is the line of an NDJSON file or the entry of a bundle, from 1."""

    file: str
    position: int = 0


@dataclass(frozen=True, slots=True)
class Mapped:
    """`warnings` say what was dropped or could not be resolved, without patient text."""

    place: Place
    record: AnyRecord
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Sound but not kept, on purpose."""

    place: Place
    resource_type: str
    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Could not be read. `reason` holds no patient text."""

    place: Place
    resource_type: str
    reason: str


Item = Mapped | Skipped | Failed
