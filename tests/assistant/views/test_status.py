"""Does the administrator see how the system is doing, and nobody else?"""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from records.models import Patient, User
from tests import factories
from tests.html import signed_in, words
from triage.models import JobState


def test_it_opens_with_a_sentence_about_what_matters(administrator: User, alice: User) -> None:
    assert "Everything is running as it should." in words(signed_in(administrator).get("/status/"))
    factories.job(alice, state=JobState.FAILED, error="The encoder is missing.")
    shown = words(signed_in(administrator).get("/status/"))
    assert "One piece of model work failed" in shown
    assert "The encoder is missing." in shown


def test_it_lists_the_models_by_their_cards(administrator: User, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "reader").mkdir()
    card = {"name": "note-reader", "revision": "7f3a", "licence": "Apache-2.0"}
    (tmp_path / "reader" / "card.json").write_text(json.dumps(card))
    settings.ANAMNESIS_WEIGHTS = tmp_path
    shown = words(signed_in(administrator).get("/status/"))
    assert "note-reader reader 7f3a Apache-2.0" in shown


def test_without_literature_it_says_what_to_do(administrator: User, data_folder: Path) -> None:
    assert "No literature is indexed yet" in words(signed_in(administrator).get("/status/"))


def test_it_names_no_patient(administrator: User, patient: Patient, alice: User) -> None:
    factories.job(alice, patient=patient, state=JobState.FAILED)
    assert "Lindqvist" not in signed_in(administrator).get("/status/").content.decode()


@pytest.mark.parametrize("role", ["alice", "patient_user", "officer"])
def test_for_other_roles_there_is_no_such_page(role: str, request: pytest.FixtureRequest) -> None:
    assert signed_in(request.getfixturevalue(role)).get("/status/").status_code == 404
