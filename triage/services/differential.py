"""The differential engine of this installation, loaded on first use in each process."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from triage.engine.differential import Case, Differential, DifferentialEngine
from triage.engine.differential.loading import load_engine
from triage.engine.knowledge import KnowledgeError
from triage.engine.knowledge.acuity import load_critical
from triage.engine.trunk.errors import ModelUnavailable
from triage.errors import CannotRun
from triage.services.chosen import folder_of
from triage.services.knowledge import knowledge


def diagnose(case: Case, candidates: tuple[str, ...] = ()) -> Differential:
    """Nothing is stored. Raises CannotRun, which says what to do."""
    return engine().diagnose(case, candidates)


def engine() -> DifferentialEngine:
    try:
        return _load(settings.ANAMNESIS_KNOWLEDGE, settings.ANAMNESIS_WEIGHTS, settings.ANAMNESIS_DIFFERENTIAL)
    except (ModelUnavailable, KnowledgeError) as error:
        raise CannotRun(f"No differential can be made: {error}") from error


@lru_cache(maxsize=1)
def _load(folder: Path, weights: Path, model: str) -> DifferentialEngine:
    known = knowledge()
    ours = folder_of(model, "differential")
    if ours is None:
        raise ModelUnavailable(
            f"{model} holds no ranker of ours: name a folder that `make train` made, or set it to packaged."
        )
    return load_engine(known, load_critical(folder / "acuity.yaml", known.findings), weights, ours)
