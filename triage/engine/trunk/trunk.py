"""A model of ours at run time: int8 layers in ONNX Runtime over the shared word rows."""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from triage.engine.trunk.batches import batches
from triage.engine.trunk.errors import ModelUnavailable
from triage.engine.trunk.words import CLS, SEP, Words, shared_words
from triage.engine.types import ModelInfo

_THREADS = 2
Array = npt.NDArray[np.float32]


class Trunk:
    """Reads `card.json` and `model.onnx` of a folder such as `weights/encoder`, and `features.npz` where the
    model adds rows of its own (case shapes, second segment) to the word rows.

    `max_pieces` counts [CLS] and [SEP]; a longer text is cut: callers cut it better themselves.
    """

    def __init__(self, folder: Path, words: Words | None = None) -> None:
        self._folder = folder
        self.words = words or shared_words()
        try:
            self.card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelUnavailable(f"No readable model in {folder}: card.json is missing or broken.") from error
        self.info = ModelInfo(self.card["name"], self.card["revision"])
        self.max_pieces = int(self.card["max_tokens"])

    def run(self, texts: Sequence[Sequence[int]], features: Sequence[Sequence[int]] | None = None) -> list[Array]:
        """The model's output for each text, in order.

        `texts` are piece ids without [CLS] and [SEP]; `features` name a row of `features.npz` for each piece.
        For a model with one output a text that is its vector [k]; for one with an output a piece, [pieces, k].
        """
        results: list[Array] = [np.zeros(0, np.float32)] * len(texts)
        room = self.max_pieces - 2

        def one(places: list[int]) -> None:
            cut = [list(texts[p][:room]) for p in places]
            rows = [list(features[p][:room]) for p in places] if features is not None else None
            outputs = self._run(cut, rows)
            for row, (place, ids) in enumerate(zip(places, cut, strict=True)):
                results[place] = self._of_text(outputs, row, len(ids))

        plan = list(batches([min(len(ids), room) + 2 for ids in texts]))
        if len(plan) == 1:
            one(plan[0])
        else:  # the longest first, so that no thread ends long after the other
            list(self._threads.map(one, reversed(plan)))
        return results

    def _of_text(self, outputs: list[Array], row: int, pieces: int) -> Array:
        output: Array = outputs[0][row]
        own: Array = output[1 : pieces + 1] if output.ndim == 2 else output
        return own

    def _run(self, texts: list[list[int]], features: list[list[int]] | None) -> list[Array]:
        width = max(len(ids) for ids in texts) + 2
        ids = np.zeros((len(texts), width), np.int64)
        mask = np.zeros_like(ids)
        for row, pieces in enumerate(texts):
            ids[row, : len(pieces) + 2] = [CLS, *pieces, SEP]
            mask[row, : len(pieces) + 2] = 1
        embedded = self.words.rows(ids)
        if features is not None:
            for row, chosen in enumerate(features):
                embedded[row, 1 : len(chosen) + 1] += self._features[chosen]
        outputs: list[Array] = self._session.run(None, {"embedded": embedded, "attention_mask": mask})
        return outputs

    def states(self, embedded: Array, mask: npt.NDArray[np.int64]) -> Array:
        """The output for rows that stand in for words: what a lower model gave."""
        output: Array = self._session.run(None, {"embedded": embedded, "attention_mask": mask})[0]
        return output

    @cached_property
    def _threads(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(_THREADS, thread_name_prefix="trunk")

    @cached_property
    def _features(self) -> Array:
        rows: Array = np.load(self.file("features.npz"), allow_pickle=False)["rows"]
        return rows

    @cached_property
    def _session(self) -> Any:
        return session(self.file("model.onnx").read_bytes())

    def file(self, name: str) -> Path:
        path = self._folder / name
        if not path.is_file():
            raise ModelUnavailable(f"No readable model in {self._folder}: {name} is missing.")
        return path


def session(model: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # A batch runs in the thread that asks: two batches side by side do half as much again as two threads that
    # share each layer of one.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    if not has_vnni():
        options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def has_vnni(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether the processor adds eight-bit products in 32 bits. Those with AVX2 only add pairs of them in 16 bits,
    which overflow, unless the slower exact products are asked for; so does who cannot tell."""
    try:
        return "vnni" in cpuinfo.read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
