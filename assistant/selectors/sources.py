"""The source behind a citation, ready to show: the span in its surroundings, or the row in full."""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from assistant.engine.types import Source
from assistant.models import AnswerCitation
from assistant.services import literature, reference_texts
from records.access import Chart
from records.engine.rows import NoteRow
from records.selectors.citations import AnyRow, find_row

AROUND = 2  # lines of context on each side
LINE = 160  # characters that count as a line where the text has no line breaks


@dataclass(frozen=True)
class OpenedSource:
    """`changed`: the text is no longer what was cited, so the span is not highlighted."""

    title: str
    author: str
    date: str
    section: str
    before: str = ""
    quote: str = ""
    after: str = ""
    facts: list[tuple[str, str]] = field(default_factory=list)
    note_id: str = ""  # our own id, for the address of the whole note
    start: int = 0  # where the span stands in the note's text; 0, 0 when it is not there any more
    end: int = 0
    changed: bool = False
    warning: str = ""
    entry_address: str = ""  # the page of the knowledge that a reference text of ours is made from


def opened(chart: Chart, citation: AnswerCitation) -> OpenedSource:
    """Raises NotFound when the source is gone."""
    if citation.source == Source.LITERATURE:
        return _article(citation)
    row = find_row(chart, citation.source, citation.ref)
    if isinstance(row, NoteRow):
        return _note(citation, row)
    return of_row(row, citation.title)


def _note(citation: AnswerCitation, row: NoteRow) -> OpenedSource:
    date = row.written.display if row.written else ""
    start, end = _span(citation, row.text)
    return OpenedSource(
        title=row.title,
        author=row.author,
        date=date,
        section=citation.section,
        before=_last_lines(row.text[:start]),
        quote=citation.quote,
        after=_first_lines(row.text[end:]) if end else "",
        note_id=row.id,
        start=start,
        end=end,
        changed=not end,
    )


def of_row(row: AnyRow, title: str = "") -> OpenedSource:
    return OpenedSource(title or row.display, "", "", "", quote=row.display, facts=_facts(row))


def of_text(title: str, text: str, start: int, end: int) -> OpenedSource:
    """A span of a text that is no note, such as what was said in a visit."""
    return OpenedSource(
        title, "", "", "", before=_last_lines(text[:start]), quote=text[start:end], after=_first_lines(text[end:])
    )


def _article(citation: AnswerCitation) -> OpenedSource:
    document = literature.by_ref(citation.ref)
    start, end = _span(citation, document.text)
    warning = ""
    if document.retracted:
        warning = _("This article was retracted.")
    elif document.reviewed == "unreviewed":
        warning = _("Reference text of this clinic's software; not yet reviewed by a clinician.")
    return OpenedSource(
        title=document.title,
        author=document.authors,
        date=str(document.year or ""),
        section=citation.section,
        before=_last_lines(document.text[:start]),
        quote=citation.quote,
        after=_first_lines(document.text[end:]) if end else "",
        facts=[(name, value) for name, value in literature.details(document) if value],
        changed=not end,
        warning=warning,
        entry_address=reference_texts.entry_address(document, settings.ANAMNESIS_KNOWLEDGE / "articles"),
    )


def _span(citation: AnswerCitation, text: str) -> tuple[int, int]:
    """Where the quoted words stand now; (0, 0) when the text was changed."""
    start, end = citation.start, citation.end
    if start is not None and end is not None and text[start:end] == citation.quote:
        return start, end
    start = text.find(citation.quote)
    return (start, start + len(citation.quote)) if citation.quote and start >= 0 else (0, 0)


def _last_lines(text: str) -> str:
    lines = text[-AROUND * LINE :].splitlines(keepends=True)
    return "".join(lines[-(AROUND + 1) :])


def _first_lines(text: str) -> str:
    lines = text[: AROUND * LINE].splitlines(keepends=True)
    return "".join(lines[: AROUND + 1])


def _facts(row: AnyRow) -> list[tuple[str, str]]:
    """The row's filled fields in words, in the order a clinician reads them."""
    labels = {
        "status": _("Status"),
        "clinical_status": _("Clinical status"),
        "verification": _("Verification"),
        "effective": _("Date"),
        "onset": _("Onset"),
        "abated": _("Ended"),
        "recorded": _("Recorded"),
        "authored": _("Ordered"),
        "ended": _("Ended"),
        "performed": _("Done"),
        "given": _("Given"),
        "start": _("Start"),
        "end": _("End"),
        "dosage": _("Dose"),
        "reason": _("Reason"),
        "range_text": _("Reference range"),
        "interpretation": _("Interpretation"),
        "criticality": _("Criticality"),
        "provider": _("Clinician"),
        "site": _("Site"),
        "code": _("Code"),
    }
    values = ((label, getattr(row, name, None)) for name, label in labels.items())
    return [(label, str(value)) for label, value in values if value]
