"""A little knowledge and a made-up encoder: what a differential does, without model weights."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from triage.engine.differential import DifferentialEngine
from triage.engine.differential.encoder import StoredVectors
from triage.engine.differential.fusion import Fusion
from triage.engine.differential.meaning import load_meaning
from triage.engine.differential.ranker import Ranker
from triage.engine.differential.tables import Matrix
from triage.engine.findings.tokens import content
from triage.engine.knowledge import Condition, ConditionTest, Finding, Knowledge, NumberRule, Review
from triage.engine.knowledge.types import BACKGROUND
from triage.engine.types import ModelInfo

REVIEW = Review(date(2026, 1, 1))


class WordEncoder:
    """Texts that share words are alike."""

    info = ModelInfo("words", "1")

    def embed(self, texts: Sequence[str]) -> Matrix:
        rows = np.zeros((len(texts), 64), np.float32)
        for row, text in enumerate(texts):
            for word in content(text):
                rows[row, sum(map(ord, word)) % 64] += 1
        found: Matrix = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        return found


def _finding(id_: str, background: str, kind: str = "symptom", parents: tuple[str, ...] = ()) -> Finding:
    return Finding(id_, id_.replace("-", " "), kind, (), BACKGROUND[background], parents)


FINDINGS = (
    _finding("cough", "common"),
    _finding("fever", "some"),
    _finding("high-fever", "few", parents=("fever",)),
    _finding("runny-nose", "some"),
    _finding("chest-pain", "some"),
    _finding("pleuritic-chest-pain", "few", parents=("chest-pain",)),
    _finding("leg-swelling", "few"),
    _finding("coughing-up-blood", "rare"),
    _finding("smoking", "common", "exposure"),
    _finding("lobar-shadow", "rare", "imaging"),
    Finding("low-oxygen", "low oxygen", "vital", (), 0.03, numbers=(NumberRule(("saturation",), "%", below=90),)),
)


def _condition(id_: str, findings: dict[str, str], **more: object) -> Condition:
    values: dict[str, object] = {
        "id": id_,
        "name": id_.replace("-", " ").capitalize(),
        "system": "respiratory",
        "overview": f"About {id_}.",
        "urgency": "routine",
        "review": REVIEW,
        "findings": findings,
        "prevalence": {"primary": "common", "emergency": "common"},
    }
    return Condition(**(values | more))  # type: ignore[arg-type]


CONDITIONS = (
    _condition("common-cold", {"runny-nose": "most", "cough": "often", "high-fever": "rare"}, synonyms=("coryza",)),
    _condition(
        "pneumonia",
        {"cough": "most", "fever": "most", "pleuritic-chest-pain": "some", "lobar-shadow": "most"},
        urgency="urgent",
        specific=("lobar-shadow",),
        age={"old": 2.0},
        tests=(ConditionTest("chest X-ray", "lobar shadow", "low", "low"),),
    ),
    _condition(
        "pulmonary-embolism",
        {"pleuritic-chest-pain": "often", "leg-swelling": "some", "coughing-up-blood": "few", "low-oxygen": "often"},
        urgency="emergency",
        cant_miss=True,
        synonyms=("PE", "lung clot"),
        prevalence={"primary": "very_rare", "emergency": "rare"},
        red_flags=("low-oxygen", "smoking"),
        tests=(ConditionTest("CT angiogram", "clot", "high", "medium"),),
    ),
    _condition(
        "lung-cancer",
        {"cough": "often", "coughing-up-blood": "some"},
        urgency="soon",
        prevalence={"primary": "rare"},
        risk_factors={"smoking": "strong"},
        age={"child": 0, "old": 2.0},
    ),
    _condition("endometriosis", {"chest-pain": "rare"}, sex={"M": 0}),
)
KNOWLEDGE = Knowledge({one.id: one for one in FINDINGS}, {one.id: one for one in CONDITIONS})


def small_engine(fusion: Fusion | None = None) -> DifferentialEngine:

    encoder = WordEncoder()
    meaning = load_meaning(KNOWLEDGE, encoder, StoredVectors(Path("nowhere"), "1"))
    critical = {1: frozenset[str](), 2: frozenset(["low-oxygen"])}
    return DifferentialEngine(
        KNOWLEDGE, meaning, Ranker(Path("nowhere"), KNOWLEDGE), fusion or Fusion(), critical, ModelInfo("small", "1")
    )


ENGINE = small_engine()
