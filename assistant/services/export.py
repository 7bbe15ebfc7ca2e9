"""A conversation to take away: Markdown, PDF or a page to print, with numbered sources, versions and a digest."""

import hashlib
import re
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistant.engine.types import Status
from assistant.engine.work_up.board import chance
from assistant.models import AnswerCitation, AnswerPiece, Conversation, Exchange, ExchangeState
from assistant.selectors import chat
from assistant.selectors.wording import in_words
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
class NamedSource:
    """What stands behind a mark: `where` in words, the words cited, and its kind and id for those who look it up."""

    mark: str
    where: str
    quote: str
    ref: str


@dataclass(frozen=True)
class ExportedAnswer:
    question: str
    asked_at: str
    lines: tuple[Line, ...]
    tables: tuple[dict[str, object], ...]
    note: str  # how it ended, badge, mind and its revision
    sources: tuple[NamedSource, ...]


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
    answers = tuple(_answer(shown) for shown in chat.shown(chart, conversation))
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


def one_answer(chart: Chart, exchange_id: UUID) -> str:
    """Question, answer and numbered sources as plain text; leaves an export line in the audit trail."""
    exchange = conversations.own_exchange(chart, exchange_id)
    chart.note(Action.EXPORT, "Exchange", exchange.pk)
    answer = _answer(chat.shown_one(chart, exchange))
    lines = [answer.question, "", *(_marked(line) for line in answer.lines)]
    for table in answer.tables:
        lines += ["", *_plain_table(table)]
    lines += ["", answer.note]
    if answer.sources:
        lines += ["", f"{_('Sources')}:", *(f"{one.mark} {one.where}: “{one.quote}”" for one in answer.sources)]
    return "\n".join(lines) + "\n"


def to_markdown(made: Document) -> str:
    return f"{_body(made)}\n{_('Digest')} (SHA-256): {made.digest}\n"


def _answer(shown: chat.ShownExchange) -> ExportedAnswer:
    exchange = shown.exchange
    sentences = [piece.payload for piece in shown.pieces if piece.kind == "sentence"]
    return ExportedAnswer(
        question=exchange.question,
        asked_at=timezone.localtime(exchange.asked_at).strftime("%d %b %Y, %H:%M"),
        lines=(*(Line(str(one["text"]), tuple(one["marks"])) for one in sentences), *_dangers(shown)),
        tables=tuple(_as_table(piece) for piece in shown.pieces if piece.kind == "table" or _is_list(piece)),
        note=_note(exchange),
        sources=tuple(_named(one) for one in exchange.citations.order_by("series", "number")),
    )


def _is_list(piece: AnswerPiece) -> bool:
    return piece.kind == "work_up" and bool(piece.payload["standings"])


def _as_table(piece: AnswerPiece) -> dict[str, object]:
    """A differential's list is a table to take away."""
    if not _is_list(piece):
        return dict(piece.payload)
    rows = [
        [one["name"], chance(one["chance"]), "" if one["before"] is None else chance(one["before"])]
        for one in piece.payload["standings"]
    ]
    return {
        "caption": _("What it could be"),
        "columns": [_("Diagnosis (suggested)"), _("Now"), _("Before")],
        "rows": rows,
    }


def _dangers(shown: chat.ShownExchange) -> tuple[Line, ...]:
    found = [one for piece in shown.pieces if _is_list(piece) for one in piece.payload["dangers"]]
    if not found:
        return ()
    named = "; ".join(f"{one['name']} {chance(one['chance'])}" for one in found)
    return (Line(f"{_('Must not be missed, however unlikely')}: {named}"),)


def _note(exchange: Exchange) -> str:
    words = {str(Status.NOT_IN_RECORD): _("not in the record"), str(Status.REFUSED): _("refused")}
    ended = words.get(exchange.status, "")
    if exchange.state != ExchangeState.DONE:
        ended = exchange.get_state_display()
    revision = _("%(mind)s, revision %(revision)s") % {"mind": exchange.mind_name, "revision": exchange.mind_revision}
    parts = [ended, in_words(exchange.badge), _withheld(exchange), revision if exchange.mind_name else ""]
    return " · ".join(part for part in parts if part)


def _withheld(exchange: Exchange) -> str:
    count = exchange.withheld_count
    words = ngettext("%(n)s statement withheld: no source", "%(n)s statements withheld: no source", count)
    return words % {"n": count} if count else ""


def _body(made: Document) -> str:
    lines = [f"# {_('Questions about a chart')}", "", f"{_('Patient')}: {_escaped(made.patient)}  "]
    lines.append(f"{_('Made')}: {made.made_at}, {_escaped(made.made_by)}")
    for number, answer in enumerate(made.answers, 1):
        lines += ["", f"## {number}. {_escaped(answer.question)}", "", f"*{answer.asked_at}*", ""]
        for line in answer.lines:
            lines += [_escaped(line.text) + _marks(line), ""]
        for table in answer.tables:
            lines += [*_table(table), ""]
        lines += [f"_{_escaped(answer.note)}_", ""]
        lines += [f"- **{one.mark}** {_escaped(f'{one.where}: “{one.quote}” ({one.ref})')}" for one in answer.sources]
    return "\n".join(lines) + "\n"


def _table(table: dict[str, object]) -> list[str]:
    columns, rows = table["columns"], table["rows"]
    if not isinstance(columns, list) or not isinstance(rows, list):
        return []
    cells = [columns, ["---"] * len(columns), *rows]
    return ["| " + " | ".join(_escaped(str(cell)).replace("|", "\\|") for cell in row) + " |" for row in cells]


def _plain_table(table: dict[str, object]) -> list[str]:
    columns, rows = table["columns"], table["rows"]
    if not isinstance(columns, list) or not isinstance(rows, list):
        return []
    return ["\t".join(str(cell) for cell in row) for row in [columns, *rows]]


def _marks(line: Line) -> str:
    return "".join(f" [{mark}]" for mark in line.marks)


def _marked(line: Line) -> str:
    return line.text + _marks(line)


def _named(source: AnswerCitation) -> NamedSource:
    date = SourceDate(source.date).display if source.date else ""
    where = ", ".join(part for part in (source.title, source.section, source.author, date) if part)
    return NamedSource(source.mark, where, " ".join(source.quote.split()), f"{source.source} {source.ref}")


def _escaped(text: str) -> str:
    """Chart text is data: it cannot make headings, links or images in the exported file."""
    return re.sub(r"([\\`*_\[\]<>#!])", r"\\\1", " ".join(text.split()))
