"""Questions from a file, answered by the same mind and tools as the conversation; nothing is stored."""

from typing import Any

from assistant.engine.types import Citation, Finished, Piece, Question, Sentence, Status
from assistant.services.minds import current_mind
from assistant.services.tools import ChartTools
from records.access import Actor
from records.audit import Action, sealed_together
from records.selectors import charts


def predict(actor: Actor, item: dict[str, Any]) -> dict[str, Any]:
    """`patient` (the imported record's source id) and `question` to answer, citations and status.
    Raises NotFound for a chart that the actor may not open."""
    with sealed_together():
        chart = charts.find_by_source_id(actor, str(item["patient"]))
        chart.note(Action.ASK, "batch")
        return as_prediction(list(current_mind().answer(Question(str(item["question"])), ChartTools(chart))))


def as_prediction(pieces: list[Piece]) -> dict[str, Any]:
    """The short answer with its citations; detail that the page folds away is left out."""
    sentences = [piece for piece in pieces if isinstance(piece, Sentence) and not piece.detail]
    finished = next((piece for piece in pieces if isinstance(piece, Finished)), None)
    citations = dict.fromkeys(citation for sentence in sentences for citation in sentence.citations)
    return {
        "answer": "\n".join(sentence.text for sentence in sentences),
        "citations": [_citation(citation) for citation in citations],
        "status": str(finished.status if finished else Status.NOT_IN_RECORD),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {"source": str(citation.source), "ref": citation.ref, "quote": citation.quote}
