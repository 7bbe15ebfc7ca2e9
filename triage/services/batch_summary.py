"""Summaries and sections of texts from a file, for `predict`. Nothing is stored."""

from typing import Any

from triage.engine.section import classify
from triage.engine.summary.summarize import WANTED, summarize
from triage.engine.summary.types import Kind
from triage.errors import CannotRun

MISSING = "The weights of this model are not here: make them with `make train`, or take a complete checkout."


def summary(item: dict[str, Any]) -> dict[str, Any]:
    """`text`, `kind` and for a dialogue optionally `section` to the summary and its source spans."""
    try:
        made = summarize(str(item["text"]), _kind(item), str(item.get("section") or ""))
    except ValueError:
        raise CannotRun(f"Give one of these sections: {', '.join(WANTED)}.") from None
    except FileNotFoundError:
        raise CannotRun(MISSING) from None
    return {
        "summary": made.text,
        "sources": [{"start": span.start, "end": span.end} for span in made.sources],
        "sentences": [
            {
                "text": sentence.text,
                "section": sentence.section,
                "sources": [{"start": span.start, "end": span.end} for span in sentence.sources],
            }
            for sentence in made.sentences
        ],
        "withheld": made.withheld,
    }


def section(item: dict[str, Any]) -> dict[str, Any]:
    """`text`, a dialogue, to the section that it is about."""
    try:
        found, score = classify(str(item["text"]))
    except FileNotFoundError:
        raise CannotRun(MISSING) from None
    return {"section": found, "score": round(score, 4)}


def _kind(item: dict[str, Any]) -> Kind:
    try:
        return Kind(str(item["kind"]))
    except ValueError:
        raise CannotRun(f"Give one of these kinds: {', '.join(Kind)}.") from None
