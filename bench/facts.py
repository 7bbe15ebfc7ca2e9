"""What the tables of FHIR bundles hold, with the answers that questions for it must give: read from the files alone."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

Resource = dict[str, Any]
_CALLED = {  # how people call what these codes measure
    "718-7": ("hemoglobin", "Hgb", "Hb"),
    "777-3": ("platelet count", "platelets", "plt"),
    "4544-3": ("hematocrit", "Hct"),
    "6690-2": ("white count", "WBC", "white blood cell count"),
    "39156-5": ("BMI", "body mass index"),
    "29463-7": ("weight", "body weight"),
    "8302-2": ("height",),
    "2085-9": ("HDL", "HDL cholesterol"),
    "18262-6": ("LDL", "LDL cholesterol"),
    "2093-3": ("total cholesterol",),
    "2571-8": ("triglycerides", "trigs"),
    "2947-0": ("sodium", "Na"),
    "6298-4": ("potassium", "K"),
    "38483-4": ("creatinine", "creat"),
    "6299-2": ("BUN", "urea nitrogen"),
    "49765-1": ("calcium",),
    "4548-4": ("HbA1c", "A1c", "hemoglobin A1c"),
    "787-2": ("MCV",),
}
_VACCINES = {
    "influenza": "flu",
    "td (": "tetanus",
    "tdap": "tetanus",
    "zoster": "shingles",
    "pneumococcal": "pneumococcal",
}
_NEVER_MEASURED = ("ferritin", "troponin", "TSH", "vitamin D", "INR", "lactate", "CRP", "uric acid", "lipase")
_NEVER_ORDERED = ("rituximab", "lithium", "warfarin", "methotrexate", "adalimumab", "digoxin", "sertraline", "insulin")
_BEFORE_THE_DRUG = re.compile(r"^(?:[\d.]+\s*(?:ML|ACTUAT|HR)\s+|NDA\d+\s+|Abuse-Deterrent\s+)*", re.IGNORECASE)
_KIND_OF_CODE = re.compile(r"\s*\((?:disorder|finding|situation|procedure)\)$")


@dataclass(frozen=True)
class Fact:
    kind: str
    patient: str
    expected: list[list[str]]
    name: str = ""  # what fills the place of a wording
    forbidden: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        places = {"medstart": "drug", "neverdrug": "drug", "onset": "problem", "imm": "vaccine", "proc": "procedure"}
        return places.get(self.kind, "lab")

    @property
    def gold(self) -> dict[str, Any]:
        status = "answered" if self.expected else "not_in_record"
        return {"kind": self.kind, "expected": self.expected, "forbidden": self.forbidden, "status": status}


def facts(folder: Path) -> dict[str, list[Fact]]:
    """By kind of question, in a fixed order."""
    found: dict[str, list[Fact]] = {}
    for path in sorted(folder.glob("*.json.gz")):
        entries = json.loads(gzip.decompress(path.read_bytes()))["entry"]
        for fact in _of(_Chart([e["resource"] for e in entries])):
            found.setdefault(fact.kind, []).append(fact)
    return found


class _Chart:
    def __init__(self, resources: list[Resource]) -> None:
        self.all = resources
        self.patient = self.kind("Patient")[0]
        self.id = str(self.patient["id"])

    def kind(self, name: str) -> list[Resource]:
        return [r for r in self.all if r["resourceType"] == name]

    def earliest_and_latest(self, name: str, what: str, when: str) -> dict[str, tuple[str, str]]:
        """By name: first and last day."""
        days: dict[str, list[str]] = {}
        for row in self.kind(name):
            at = row.get(when) or row.get("performedPeriod", {}).get("start", "")
            days.setdefault(_display(row.get(what, {})), []).append(at)
        return {k: (min(v)[:10], max(v)[:10]) for k, v in days.items() if k and all(v)}


def _of(chart: _Chart) -> Iterator[Fact]:
    yield from _values(chart)
    yield from _events(chart)
    yield from _lists(chart)
    yield Fact("dob", chart.id, [_day(chart.patient["birthDate"])])
    yield Fact("lastvisit", chart.id, [_day(max(e["period"]["start"] for e in chart.kind("Encounter")))])
    yield from (Fact("neverlab", chart.id, [], name) for name in _NEVER_MEASURED)
    yield from (Fact("neverdrug", chart.id, [], name) for name in _NEVER_ORDERED)


def _values(chart: _Chart) -> Iterator[Fact]:
    rows: dict[str, list[tuple[str, float]]] = {}
    pressures: list[tuple[str, Resource]] = []
    smoking: list[tuple[str, str]] = []
    for row in chart.kind("Observation"):
        code, at = row["code"]["coding"][0]["code"], row["effectiveDateTime"]
        if code in _CALLED and "valueQuantity" in row:
            rows.setdefault(code, []).append((at, row["valueQuantity"]["value"]))
        if code in ("85354-9", "55284-4"):
            pressures.append((at, row))
        if code == "72166-2":
            smoking.append((at, _display(row["valueCodeableConcept"])))
    for code, values in rows.items():
        values.sort()
        if len({at for at, _ in values}) < len(values):
            continue  # two at one time: neither is the latest
        (_, first), (_, last), most = values[0], values[-1], max(v for _, v in values)
        others = [f"{v:.2f}" for _, v in values if f"{v:.1f}" != f"{last:.1f}"]
        for name in _CALLED[code]:
            yield Fact("latest", chart.id, [_forms(last)], name, others)
            yield Fact("first", chart.id, [_forms(first)], name)
            yield Fact("highest", chart.id, [_forms(most)], name)
    if pressures:
        parts = {
            _code(c["code"]): c["valueQuantity"]["value"] for c in max(pressures, key=lambda p: p[0])[1]["component"]
        }
        yield Fact("bp", chart.id, [_forms(parts["8480-6"]), _forms(parts["8462-4"])])
    if smoking:
        yield Fact("smoke", chart.id, [[max(smoking)[1]]])


def _events(chart: _Chart) -> Iterator[Fact]:
    drugs: dict[str, list[str]] = {}
    for row in chart.kind("MedicationRequest"):
        drugs.setdefault(_drug(row), []).append(row["authoredOn"])
    for name, days in drugs.items():
        yield Fact("medstart", chart.id, [_day(min(days))], name)
    for name, (first, last) in chart.earliest_and_latest("Condition", "code", "onsetDateTime").items():
        if first == last:
            yield Fact("onset", chart.id, [_day(first)], name.lower())
    for name, (_, last) in chart.earliest_and_latest("Procedure", "code", "performedDateTime").items():
        yield Fact("proc", chart.id, [_day(last)], name.lower())
    given: dict[str, list[str]] = {}
    for name, (_, last) in chart.earliest_and_latest("Immunization", "vaccineCode", "occurrenceDateTime").items():
        given.setdefault(next((c for part, c in _VACCINES.items() if part in name.lower()), ""), []).append(last)
    for called, days in given.items():
        if called:
            yield Fact("imm", chart.id, [_day(max(days))], called)


def _lists(chart: _Chart) -> Iterator[Fact]:
    active = sorted({_drug(r) for r in chart.kind("MedicationRequest") if r["status"] == "active"})
    problems = sorted({_display(c["code"]) for c in chart.kind("Condition") if _code(c["clinicalStatus"]) == "active"})
    allergies = sorted({_display(a["code"]) for a in chart.kind("AllergyIntolerance")})
    if active:
        yield Fact("meds", chart.id, [[name] for name in active])
    if problems:
        yield Fact("conditions", chart.id, [[name] for name in problems])
    yield Fact("allergies", chart.id, [[name, re.sub("^Allergy to ", "", name)] for name in allergies])


def _display(concept: Resource) -> str:
    coding = (concept.get("coding") or [{}])[0]
    return _KIND_OF_CODE.sub("", coding.get("display", ""))


def _code(concept: Resource) -> str:
    return str(concept["coding"][0]["code"])


def _drug(row: Resource) -> str:
    return _BEFORE_THE_DRUG.sub("", _display(row["medicationCodeableConcept"])).split()[0].strip(",")


def _forms(value: float) -> list[str]:
    return [f"{value:.{places}f}" for places in range(4)] + [str(value)]


def _day(text: str) -> list[str]:
    when = date.fromisoformat(text[:10])
    return [text[:10], f"{when.day} {when:%B %Y}", f"{when.day} {when:%b %Y}", f"{when:%B} {when.day}, {when.year}"]
