"""A small vocabulary of findings for the tests of reading."""

from triage.engine.findings import CaseReading, FindingReader, FoundFinding
from triage.engine.knowledge import Finding, Knowledge, NumberRule


def _finding(id_: str, *words: str, kind: str = "symptom", numbers: tuple[NumberRule, ...] = ()) -> Finding:
    return Finding(id_, id_.replace("-", " "), kind, words, 0.1, numbers=numbers)


def _number(names: tuple[str, ...], unit: str, **limits: object) -> tuple[NumberRule, ...]:
    return (NumberRule(names, unit, **limits),)  # type: ignore[arg-type]


FINDINGS = (
    _finding("pain"),
    _finding("chest-pain", "pain in the chest", "my chest hurts"),
    _finding("pleuritic-chest-pain", "chest pain on breathing in"),
    _finding("chest-tightness"),
    _finding("abdominal-pain", "belly pain"),
    _finding("loss-of-appetite", "no appetite", "not hungry"),
    _finding("cough"),
    _finding("chills"),
    _finding("rash"),
    _finding("diarrhea"),
    _finding("ptosis", "drooping eyelid"),
    _finding("edema", "swelling"),
    _finding("dull-pain", "dull"),
    _finding("antinuclear-antibodies", "ana", kind="lab"),
    _finding("heart-attack", kind="history"),
    _finding("family-history-of-heart-attack", "family history of heart attack", kind="family"),
    _finding("fever", kind="vital", numbers=_number(("temperature", "temp"), "Cel", above=37.9)),
    _finding("hypotension", kind="vital", numbers=_number(("systolic blood pressure",), "mm[Hg]", below=90)),
    _finding("hyperkalemia", kind="lab", numbers=_number(("potassium", "k"), "mmol/L", above=5.5)),
    _finding("severe-hyperkalemia", kind="lab", numbers=_number(("potassium", "k"), "mmol/L", above=6.5)),
    _finding("hypokalemia", kind="lab", numbers=_number(("potassium", "k"), "mmol/L", below=3.5)),
    _finding("leukocytosis", kind="lab", numbers=_number(("wbc",), "10*9/L", above=11)),
    _finding(
        "hyperglycemia",
        kind="lab",
        numbers=_number(("glucose",), "mmol/L", above=11.0, units=(("mg/dL", 0.0555),)),
    ),
    _finding(
        "anemia",
        kind="lab",
        numbers=(
            NumberRule(("hemoglobin",), "g/dL", below=12.0, sex="F", age_from=12),
            NumberRule(("hemoglobin",), "g/dL", below=13.0, sex="M", age_from=12),
        ),
    ),
)
READER = FindingReader(Knowledge({finding.id: finding for finding in FINDINGS}, {}))


def read(text: str) -> CaseReading:
    return READER.read(text)


def found(text: str) -> dict[str, FoundFinding]:
    return {one.finding: one for one in read(text).findings}


def states(text: str) -> dict[str, bool | None]:
    return {one.finding: one.present for one in read(text).findings if one.experiencer == "patient"}
