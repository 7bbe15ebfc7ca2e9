"""Imports of made-up bundles for the tests of this folder."""

from pathlib import Path
from typing import Any

from records import access
from records.services.accounts import acting_user
from records.services.fhir_import import import_fhir
from records.services.import_report import Report
from tests.records.engine.fhir.builders import Json, bundle, patient, write_json


def batch_actor() -> access.Actor:
    return acting_user(None)


def take(folder: Path, *resources: Json, team: str = "", **patient_fields: Any) -> Report:
    """Import a bundle of these resources, with the patient they are about in front."""
    path = write_json(folder / "chart.json", bundle(patient(**patient_fields), *resources))
    return import_fhir(batch_actor(), [path], team)


def counts(report: Report, kind: str) -> dict[str, int]:
    return report.as_counts().get(kind, {})
