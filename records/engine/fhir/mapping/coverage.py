"""Coverage, and who paid as far as claims tell."""

from records.engine.dates import SourceDate
from records.engine.fhir.node import Node
from records.engine.fhir.source import NotKept, Source, Unusable, withheld_for
from records.engine.fhir.types import CoverageRecord

_WITHHELD = {"cancelled": "cancelled", "draft": "a draft"}


def map_coverage(source: Source) -> CoverageRecord:
    status, period = source.text("status"), source.node("period")
    payer = source.name_at("payor") or source.words("type")
    if not payer:
        raise Unusable("payor: nothing names it")
    return CoverageRecord(
        **source.common("beneficiary", status=status, withheld=withheld_for(status, _WITHHELD), name=payer),
        kind=source.words("type"),
        start=period.date("start"),
        end=period.date("end"),
    )


class Claims:
    """Remembers for each patient the payer of the newest claim, for exports without Coverage."""

    def __init__(self) -> None:
        self._newest: dict[str, CoverageRecord] = {}
        self._covered: set[str] = set()

    def saw_coverage(self, patient_id: str) -> None:
        self._covered.add(patient_id)

    def add(self, source: Source) -> None:
        """Take note of a Claim or an ExplanationOfBenefit; what it lacks is no failure."""
        payer = _payer(source)
        try:
            patient_id = source.patient_id("patient")
        except (Unusable, NotKept):
            return
        when = source.node("billablePeriod").date("start") or source.date("created")
        known = self._newest.get(patient_id)
        if payer and (known is None or _later(when, known.start)):
            self._newest[patient_id] = CoverageRecord(
                resource_type="Coverage",
                source_id=f"{patient_id}~coverage",
                patient_id=patient_id,
                source_system=source.origin.system,
                name=payer,
                start=when,
                inferred=True,
            )

    def inferred(self) -> list[CoverageRecord]:
        return [record for patient, record in self._newest.items() if patient not in self._covered]


def _payer(source: Source) -> str:
    insurances = source.nodes("insurance")
    insurances.sort(key=lambda part: not part.flag("focal"))
    coverages: list[Node] = [part.node("coverage") for part in insurances]
    named = [coverage.text("display") for coverage in coverages]
    return next(filter(None, named), "") or source.node("insurer").text("display")


def _later(when: SourceDate | None, known: SourceDate | None) -> bool:
    return when is not None and (known is None or when.instant >= known.instant)
