"""Notes for reading: what happened to a note besides its text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from records.access import Chart
from records.engine.rows import NoteRow
from records.errors import NotFound
from records.models import Note, NoteStatus, Withheld
from records.selectors import rows
from records.selectors.as_rows import note_header, note_row


@dataclass(frozen=True, slots=True)
class NotePage:
    """`amends` and `amended_by` are the neighbours in the chain of versions."""

    row: NoteRow
    comment: str
    signed_by: str
    signed_at: datetime | None
    amends: NoteRow | None
    amended_by: NoteRow | None


def note_page(chart: Chart, note_id: UUID | str) -> NotePage:
    """A note in force or one that was superseded. Raises NotFound for drafts and for what was withdrawn as
    an error."""
    note = chart.row(Note, note_id)
    if note.withheld not in (Withheld.NO, Withheld.SUPERSEDED) or note.status == NoteStatus.DRAFT:
        raise NotFound(_("This entry is not in the chart."))
    later = note.amendments.filter(withheld__in=(Withheld.NO, Withheld.SUPERSEDED)).exclude(status=NoteStatus.DRAFT)
    newer = later.order_by("-signed_at", "-created_at").first()
    return NotePage(
        row=note_row(note),
        comment=note.comment,
        signed_by=note.signed_by.name if note.signed_by else "",
        signed_at=note.signed_at,
        amends=note_header(note.amends) if note.amends else None,
        amended_by=note_header(newer) if newer else None,
    )


def own_draft(chart: Chart, note_id: UUID | str) -> Note:
    """For changing it. Raises NotFound for what is no draft of the acting user's."""
    note = chart.row(Note, note_id)
    if note.author_id != chart.actor.user.pk or note.status != NoteStatus.DRAFT:
        raise NotFound(_("This draft is not in the chart, or was signed meanwhile."))
    return note


def current_note(chart: Chart, note_id: UUID | str) -> Note:
    """For amending it. Raises NotFound for what is not in force."""
    note = chart.row(Note, note_id)
    if note.withheld or note.status == NoteStatus.DRAFT:
        raise NotFound(_("This note is not in force: a newer version replaced it, or it was never signed."))
    return note


def own_drafts(chart: Chart) -> list[NoteRow]:
    """The acting user's unfinished notes in this chart, newest first."""
    mine = Note.objects.filter(patient=chart.patient, author=chart.actor.user, status=NoteStatus.DRAFT)
    return [note_header(row) for row in mine.defer("text").order_by("-updated_at")]


@dataclass(frozen=True, slots=True)
class NoteList:
    """`kinds` and `authors` are all that the chart has, for the filters."""

    notes: list[NoteRow]
    kinds: list[str]
    authors: list[str]
    total: int


def note_list(chart: Chart, kind: str = "", author: str = "", since: str = "", until: str = "") -> NoteList:
    """`kind` and `author` are places in `kinds` and `authors`, since an address must not tell what a person
    was seen for or by whom; days are ISO, inclusive."""
    listed = rows.notes(chart)
    kinds, authors = _sorted(note.kind for note in listed), _sorted(note.author for note in listed)
    wanted_kind, wanted_author = _at(kinds, kind), _at(authors, author)
    found = [
        note
        for note in listed
        if wanted_kind in ("", note.kind) and wanted_author in ("", note.author) and _within(note, since, until)
    ]
    return NoteList(found, kinds, authors, len(listed))


def _sorted(names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if name}, key=str.casefold)


def _at(names: list[str], place: str) -> str:
    """Empty, which does not limit, for no place in the list."""
    return names[int(place)] if place.isdecimal() and len(place) < 6 and int(place) < len(names) else ""


def _within(note: NoteRow, since: str, until: str) -> bool:
    if not since and not until:
        return True
    if note.written is None:
        return False
    day = note.written.day.isoformat()
    return (not since or day >= since) and (not until or day <= until)
