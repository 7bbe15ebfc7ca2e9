"""Clinical knowledge as data: findings, conditions, and all of it together."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

# How often a finding is met among patients with a condition, and in ill people at large: our own classes.
FREQUENCY = {"always": 0.97, "most": 0.80, "often": 0.55, "some": 0.30, "few": 0.10, "rare": 0.03, "never": 0.002}
BACKGROUND = {"common": 0.25, "some": 0.10, "few": 0.03, "rare": 0.008, "very_rare": 0.001}
PREVALENCE = {"common": 1.0, "uncommon": 0.3, "rare": 0.1, "very_rare": 0.03}
RISK = {"weak": 1.5, "moderate": 3.0, "strong": 8.0}
KINDS = ("symptom", "sign", "vital", "lab", "imaging", "test", "exposure", "history", "family")
SETTINGS = ("primary", "emergency", "inpatient")
AGE_BANDS = ("newborn", "infant", "child", "adolescent", "young", "middle", "old")
URGENCIES = ("emergency", "urgent", "soon", "routine")
ONSETS = ("sudden", "acute", "subacute", "chronic", "episodic", "congenital")
COSTS = ("low", "medium", "high")
HARMS = ("none", "low", "medium", "high")


@dataclass(frozen=True, slots=True)
class Source:
    """A text that was read while the entry was written."""

    title: str
    read: date


@dataclass(frozen=True, slots=True)
class Review:
    """Who stands behind an entry: `reviewed` is None until a clinician has accepted it."""

    written: date
    reviewed: date | None = None
    sources: tuple[Source, ...] = ()

    @property
    def latest(self) -> date:
        return max(self.written, self.reviewed or self.written)


@dataclass(frozen=True, slots=True)
class NumberRule:
    """When a measured number becomes a finding: strictly above and below, in `unit`; ages in years, end exclusive."""

    names: tuple[str, ...]
    unit: str
    loinc: tuple[str, ...] = ()
    above: float | None = None
    below: float | None = None
    sex: str = ""
    age_from: float | None = None
    age_to: float | None = None
    units: tuple[tuple[str, float], ...] = ()  # other units, and what their numbers are multiplied by


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that can be true of a patient. `words` are its phrases besides the name."""

    id: str
    name: str
    kind: str
    words: tuple[str, ...]
    background: float
    parents: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    hpo: str = ""
    numbers: tuple[NumberRule, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        return (self.name, *self.words)


@dataclass(frozen=True, slots=True)
class ConditionTest:
    test: str
    shows: str
    cost: str
    harm: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A diagnosis. `findings` maps finding ids to their frequency class; weights are relative to the average."""

    id: str
    name: str
    system: str
    overview: str
    urgency: str
    review: Review
    findings: dict[str, str]
    synonyms: tuple[str, ...] = ()
    icd10: tuple[str, ...] = ()
    cant_miss: bool = False
    prevalence: dict[str, str] = field(default_factory=dict)
    age: dict[str, float] = field(default_factory=dict)
    sex: dict[str, float] = field(default_factory=dict)
    onset: tuple[str, ...] = ()
    course: str = ""
    specific: tuple[str, ...] = ()
    risk_factors: dict[str, str] = field(default_factory=dict)
    red_flags: tuple[str, ...] = ()
    complications: tuple[str, ...] = ()
    tests: tuple[ConditionTest, ...] = ()
    management: tuple[str, ...] = ()
    refer: str = ""
    mimics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    vignette: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.synonyms)

    @property
    def mentioned(self) -> frozenset[str]:
        """Every finding id that the entry names."""
        return frozenset((*self.findings, *self.specific, *self.risk_factors, *self.red_flags))


@dataclass(frozen=True)
class Knowledge:
    findings: dict[str, Finding]
    conditions: dict[str, Condition]
    finding_reviews: dict[str, Review] = field(default_factory=dict)  # by file

    @cached_property
    def ancestors(self) -> dict[str, frozenset[str]]:
        """All more general findings of each finding, itself left out."""
        known: dict[str, frozenset[str]] = {}

        def of(id_: str) -> frozenset[str]:
            if id_ not in known:
                parents = self.findings[id_].parents
                known[id_] = frozenset(parents).union(*(of(parent) for parent in parents))
            return known[id_]

        for id_ in self.findings:
            of(id_)
        return known

    @cached_property
    def _descendants(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for id_, ancestors in self.ancestors.items():
            for ancestor in ancestors:
                found.setdefault(ancestor, set()).add(id_)
        return {id_: frozenset(ids) for id_, ids in found.items()}

    def descendants(self, id_: str) -> frozenset[str]:
        """All more special findings of a finding."""
        return self._descendants.get(id_, frozenset())
