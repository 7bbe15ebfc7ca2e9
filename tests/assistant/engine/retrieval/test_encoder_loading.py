import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from assistant.engine.retrieval.embed import EncoderUnavailable
from assistant.engine.retrieval.loading import load_embedder
from assistant.engine.retrieval.onnx_embedder import OnnxEmbedder

SHIPPED = Path(__file__).parents[4] / "weights" / "encoder"


def test_importing_the_engine_loads_no_heavy_library() -> None:
    modules = "batch loading shard literature_build literature_index"
    imports = "; ".join(f"import assistant.engine.retrieval.{name}" for name in modules.split())
    heavy = "{'torch', 'transformers', 'onnxruntime', 'faiss', 'tokenizers', 'sentence_transformers', 'bm25s'}"
    code = f"{imports}; import sys; sys.exit(', '.join({heavy} & set(sys.modules)) or 0)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_without_an_encoder_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match=r"card\.json"):
        OnnxEmbedder(tmp_path)
    (tmp_path / "card.json").write_text('{"name": "x", "revision": "1", "dimension": 8, "max_tokens": 16}')
    with pytest.raises(EncoderUnavailable, match=r"model\.onnx"):
        OnnxEmbedder(tmp_path).embed(["text"])


def test_a_model_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EncoderUnavailable, match="pip install"):
        load_embedder("some/model")


def test_the_shipped_card_tells_what_is_shipped() -> None:
    card = json.loads((SHIPPED / "card.json").read_text(encoding="utf-8"))
    metrics = card["metrics"]
    assert metrics["int8"]["ndcg10"] >= 0.99 * metrics["full precision"]["ndcg10"]
    assert card["revision"] in (SHIPPED / "card.md").read_text(encoding="utf-8")


@pytest.mark.model
def test_the_shipped_encoder_brings_like_meanings_together() -> None:
    embedder = load_embedder(str(SHIPPED))
    rows = embedder.embed(["heart attack", "myocardial infarction", "broken wrist", "", "word " * 5000])
    assert rows.shape == (5, embedder.info.dimension)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(5), abs=1e-4)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    assert embedder is load_embedder(str(SHIPPED))
