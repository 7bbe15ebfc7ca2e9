from collections.abc import Iterator, Sequence

from assistant.engine.retrieval.embed import EncoderInfo, Vectors
from assistant.engine.types import Finished, MindInfo, Piece, Question, Sentence, Status, Tools
from records.engine.rows import EncounterRow
from tests.fakes.embedder import HashingEmbedder
from tests.fakes.recogniser import WordRecogniser
from tests.service.parts import hold
from triage.engine.summary.discharge import discharge_summary
from triage.engine.summary.types import ChartRows, ChartSummary, Kind, Summary
from triage.engine.types import Entity
from triage.services.summarizers import Summarizer, summarizer


class HeldMind:
    """Says a sentence, waits at the gate, says another and names the question."""

    info = MindInfo("held", "1")

    def answer(self, question: Question, tools: Tools) -> Iterator[Piece]:
        yield Sentence("First of two.")
        hold.passing()
        yield Sentence(f"Second of two: {question.text}")
        yield Finished(Status.ANSWERED, "from the record, no model used")


class HeldEmbedder:
    """Waits at the gate before it embeds."""

    info: EncoderInfo = HashingEmbedder().info

    def embed(self, texts: Sequence[str]) -> Vectors:
        hold.passing()
        return HashingEmbedder().embed(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return HashingEmbedder().embed_queries(texts)


class HeldRecogniser(WordRecogniser):
    """Waits at the gate before it reads."""

    def find(self, texts: Sequence[str]) -> list[tuple[Entity, ...]]:
        hold.passing()
        return super().find(texts)


def held_recogniser(schema: str) -> HeldRecogniser:
    return HeldRecogniser()


def held_summarizer(kind: Kind) -> Summarizer:
    real = summarizer(kind)

    def summarize(text: str, section: str) -> Summary:
        hold.passing()
        return real.summarize(text, section)

    return Summarizer(real.info, summarize)


def held_discharge(rows: ChartRows, stay: EncounterRow) -> ChartSummary:
    hold.passing()
    return discharge_summary(rows, stay)
