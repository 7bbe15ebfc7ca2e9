"""Answer pieces as stored and sent: engine types to JSON, with citation numbers instead of citations."""

from collections.abc import Callable, Sequence
from typing import Any

from assistant.engine.types import Citation, Considered, Finished, Passage, Piece, Progress, Sentence, Table, Trend
from assistant.engine.work_up.board import cited
from assistant.engine.work_up.types import MOST_QUESTIONS, Board, Standing
from triage.engine.differential.types import Evidence

Number = Callable[[Citation], str]  # gives a citation its mark: C1, L2, …


def to_json(piece: Piece, number: Number) -> tuple[str, dict[str, Any]]:
    """(kind, payload)."""
    payload: dict[str, Any]
    match piece:
        case Progress(text):
            return "progress", {"text": text}
        case Sentence():
            payload = {"text": piece.text, "marks": _marks(piece.citations, number)}
            return "sentence", payload | {"quoted": piece.quoted, "detail": piece.detail}
        case Table():
            payload = {"caption": piece.caption, "columns": piece.columns, "rows": piece.rows}
            return "table", payload | {"marks": _marks(piece.citations, number)}
        case Trend():
            payload = {"name": piece.name, "unit": piece.unit, "points": piece.points}
            return "trend", payload | {"low": piece.low, "high": piece.high}
        case Considered():
            return "considered", {"passages": [_passage(passage) for passage in piece.passages]}
        case Board():
            return "work_up", _board(piece, number)
        case Finished():
            payload = {"status": str(piece.status), "badge": piece.badge, "withheld": piece.withheld}
            return "finished", payload | {"choices": list(piece.choices)}


def _marks(citations: Sequence[Citation], number: Number) -> list[str]:
    return list(dict.fromkeys(number(citation) for citation in citations))


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "source": str(passage.source),
        "title": passage.title,
        "section": passage.section,
        "date": passage.date.display if passage.date else "",
        "text": passage.text,
        "score": round(passage.score, 3),
    }


def _board(piece: Board, number: Number) -> dict[str, Any]:
    return {
        "state": piece.state.as_json(),
        "standings": [_standing(one, number) for one in piece.standings],
        "dangers": [_standing(one, number) for one in piece.dangers],
        "flags": [_evidence(one, number) | {"conditions": list(conditions)} for one, conditions in piece.flags],
        "acuity": piece.acuity,
        "acuity_because": piece.acuity_because,
        "asked_name": piece.asked_name,
        "moved": piece.moved,
        "most_questions": MOST_QUESTIONS,
        "model": piece.model,
    }


def _standing(one: Standing, number: Number) -> dict[str, Any]:
    return {
        "condition": one.condition,
        "name": one.name,
        "chance": one.chance,
        "before": one.before,
        "cant_miss": one.cant_miss,
        "supporting": [_evidence(each, number) for each in one.supporting],
        "against": [_evidence(each, number) for each in one.against],
    }


def _evidence(one: Evidence, number: Number) -> dict[str, Any]:
    return {"name": one.name, "present": one.present, "text": one.text, "marks": _marks(cited(one), number)}
