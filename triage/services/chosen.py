"""Which model a setting names: the packaged one, a folder that `make train` made, or one of others."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from triage.engine.trunk.errors import ModelUnavailable
from triage.errors import CannotRun

PACKAGED = "packaged"
Model = TypeVar("Model")


def folder_of(model: str, name: str) -> Path | None:
    """The folder of a model in our own form; None where `model` must be opened as one of others."""
    if model == PACKAGED:
        return Path(settings.ANAMNESIS_WEIGHTS) / name
    return Path(model) if (Path(model) / "card.json").is_file() else None


def opened(load: Callable[[str], Model], model: str) -> Model:
    """Raises CannotRun, which says what to do, where `load` finds no model."""
    try:
        return load(model)
    except ModelUnavailable as error:
        raise CannotRun(str(error)) from error
