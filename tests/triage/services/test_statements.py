"""Does a support model that cannot be loaded say what to do?"""

import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from triage.errors import CannotRun
from triage.services import statements


def test_a_folder_of_ours_that_is_broken_is_named(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text("{}", encoding="utf-8")
    settings.ANAMNESIS_SUPPORT = str(tmp_path)
    with pytest.raises(CannotRun, match=f"No readable support model in {tmp_path}"):
        statements.checker()


def test_a_model_of_the_hub_without_the_extra_says_what_to_install(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    settings.ANAMNESIS_SUPPORT = "somebody/some-model"
    with pytest.raises(CannotRun, match=r"requirements-models\.lock"):
        statements.checker()
