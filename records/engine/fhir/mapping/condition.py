"""Condition: a problem or a diagnosis."""

from records.engine.dates import SourceDate
from records.engine.fhir import systems
from records.engine.fhir.mapping.measured import quantity_text
from records.engine.fhir.source import Source, withheld_for
from records.engine.fhir.types import ConditionRecord

_WITHHELD = {"refuted": "refuted"}


def map_condition(source: Source) -> ConditionRecord:
    name, codes = source.named("code", systems.ICD_10_CM)
    verification = source.first_code("verificationStatus")
    clinical_status = source.first_code("clinicalStatus")
    onset, onset_text = when(source, "onset")
    abated, abated_text = when(source, "abatement")
    if not clinical_status:
        source.warn("clinicalStatus", "missing")
    return ConditionRecord(
        **source.common(
            "subject",
            status=clinical_status,
            withheld=withheld_for(verification, _WITHHELD),
            name=name,
            codes=codes,
        ),
        verification=verification,
        category=source.first_code("category"),
        onset=onset,
        onset_text=onset_text,
        abated=abated,
        abated_text=abated_text,
        recorded=source.date("recordedDate"),
        severity=source.words("severity"),
    )


def when(source: Source, stem: str) -> tuple[SourceDate | None, str]:
    """FHIR's open choice of `stem`DateTime, Period, Age, Range or String: a date, else words."""
    date = source.date(f"{stem}DateTime") or source.node(f"{stem}Period").date("start")
    if date:
        return date, ""
    if age := quantity_text(source.node(f"{stem}Age")):
        return None, f"at age {age}"
    span = source.node(f"{stem}Range")
    bounds = [quantity_text(span.node(end)) for end in ("low", "high")]
    ages = " to ".join(filter(None, bounds))
    return None, source.text(f"{stem}String") or (f"at age {ages}" if ages else "")
