"""How a summary is kept as JSON, and how it reads as the text of a note.

`sections` are a heading (a `SectionKey`, or as it stands in a note) with its sentences, each with its sources:
`kind`, `ref`, `quote` and, in a text, `start` and `end`."""

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from records.engine.rows import AllergyRow, ConditionRow, MedicationRow
from triage.engine.summary.matching import told
from triage.engine.summary.types import ChartSummary, Handout, LeftOut, Summary
from triage.engine.types import Span
from triage.models import StoredSummary, SummaryKind

DIALOGUE = "dialogue"  # the source of a sentence that was said
BETWEEN_TURNS = 40  # characters: white space and the name of who speaks next

# A patient reads these, in the language of the handout's frame.
FOR_PATIENTS: dict[str, Promise] = {
    "reason": _("Why you were here"),
    "problems": _("What you have"),
    "procedures": _("What was done"),
    "results": _("Your results"),
    "medications": _("Your medicines"),
    "allergies": _("Your allergies"),
    "pending": _("What is still awaited"),
    "follow_up": _("What to do next"),
}
# A note is part of the record: in the record's language, by names that a summary finds again.
IN_NOTES = {
    "patient": "PATIENT",
    "reason": "REASON FOR CARE",
    "problems": "PROBLEMS",
    "course": "COURSE",
    "exam": "EXAMINATION",
    "results": "RESULTS",
    "procedures": "PROCEDURES",
    "allergies": "ALLERGIES",
    "medications": "MEDICATIONS",
    "changes": "SINCE THE LAST VISIT",
    "pending": "PENDING RESULTS",
    "follow_up": "FOLLOW-UP",
    "questions": "OPEN QUESTIONS",
}


def of_chart(made: ChartSummary) -> dict[str, Any]:
    sections = [
        {
            "heading": str(section.key),
            "sentences": [
                {
                    "text": sentence.text,
                    "sources": [
                        {"kind": str(one.kind), "ref": one.ref, "quote": one.quote, "start": one.start, "end": one.end}
                        for one in sentence.sources
                    ],
                }
                for sentence in section.sentences
            ],
        }
        for section in made.sections
    ]
    return {"sections": sections, "left_out": _left_out(made.left_out), "withheld": made.withheld}


def of_handout(made: Handout) -> dict[str, Any]:
    held = [sentence.text for sentence in made.held]
    return of_chart(made.summary) | {"grade": made.grade, "hard_words": list(made.hard_words), "held": held}


def of_text(made: Summary, text: str, kind: str, ref: str, left: LeftOut) -> dict[str, Any]:
    """`text` is what was summarised: a note with its `ref`, or a dialogue, which has none. Of what was left out,
    `left_out_here` are those that `text` does mention."""
    sections = [
        {
            "heading": heading,
            "sentences": [
                {
                    "text": one.text,
                    "sources": [
                        {
                            "kind": kind,
                            "ref": ref,
                            "quote": text[span.start : span.end],
                            "start": span.start,
                            "end": span.end,
                        }
                        for span in _joined(one.sources)
                    ],
                }
                for one in sentences
            ],
        }
        for heading, sentences in made.sections
    ]
    known = told(text)
    here = [row.display for row in _rows(left) if known.mentions(row.name)]
    return {
        "sections": sections,
        "left_out": _left_out(left),
        "left_out_here": here,
        "withheld": made.withheld,
    }


def plain_text(summary: StoredSummary) -> str:
    """One section a paragraph, under its heading."""
    parts = []
    with override(summary.frame or None):
        for section in summary.content.get("sections", []):
            body = _lines(summary, [sentence["text"] for sentence in section["sentences"]])
            heading = _heading(summary, section["heading"])
            parts.append(f"{heading}\n{body}" if heading else body)
    return "\n\n".join(parts)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """A question and the answer behind it are one source."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda one: one.start):
        if joined and span.start - joined[-1].end <= BETWEEN_TURNS:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _heading(summary: StoredSummary, code: str) -> str:
    if summary.kind == SummaryKind.HANDOUT:
        return str(FOR_PATIENTS.get(code, ""))
    at_discharge = " AT DISCHARGE" if (summary.kind, code) == (SummaryKind.DISCHARGE, "medications") else ""
    return IN_NOTES.get(code, code) + at_discharge


def _lines(summary: StoredSummary, sentences: Iterable[str]) -> str:
    """Of a chart each row is a line of its own; what was told stays prose."""
    return (" " if summary.kind in (SummaryKind.DIALOGUE, SummaryKind.NOTE) else "\n").join(sentences)


def _rows(left: LeftOut) -> Iterable[ConditionRow | AllergyRow | MedicationRow]:
    return (*left.problems, *left.allergies, *left.medications)


def _left_out(left: LeftOut) -> dict[str, list[str]]:
    return {
        "problems": [row.display for row in left.problems],
        "allergies": [row.display for row in left.allergies],
        "medications": [row.display for row in left.medications],
    }
