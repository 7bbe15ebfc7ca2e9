"""Which mapping reads which resource type."""

from collections.abc import Callable, Iterable

from records.engine.fhir.mapping.allergy import map_allergy
from records.engine.fhir.mapping.care_given import map_immunization, map_procedure
from records.engine.fhir.mapping.condition import map_condition
from records.engine.fhir.mapping.consent import map_consent
from records.engine.fhir.mapping.coverage import map_coverage
from records.engine.fhir.mapping.document import Dropped, map_document
from records.engine.fhir.mapping.encounter import map_encounter
from records.engine.fhir.mapping.imaging import map_imaging_study
from records.engine.fhir.mapping.medication import map_medication_request, map_medication_statement
from records.engine.fhir.mapping.observation import map_observation
from records.engine.fhir.mapping.patient import map_patient
from records.engine.fhir.mapping.report import map_report
from records.engine.fhir.source import Source
from records.engine.fhir.types import AnyRecord

_SINGLE: dict[str, Callable[[Source], AnyRecord]] = {
    "Patient": map_patient,
    "Encounter": map_encounter,
    "Condition": map_condition,
    "Observation": map_observation,
    "MedicationRequest": map_medication_request,
    "MedicationStatement": map_medication_statement,
    "AllergyIntolerance": map_allergy,
    "Procedure": map_procedure,
    "Immunization": map_immunization,
    "ImagingStudy": map_imaging_study,
    "Coverage": map_coverage,
    "Consent": map_consent,
}
_SEVERAL: dict[str, Callable[[Source], Iterable[AnyRecord | Dropped]]] = {
    "DocumentReference": map_document,
    "DiagnosticReport": map_report,
}
KEPT = frozenset(_SINGLE) | frozenset(_SEVERAL)


def map_resource(source: Source) -> Iterable[AnyRecord | Dropped]:
    """Records of one resource of a kept type. Raises Unusable or NotKept."""
    if several := _SEVERAL.get(source.kind):
        return several(source)
    return (_SINGLE[source.kind](source),)
