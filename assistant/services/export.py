"""A conversation to take away: Markdown, PDF or a page to print, with numbered sources, versions and a digest."""

import hashlib
import re
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from assistant.models import AnswerCitation, Conversation, Exchange
from assistant.selectors import chat
from assistant.services import conversations
from assistant.services.pdf import to_pdf
from records.access import Chart
from records.audit import Action
from records.engine.dates import SourceDate
from records.errors import UserError


@dataclass(frozen=True)
class Line:
    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExportedAnswer:
    question: str
    asked_at: str
    lines: tuple[Line, ...]
    tables: tuple[dict[str, object], ...]
    note: str  # badge, mind and its revision
    sources: tuple[AnswerCitation, ...]


@dataclass(frozen=True)
class Document:
    patient: str
    conversation: Conversation
    answers: tuple[ExportedAnswer, ...]
    made_at: str
    made_by: str

    @property
    def digest(self) -> str:
        """SHA-256 of the Markdown without its last line: shows later whether the text was changed."""
        return hashlib.sha256(_body(self).encode()).hexdigest()

    def context(self) -> dict[str, object]:
        return {"document": self, "patient": self.conversation.patient, "conversation": self.conversation}


@dataclass(frozen=True)
class ExportedFile:
    name: str
    media_type: str
    data: bytes


def document(chart: Chart, conversation_id: UUID) -> Document:
    """The user's own conversation; leaves an export line in the audit trail."""
    conversation = conversations.own_conversation(chart, conversation_id)
    chart.note(Action.EXPORT, "Conversation", conversation.pk)
    answers = tuple(_answer(shown) for shown in chat.shown(conversation))
    number = chart.patient.record_number
    patient = f"{chart.patient.name}, {number}" if number else chart.patient.name
    now = timezone.localtime().strftime("%d %b %Y, %H:%M %Z")
    return Document(patient, conversation, answers, now, chart.actor.user.name)


def as_file(chart: Chart, conversation_id: UUID, form: str) -> ExportedFile:
    """`form` is `md` or `pdf`. File names carry no patient data."""
    made = document(chart, conversation_id)
    name = f"conversation-{str(conversation_id)[:8]}.{form}"
    if form == "md":
        return ExportedFile(name, "text/markdown; charset=utf-8", to_markdown(made).encode())
    if form == "pdf":
        return ExportedFile(name, "application/pdf", to_pdf(to_markdown(made)))
    raise UserError(_("Choose Markdown or PDF."))


def to_markdown(made: Document) -> str:
    return f"{_body(made)}\n{_('Digest')} (SHA-256): {made.digest}\n"


def _answer(shown: chat.ShownExchange) -> ExportedAnswer:
    exchange = shown.exchange
    sentences = [piece.payload for piece in shown.pieces if piece.kind == "sentence"]
    return ExportedAnswer(
        question=exchange.question,
        asked_at=timezone.localtime(exchange.asked_at).strftime("%d %b %Y, %H:%M"),
        lines=tuple(Line(str(one["text"]), tuple(one["marks"])) for one in sentences),
        tables=tuple(piece.payload for piece in shown.pieces if piece.kind == "table"),
        note=_note(exchange),
        sources=tuple(exchange.citations.order_by("series", "number")),
    )


def _note(exchange: Exchange) -> str:
    parts = [exchange.badge or exchange.get_state_display(), exchange.mind_name, exchange.mind_revision]
    return ", ".join(part for part in parts if part)


def _body(made: Document) -> str:
    lines = [f"# {_('Questions about a chart')}", "", f"{_('Patient')}: {_escaped(made.patient)}  "]
    lines.append(f"{_('Made')}: {made.made_at}, {_escaped(made.made_by)}")
    for number, answer in enumerate(made.answers, 1):
        lines += ["", f"## {number}. {_escaped(answer.question)}", "", f"*{answer.asked_at}*", ""]
        for line in answer.lines:
            lines += [_escaped(line.text) + "".join(f" [{mark}]" for mark in line.marks), ""]
        for table in answer.tables:
            lines += [*_table(table), ""]
        lines += [f"_{_escaped(answer.note)}_", ""]
        lines += [f"- **{source.mark}** {_source(source)}" for source in answer.sources]
    return "\n".join(lines) + "\n"


def _table(table: dict[str, object]) -> list[str]:
    columns, rows = table["columns"], table["rows"]
    if not isinstance(columns, list) or not isinstance(rows, list):
        return []
    cells = [columns, ["---"] * len(columns), *rows]
    return ["| " + " | ".join(_escaped(str(cell)).replace("|", "\\|") for cell in row) + " |" for row in cells]


def _source(source: AnswerCitation) -> str:
    date = SourceDate(source.date).display if source.date else ""
    parts = [source.title, source.section, source.author, date, f"“{source.quote}”", f"({source.source} {source.ref})"]
    return _escaped(", ".join(part for part in parts if part))


def _escaped(text: str) -> str:
    """Chart text is data: it cannot make headings, links or images in the exported file."""
    return re.sub(r"([\\`*_\[\]<>#!])", r"\\\1", " ".join(text.split()))
