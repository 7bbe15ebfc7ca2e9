"""What must never be shown as fact is stored with the reason why."""

from pathlib import Path
from typing import Any

import pytest

from records.engine.fhir.types import Mapped, PatientRecord
from tests.records.engine.fhir.builders import (
    about,
    allergy,
    concept,
    condition,
    document,
    observation,
    order,
    read,
    visit,
)


def _coded(code: str) -> dict[str, Any]:
    return {"coding": [{"code": code}]}


@pytest.mark.parametrize(
    ("resource", "reason"),
    [
        (observation(status="entered-in-error"), "entered in error"),
        (observation(status="cancelled"), "cancelled"),
        (condition(verificationStatus=_coded("refuted")), "refuted"),
        (condition(verificationStatus=_coded("entered-in-error")), "entered in error"),
        (allergy(verificationStatus=_coded("refuted")), "refuted"),
        (order(status="cancelled"), "cancelled"),
        (order(status="draft"), "a draft, not an order"),
        (order(intent="proposal"), "proposed, not ordered"),
        (order(intent="plan"), "planned, not ordered"),
        (order(doNotPerform=True), "an order not to give it"),
        (about("Procedure", "p", status="not-done", code=concept("Biopsy")), "not done"),
        (
            about("Immunization", "i", "patient", status="not-done", vaccineCode=concept("Tetanus")),
            "not done",
        ),
        (visit(status="cancelled"), "cancelled"),
        (document(status="entered-in-error"), "entered in error"),
        (document(docStatus="entered-in-error"), "entered in error"),
        (
            observation(modifierExtension=[{"url": "urn:x:opposite", "valueBoolean": True}]),
            "carries a modifier that is not understood",
        ),
    ],
)
def test_it_is_stored_with_its_reason(tmp_path: Path, resource: dict[str, Any], reason: str) -> None:
    (record,) = (
        item.record
        for item in read(tmp_path, resource)
        if isinstance(item, Mapped) and not isinstance(item.record, PatientRecord)
    )
    assert record.withheld == reason


@pytest.mark.parametrize(
    "resource",
    [
        order(status="stopped"),
        order(intent="plan", reportedBoolean=True),
        condition(verificationStatus=_coded("provisional")),
        observation(status="amended"),
    ],
)
def test_what_is_true_but_qualified_is_shown(tmp_path: Path, resource: dict[str, Any]) -> None:
    assert all(item.record.withheld == "" for item in read(tmp_path, resource) if isinstance(item, Mapped))
