"""Is each model taken from where its setting says, and does one that cannot be loaded say what to do?"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from triage.engine.differential import Case
from triage.engine.summary.types import Kind
from triage.errors import CannotRun
from triage.services import deidentification, differential, sections, statements, summarizers

SETTINGS: dict[str, Callable[[], object]] = {
    "ANAMNESIS_SECTION": lambda: sections.section("Doctor: Any allergies?"),
    "ANAMNESIS_SUPPORT": statements.checker,
    "ANAMNESIS_SUMMARY": lambda: summarizers.summarizer(Kind.DIALOGUE),
    "ANAMNESIS_DEID": deidentification.deidentifier,
    "ANAMNESIS_DIFFERENTIAL": lambda: differential.diagnose(Case("cough")),
}


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_a_folder_of_ours_that_is_broken_is_named(name: str, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text("{}", encoding="utf-8")
    setattr(settings, name, str(tmp_path))
    with pytest.raises(CannotRun, match=str(tmp_path)):
        SETTINGS[name]()


@pytest.mark.parametrize("name", sorted(set(SETTINGS) - {"ANAMNESIS_DIFFERENTIAL"}))
def test_a_model_of_the_hub_without_the_extra_says_what_to_install(
    name: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "transformers", None)
    setattr(settings, name, "somebody/some-model")
    with pytest.raises(CannotRun, match=r"requirements-models\.lock"):
        SETTINGS[name]()


def test_a_differential_takes_no_model_of_others(settings: Settings) -> None:
    settings.ANAMNESIS_DIFFERENTIAL = "somebody/some-model"
    with pytest.raises(CannotRun, match="no ranker of ours"):
        differential.diagnose(Case("cough"))
