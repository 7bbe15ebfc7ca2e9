"""Does a model that cannot be opened say what to do?"""

from pathlib import Path

import pytest

from triage.engine.hub.opening import opening
from triage.engine.trunk.errors import ModelUnavailable


def test_a_missing_library_is_named() -> None:
    with pytest.raises(ModelUnavailable, match=r"requirements-models\.lock"), opening("somebody/model", "any"):
        raise ImportError("transformers")


def test_a_folder_that_holds_something_else_is_told_from_one_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="holds no text-to-text model"), opening(str(tmp_path), "text-to-text"):
        raise ValueError("config.json")
    with pytest.raises(ModelUnavailable, match="no such folder"), opening(str(tmp_path / "not"), "text-to-text"):
        raise OSError("config.json")
