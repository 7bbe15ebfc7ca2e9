"""The shipped encoder: int8 ONNX on the processor, without torch."""

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.engine.retrieval.embed import EncoderInfo, EncoderUnavailable, Vectors

_BATCH_TOKENS = 4096  # padded tokens in one run: what bounds memory, whatever the texts' lengths
_THREADS = 2


class OnnxEmbedder:
    """Reads `model.onnx`, `tokenizer.json` and `card.json` of a folder such as `weights/encoder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise EncoderUnavailable(f"No readable encoder in {folder}: card.json is missing or broken.") from error
        self._max_tokens = int(card["max_tokens"])
        self.info = EncoderInfo(card["name"], card["revision"], int(card["dimension"]))

    def embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.info.dimension), np.float32)
        encoded = [np.array(item.ids, np.int64) for item in self._tokenizer.encode_batch(list(texts))]
        for places in _batches([len(ids) for ids in encoded]):
            rows[places] = self._run([encoded[place] for place in places])
        return rows

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed(texts)

    def _run(self, batch: Sequence[npt.NDArray[np.int64]]) -> Vectors:
        ids = np.zeros((len(batch), max(map(len, batch))), np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        vectors: Vectors = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        return vectors

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._file("tokenizer.json")))
        tokenizer.enable_truncation(self._max_tokens)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = _THREADS
        options.inter_op_num_threads = 1
        # Waiting threads would otherwise burn what the web process and the other workers need.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(str(self._file("model.onnx")), options, providers=["CPUExecutionProvider"])

    def _file(self, name: str) -> Path:
        path = self._folder / name
        if not path.is_file():
            raise EncoderUnavailable(f"No readable encoder in {self._folder}: {name} is missing.")
        return path


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts of like length, so that little of a batch is padding."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[place] > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
