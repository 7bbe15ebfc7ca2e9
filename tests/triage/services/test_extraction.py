"""Does a model that cannot be loaded say what to do?"""

import json
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from triage.errors import CannotRun
from triage.services import extraction


def test_missing_weights_name_the_folder(settings: Settings, tmp_path: Path) -> None:
    settings.ANAMNESIS_WEIGHTS = tmp_path
    with pytest.raises(CannotRun, match="put back the folder weights/ner-clinical"):
        extraction.recogniser("clinical")


def test_a_folder_that_is_no_entity_model_is_named(settings: Settings, tmp_path: Path) -> None:
    card = {"name": "x", "revision": "1", "max_tokens": 256}
    (tmp_path / "card.json").write_text(json.dumps(card), encoding="utf-8")
    settings.ANAMNESIS_NER_LITERATURE = str(tmp_path)
    with pytest.raises(CannotRun, match="no labels"):
        extraction.recogniser("literature")


def test_a_model_of_the_hub_without_the_extra_says_what_to_install(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    settings.ANAMNESIS_NER_CLINICAL = "somebody/some-model"
    with pytest.raises(CannotRun, match=r"requirements-models\.lock"):
        extraction.recogniser("clinical")
