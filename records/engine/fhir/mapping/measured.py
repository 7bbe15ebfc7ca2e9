"""The value of an observation or of one component, whichever of FHIR's shapes it has."""

from records.engine.fhir import systems
from records.engine.fhir.node import Node
from records.engine.fhir.types import Measurement

_INTERPRETATIONS = {
    "H": "High",
    "L": "Low",
    "HH": "Critically high",
    "LL": "Critically low",
    "HU": "Significantly high",
    "LU": "Significantly low",
    "N": "Normal",
    "A": "Abnormal",
    "AA": "Critically abnormal",
    "POS": "Positive",
    "NEG": "Negative",
    "IND": "Indeterminate",
    "DET": "Detected",
    "ND": "Not detected",
    "R": "Resistant",
    "S": "Susceptible",
    "I": "Intermediate",
}


def measure(node: Node, name: str) -> Measurement:
    quantity = node.node("valueQuantity")
    codes = node.codes("code", systems.LOINC)
    low, high, range_text = _reference_range(node)
    return Measurement(
        name=name,
        code=codes[0].code if codes else "",
        system=codes[0].system if codes else "",
        value=quantity.number("value") if quantity else _whole(node),
        comparator=quantity.text("comparator"),
        value_text=_value_text(node),
        unit=_unit(quantity),
        low=low,
        high=high,
        range_text=range_text,
        interpretation=_interpretation(node),
        interpretation_code=node.first_code("interpretation"),
        absent_reason=node.words("dataAbsentReason"),
    )


def has_value(measured: Measurement) -> bool:
    return measured.value is not None or bool(measured.value_text)


def _whole(node: Node) -> float | None:
    return node.number("valueInteger")


def _unit(quantity: Node) -> str:
    return quantity.text("unit") or quantity.text("code")


def _value_text(node: Node) -> str:
    if (answer := node.flag("valueBoolean")) is not None:
        return "Yes" if answer else "No"
    when = node.date("valueDateTime")
    period = node.node("valuePeriod")
    days = [day.display for day in (period.date("start"), period.date("end")) if day]
    texts = (
        node.words("valueCodeableConcept"),
        node.text("valueString"),
        _range_text(node.node("valueRange")),
        _ratio_text(node.node("valueRatio")),
        _sampled_text(node.node("valueSampledData")),
        when.display if when else node.text("valueTime"),
        " to ".join(days),
    )
    return next(filter(None, texts), "")


def quantity_text(quantity: Node) -> str:
    value = quantity.number("value")
    if value is None:
        return ""
    parts = (quantity.text("comparator"), f"{value:.12g}", _unit(quantity))
    return " ".join(filter(None, parts))


def _range_text(node: Node) -> str:
    low, high = quantity_text(node.node("low")), quantity_text(node.node("high"))
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else ""


def _ratio_text(node: Node) -> str:
    above, below = quantity_text(node.node("numerator")), quantity_text(node.node("denominator"))
    return f"{above} : {below}" if above and below else above


def _sampled_text(node: Node) -> str:
    """A waveform is named, not kept: its points say nothing in a table."""
    if not node:
        return ""
    points = len(node.text("data").split())
    return f"sampled data, {points} points"


def _interpretation(node: Node) -> str:
    words = node.words("interpretation")
    return _INTERPRETATIONS.get(words, words)


def _reference_range(node: Node) -> tuple[float | None, float | None, str]:
    """Bounds of the only range, or of the one marked normal. Several ranges for different people would need
    their sex and age, so they are kept as text only."""
    ranges = node.nodes("referenceRange")
    normal = [part for part in ranges if part.first_code("type") in ("", "normal")]
    if len(normal) == 1:
        only = normal[0]
        low, high = only.node("low").number("value"), only.node("high").number("value")
        return low, high, only.text("text") or _range_text(only)
    texts = [part.text("text") or _range_text(part) for part in ranges]
    return None, None, "; ".join(filter(None, texts))
