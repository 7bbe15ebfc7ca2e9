"""How a drug is to be taken, in words."""

from records.engine.fhir.mapping.measured import quantity_text
from records.engine.fhir.node import Node

_UNITS = {"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}


def dosage_text(dosages: list[Node]) -> str:
    """All instructions in their order; the source's own words come before anything composed here."""
    ordered = sorted(dosages, key=lambda part: part.number("sequence") or 0)
    return "; ".join(dict.fromkeys(filter(None, map(_one, ordered))))


def _one(dosage: Node) -> str:
    if text := dosage.text("text"):
        return text
    parts = [
        _dose(dosage),
        dosage.words("route"),
        _timing(dosage.node("timing")),
        _as_needed(dosage),
        dosage.text("patientInstruction") or dosage.words("additionalInstruction"),
    ]
    return ", ".join(filter(None, parts))


def _dose(dosage: Node) -> str:
    rate = dosage.node("doseAndRate")
    if amount := quantity_text(rate.node("doseQuantity")):
        # Without a unit a bare number would read as milligrams or tablets at will.
        return amount if " " in amount else f"{amount} per dose"
    span = rate.node("doseRange")
    bounds = [quantity_text(span.node(end)) for end in ("low", "high")]
    return " to ".join(filter(None, bounds))


def _timing(timing: Node) -> str:
    repeat = timing.node("repeat")
    frequency, period = repeat.number("frequency"), repeat.number("period")
    unit = _UNITS.get(repeat.text("periodUnit"), "")
    if not (frequency and period and unit):
        return timing.words("code")
    times = "once" if frequency == 1 else "twice" if frequency == 2 else f"{frequency:g} times"
    each = f"every {unit}" if period == 1 else f"every {period:g} {unit}s"
    return f"{times} {each}"


def _as_needed(dosage: Node) -> str:
    reason = dosage.words("asNeededCodeableConcept")
    if reason:
        return f"as needed for {reason}"
    return "as needed" if dosage.flag("asNeededBoolean") else ""
