"""Summaries and sections of texts from a file, for `predict`. Nothing is stored."""

from typing import Any

from triage.engine.summary.summarize import WANTED
from triage.engine.summary.types import Kind
from triage.errors import CannotRun
from triage.services import sections
from triage.services.summarizers import summarizer


def summary(item: dict[str, Any]) -> dict[str, Any]:
    """`text`, `kind` and for a dialogue optionally `section` to the summary and its source spans."""
    wanted = str(item.get("section") or "")
    if wanted and wanted not in WANTED:
        raise CannotRun(f"Give one of these sections: {', '.join(WANTED)}.")
    made = summarizer(_kind(item)).summarize(str(item["text"]), wanted)
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
    found, score = sections.section(str(item["text"]))
    return {"section": found, "score": round(score, 4)}


def _kind(item: dict[str, Any]) -> Kind:
    try:
        return Kind(str(item["kind"]))
    except ValueError:
        raise CannotRun(f"Give one of these kinds: {', '.join(Kind)}.") from None
