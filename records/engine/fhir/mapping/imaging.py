"""ImagingStudy: which images exist; the files themselves come by another way."""

from records.engine.fhir import systems
from records.engine.fhir.node import Node
from records.engine.fhir.source import Source, withheld_for
from records.engine.fhir.types import ImagingSeries, ImagingStudyRecord

_WITHHELD = {"cancelled": "cancelled"}


def map_imaging_study(source: Source) -> ImagingStudyRecord:
    status = source.text("status")
    series = tuple(_series(part) for part in source.nodes("series"))
    modalities = _modalities(source, series)
    body_part = next(filter(None, (part.body_part for part in series)), "")
    name = source.text("description") or source.words("procedureCode")
    return ImagingStudyRecord(
        **source.common(
            "subject",
            status=status,
            withheld=withheld_for(status, _WITHHELD),
            name=name or " ".join(filter(None, (", ".join(modalities), body_part))) or "Imaging study",
            codes=source.codes("procedureCode", systems.LOINC),
        ),
        study_uid=_study_uid(source),
        modalities=modalities,
        body_part=body_part,
        started=source.date("started"),
        series=series,
        reason=source.words("reasonCode") or source.name_at("reasonReference"),
        provider=source.name_at("interpreter") or source.name_at("referrer"),
    )


def _series(node: Node) -> ImagingSeries:
    count = node.number("numberOfInstances")
    return ImagingSeries(
        uid=node.text("uid"),
        modality=node.node("modality").text("code"),
        body_part=node.node("bodySite").text("display"),
        description=node.text("description"),
        instances=int(count) if count is not None else len(node.nodes("instance")),
    )


def _modalities(source: Source, series: tuple[ImagingSeries, ...]) -> tuple[str, ...]:
    stated = [part.text("code") for part in source.nodes("modality")]
    return tuple(dict.fromkeys(filter(None, [*stated, *(part.modality for part in series)])))


def _study_uid(source: Source) -> str:
    values = [part.text("value") for part in source.nodes("identifier")]
    return next((value.removeprefix("urn:oid:") for value in values if value.startswith("urn:oid:")), "")
