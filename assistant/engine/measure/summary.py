"""How well texts are summarised: overlap with a clinician's text, and that nothing in them is invented."""

from collections.abc import Mapping
from typing import Any

from assistant.engine.measure import Pairs, rouge
from triage.engine.summary.checks import check


def score(pairs: Pairs) -> dict[str, Any]:
    """ROUGE, and of all sentences the share whose numbers, units, drugs, sides and denials are in the
    spans that they name; a sentence without a span counts as invented."""
    sentences = [(gold["text"], one) for gold, predicted in pairs for one in predicted.get("sentences", [])]
    backed = sum(_is_backed(text, sentence) for text, sentence in sentences)
    return rouge.score(pairs) | {
        "sentences": len(sentences),
        "backed": round(backed / len(sentences), 4) if sentences else None,
        "withheld": sum(int(predicted.get("withheld", 0)) for _, predicted in pairs),
    }


def _is_backed(text: str, sentence: Mapping[str, Any]) -> bool:
    sources = [text[span["start"] : span["end"]] for span in sentence["sources"]]
    return bool(sources) and not check(sentence["text"], sources)
