"""The engine over the shipped knowledge and weights; also for measurements outside of Django."""

from collections.abc import Mapping
from pathlib import Path

from triage.engine.differential.encoder import StoredVectors, TrunkEncoder
from triage.engine.differential.engine import DifferentialEngine
from triage.engine.differential.fusion import load_fusion
from triage.engine.differential.meaning import load_meaning
from triage.engine.differential.ranker import Ranker
from triage.engine.knowledge import Knowledge


def load_engine(
    knowledge: Knowledge, critical: Mapping[int, frozenset[str]], weights: Path, ours: Path | None = None
) -> DifferentialEngine:
    """`weights` is the folder that holds `encoder` and `differential`; `ours` is one that takes the place of the
    latter. Raises ModelUnavailable."""
    encoder = TrunkEncoder(weights / "encoder")
    folder = ours or weights / "differential"
    meaning = load_meaning(knowledge, encoder, StoredVectors(folder / "passages.npz", encoder.info.revision))
    fusion, info = load_fusion(folder)
    return DifferentialEngine(knowledge, meaning, Ranker(folder, knowledge), fusion, critical, info)
