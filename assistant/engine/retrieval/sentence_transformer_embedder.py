"""Any sentence-transformers model by id or folder, for who replaces the shipped encoder by setting."""

import hashlib
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from assistant.engine.retrieval.embed import EncoderInfo, EncoderUnavailable, Vectors

_BATCH = 32


class SentenceTransformerEmbedder:
    """Loads on construction; an id that is not on this machine is fetched from the hub, because an
    administrator named it. Code that comes with a model is never run."""

    def __init__(self, model: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderUnavailable(
                f"The encoder {model!r} needs sentence-transformers: pip install 'anamnesis[models]'."
            ) from error
        try:
            self._model: Any = SentenceTransformer(
                model, trust_remote_code=False, model_kwargs={"use_safetensors": True}
            )
        except (OSError, ValueError) as error:
            raise EncoderUnavailable(
                f"The encoder {model!r} cannot be loaded: give a sentence-transformers id or a folder with safetensors."
            ) from error
        self._name = model

    @cached_property
    def info(self) -> EncoderInfo:
        return EncoderInfo(self._name, self._fingerprint(), int(self._model.get_embedding_dimension()))

    def embed(self, texts: Sequence[str]) -> Vectors:
        return self._rows(self._model.encode_document, texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._rows(self._model.encode_query, texts)

    def _rows(self, encode: Callable[..., Any], texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.info.dimension), np.float32)
        rows = encode(list(texts), batch_size=_BATCH, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, np.float32)

    def _fingerprint(self) -> str:
        """Of the weights themselves: an id or folder may hold other weights tomorrow."""
        digest = hashlib.sha256()
        for name, tensor in sorted(self._model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().float().numpy().tobytes())
        return digest.hexdigest()
