"""Cases from a file, ranked by the engine that the pages use; nothing is stored."""

from typing import Any

from records.errors import UserError
from triage.engine.differential import Case, Differential, Evidence, Ranked
from triage.services import differential

OLDEST = 130


def predict(item: dict[str, Any]) -> dict[str, Any]:
    """`text`, and optionally `age` (years), `sex` (F or M), `candidates` (names to rank among), `setting`."""
    case = Case(str(item["text"]), _age(item.get("age")), _sex(item.get("sex")))
    return as_prediction(differential.diagnose(case, _candidates(item.get("candidates"))))


def as_prediction(found: Differential) -> dict[str, Any]:
    return {
        "differential": [_ranked(one) for one in found.ranked],
        "cant_miss": [{"condition": one.name, "because": _findings(one.because)} for one in found.cant_miss],
        "red_flags": [{**_finding(one.evidence), "conditions": list(one.conditions)} for one in found.red_flags],
        "acuity": found.acuity,
        "questions": [{"text": one.text, "information": round(one.information, 3)} for one in found.questions],
        "tests": [
            {"text": one.text, "information": round(one.information, 3), "cost": one.cost, "harm": one.harm}
            for one in found.tests
        ],
    }


def _ranked(one: Ranked) -> dict[str, Any]:
    return {
        "condition": one.name,
        "synonyms": list(one.synonyms),
        "icd10": list(one.icd10),
        "probability": round(one.probability, 5),
        "supporting": _findings(one.supporting),
        "against": _findings(one.against),
    }


def _findings(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [_finding(one) for one in evidence]


def _finding(one: Evidence) -> dict[str, Any]:
    found: dict[str, Any] = {"finding": one.name, "present": one.present, "text": one.text, "weight": one.weight}
    if one.span:
        found |= {"start": one.span.start, "end": one.span.end}
    return found


def _age(value: object) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= OLDEST:
        raise UserError("age must be a number of years.")
    return float(value)


def _sex(value: object) -> str:
    if value in (None, ""):
        return ""
    if value not in ("F", "M"):
        raise UserError("sex must be F or M.")
    return str(value)


def _candidates(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(name, str) and name.strip() for name in value):
        raise UserError("candidates must be a list of names.")
    return tuple(dict.fromkeys(value))
