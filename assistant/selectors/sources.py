"""The source behind a citation, ready to show: the span in its surroundings, or the row in full."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assistant.engine.types import Source
from assistant.models import AnswerCitation
from assistant.services import literature
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
    note_id: str = ""
    changed: bool = False
    warning: str = ""


def opened(chart: Chart, citation: AnswerCitation) -> OpenedSource:
    """Raises NotFound when the source is gone."""
    if citation.source == Source.LITERATURE:
        return _article(citation)
    row = find_row(chart, citation.source, citation.ref)
    if isinstance(row, NoteRow):
        return _note(citation, row)
    return OpenedSource(citation.title or row.display, "", "", "", quote=row.display, facts=_facts(row))


def _note(citation: AnswerCitation, row: NoteRow) -> OpenedSource:
    date = row.written.display if row.written else ""
    before, quote, after, changed = _excerpt(citation, row.text)
    return OpenedSource(
        row.title, row.author, date, citation.section, before, quote, after, note_id=row.ref, changed=changed
    )


def _article(citation: AnswerCitation) -> OpenedSource:
    document = literature.by_ref(citation.ref)
    before, quote, after, changed = _excerpt(citation, document.text)
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
        before=before,
        quote=quote,
        after=after,
        facts=[(name, value) for name, value in literature.details(document) if value],
        changed=changed,
        warning=warning,
    )


def _excerpt(citation: AnswerCitation, text: str) -> tuple[str, str, str, bool]:
    """(before, span, after, changed)."""
    start, end = citation.start, citation.end
    if start is None or end is None or text[start:end] != citation.quote:
        start = text.find(citation.quote)
        if start < 0:
            return "", citation.quote, "", True
        end = start + len(citation.quote)
    return _last_lines(text[:start]), text[start:end], _first_lines(text[end:]), False


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
