"""The encoder that the settings name."""

from django.conf import settings

from assistant.engine.retrieval.embed import Embedder, EncoderUnavailable
from assistant.engine.retrieval.loading import load_embedder
from triage.errors import CannotRun

PACKAGED = "packaged"


def encoder() -> Embedder:
    """Loaded on first use in each process. Raises CannotRun, which says what to do."""
    model = settings.ANAMNESIS_EMBEDDER
    try:
        return load_embedder(str(settings.ANAMNESIS_WEIGHTS / "encoder") if model == PACKAGED else model)
    except EncoderUnavailable as error:
        raise CannotRun(str(error)) from error
