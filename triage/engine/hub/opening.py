"""What a setting names is opened here, once. Code from the hub never runs; nothing is fetched that nobody named."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from triage.engine.trunk.errors import ModelUnavailable
from triage.engine.types import ModelInfo


@contextmanager
def opening(model: str, task: str) -> Iterator[None]:
    """Turns what goes wrong inside into ModelUnavailable, which says what to do. `task` in the hub's words."""
    try:
        yield
    except ImportError as error:
        raise ModelUnavailable(
            f"The model {model} needs transformers: install requirements-models.lock, or set the model to packaged."
        ) from error
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        there = (
            f"the folder is there but holds no {task} model"
            if Path(model).is_dir()
            else "no such folder, and no model of this name could be fetched from the hub"
        )
        raise ModelUnavailable(
            f"The model {model} cannot be loaded: {there}. Check the setting, or set it to packaged."
        ) from error


def info_of(model: str, config: Any) -> ModelInfo:
    return ModelInfo(model, str(getattr(config, "_commit_hash", None) or "local"))
