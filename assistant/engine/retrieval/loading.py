"""The configured encoder, once per process: a gigabyte is not loaded for every question."""

from functools import lru_cache
from pathlib import Path

from assistant.engine.retrieval.embed import Embedder
from assistant.engine.retrieval.onnx_embedder import OnnxEmbedder
from assistant.engine.retrieval.sentence_transformer_embedder import SentenceTransformerEmbedder


@lru_cache(maxsize=2)
def load_embedder(model: str) -> Embedder:
    """`model` is a folder with `card.json` and `model.onnx` (the shipped one is `weights/encoder`) or anything
    that sentence-transformers loads. Raises EncoderUnavailable, which says what to do."""
    folder = Path(model)
    if (folder / "card.json").is_file():
        return OnnxEmbedder(folder)
    return SentenceTransformerEmbedder(model)
