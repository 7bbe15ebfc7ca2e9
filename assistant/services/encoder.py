"""The encoder that the settings name."""

from django.conf import settings

from assistant.engine.retrieval.embed import Embedder
from assistant.engine.retrieval.loading import load_embedder

PACKAGED = "packaged"


def encoder() -> Embedder:
    """Loaded on first use in each process. Raises EncoderUnavailable, which says what to do."""
    model = settings.ANAMNESIS_EMBEDDER
    return load_embedder(str(settings.ANAMNESIS_WEIGHTS / "encoder") if model == PACKAGED else model)
