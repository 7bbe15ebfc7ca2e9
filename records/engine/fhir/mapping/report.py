"""DiagnosticReport: a panel of observations or a reading, with its printed forms as notes."""

from collections.abc import Iterator

from records.engine.fhir import systems
from records.engine.fhir.mapping.document import Dropped, report_notes
from records.engine.fhir.source import Source, withheld_for
from records.engine.fhir.types import NoteRecord, ReportRecord

_WITHHELD = {"cancelled": "cancelled"}


def map_report(source: Source) -> Iterator[ReportRecord | NoteRecord | Dropped]:
    report = _report(source)
    yield report
    yield from report_notes(source, report)


def _report(source: Source) -> ReportRecord:
    name, codes = source.named("code", systems.LOINC)
    status = source.text("status")
    return ReportRecord(
        **source.common("subject", status=status, withheld=withheld_for(status, _WITHHELD), name=name, codes=codes),
        category=source.first_code("category"),
        effective=source.date("effectiveDateTime") or source.node("effectivePeriod").date("start"),
        issued=source.date("issued"),
        conclusion=source.text("conclusion") or source.words("conclusionCode"),
        observation_ids=source.ids_at("result", "Observation"),
        study_ids=source.ids_at("imagingStudy", "ImagingStudy"),
        provider=source.name_at("resultsInterpreter") or source.name_at("performer"),
    )
