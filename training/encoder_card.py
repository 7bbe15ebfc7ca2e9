"""The card of the shipped encoder: for the program as JSON, for people as Markdown."""

from dataclasses import asdict, dataclass
from typing import Any

from training.encoder_quality import DenseQuality

COMMAND = "python -m training.export_encoder weights/encoder --scifact SCIFACT"
DATA = (
    "No training here: the published weights, rounded. Their authors trained on about a billion sentence pairs from "
    "the web and from scientific papers (S2ORC, Stack Exchange, MS MARCO, Natural Questions and others)."
)
LIMITS = (
    "English only. Reads the first 256 word pieces of a text. Not trained on clinical notes: abbreviations, doses, "
    "negation and numbers are understood poorly, so it is never used without lexical search beside it. Similar "
    "meaning is not agreement: a sentence and its denial lie close together."
)


@dataclass(frozen=True, slots=True)
class Card:
    name: str
    revision: str
    dimension: int
    max_tokens: int
    megabytes: float
    source: str
    full_precision: DenseQuality
    int8: DenseQuality

    def as_json(self) -> dict[str, Any]:
        texts = {"data": DATA, "limits": LIMITS, "licence": "Apache-2.0", "command": COMMAND}
        return asdict(self) | texts


def as_markdown(card: Card) -> str:
    return f"""# {card.name}

Turns a text into {card.dimension} numbers so that texts of like meaning lie close together. Used to search
charts and literature.

- Revision (sha256 of `model.onnx`): `{card.revision}`
- Made from: {card.source}
- Licence: Apache-2.0
- Form: ONNX, {card.megabytes} MB. Word embeddings in 8 bits with a scale per word; other weights in 7 bits with a
  scale per output, which is exact on processors without VNNI too; activations in 8 bits.

## Data

{DATA}

## Measured

SciFact train queries, title and abstract ranked by cosine alone:

| | nDCG@10 | recall@100 | queries |
| --- | --- | --- | --- |
{_row("full precision", card.full_precision)}
{_row("int8, shipped", card.int8)}

`{COMMAND}`

## Limits

{LIMITS}
"""


def _row(name: str, quality: DenseQuality) -> str:
    figures = (quality.ndcg10, quality.recall100, quality.queries)
    return f"| {name} | " + " | ".join(map(str, figures)) + " |"
