"""Write, sign and amend notes. A signed text never changes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records.access import Chart
from records.audit import Action, Outcome
from records.errors import Forbidden, UserError
from records.models import Encounter, Note, NoteStatus, Role, Withheld
from records.signals import note_signed

MAX_TEXT = 5_000_000


def draft(chart: Chart, *, title: str, kind: str, text: str, encounter: Encounter | None = None) -> Note:
    """A draft is its author's alone until it is signed."""
    _must_be_clinician(chart)
    user = chart.actor.user
    note = Note(
        patient=chart.patient,
        encounter=encounter,
        title=title.strip(),
        kind=kind.strip(),
        author=user,
        author_name=user.name,
        written=timezone.localdate().isoformat(),
        text=_checked(text),
        status=NoteStatus.DRAFT,
        withheld=Withheld.DRAFT,
    )
    with transaction.atomic():
        note.save()
        chart.note(Action.CREATE, "Note", note.pk)
    return note


def revise(chart: Chart, note: Note, text: str, *, title: str | None = None, kind: str | None = None) -> Note:
    """Change a draft of one's own; what is None stays."""
    _must_own(chart, note)
    with transaction.atomic():
        found = _locked_draft(note)
        found.text = _checked(text)
        found.title = found.title if title is None else title.strip()
        found.kind = found.kind if kind is None else kind.strip()
        found.save()
        chart.note(Action.CHANGE, "Note", found.pk)
    return found


def sign(chart: Chart, note: Note) -> Note:
    _must_own(chart, note)
    with transaction.atomic():
        found = _locked_draft(note)
        _checked(found.text)
        _signed(chart, found, NoteStatus.SIGNED)
        found.save()
        chart.note(Action.SIGN, "Note", found.pk)
        _announce(found)
    return found


def amend(chart: Chart, note: Note, text: str, reason: str = "") -> Note:
    """A new signed text in place of the old one, which is kept and no longer shown as current."""
    _must_be_clinician(chart)
    with transaction.atomic():
        old = _current(chart, note)
        user = chart.actor.user
        new = Note(
            patient=old.patient,
            encounter_id=old.encounter_id,
            title=old.title,
            kind=old.kind,
            author=user,
            author_name=user.name,
            written=timezone.localdate().isoformat(),
            text=_checked(text),
            comment=reason.strip(),
            amends=old,
        )
        _signed(chart, new, NoteStatus.AMENDED)
        new.save()
        Note.objects.filter(pk=old.pk).update(withheld=Withheld.SUPERSEDED, updated_at=timezone.now())
        chart.note(Action.SIGN, "Note", new.pk, detail={"amends": str(old.pk)})
        _announce(new)
    return new


def _must_own(chart: Chart, note: Note) -> None:
    """Before any transaction, so that the line about a refusal stays."""
    _must_be_clinician(chart)
    if note.patient_id != chart.patient.pk or note.author_id != chart.actor.user.pk:
        chart.note(Action.CHANGE, "Note", note.pk, Outcome.REFUSED)
        raise Forbidden(_("Only the author may change or sign a draft."))


def _locked_draft(note: Note) -> Note:
    found = Note.objects.select_for_update().get(pk=note.pk)
    if found.status != NoteStatus.DRAFT:
        raise UserError(_("This note is signed. Amend it instead."))
    return found


def _current(chart: Chart, note: Note) -> Note:
    found = Note.objects.select_for_update().filter(pk=note.pk, patient=chart.patient).first()
    if found is None or found.status == NoteStatus.DRAFT:
        raise UserError(_("Only a signed note can be amended."))
    if found.withheld:
        raise UserError(_("This note was replaced meanwhile. Open the current one and amend that."))
    return found


def _signed(chart: Chart, note: Note, status: NoteStatus) -> None:
    note.status, note.withheld = status, Withheld.NO
    note.signed_by, note.signed_at = chart.actor.user, timezone.now()


def _announce(note: Note) -> None:
    patient_id, note_id, user_id = note.patient_id, note.pk, note.signed_by_id
    transaction.on_commit(lambda: note_signed.send(Note, patient_id=patient_id, note_id=note_id, user_id=user_id))


def _must_be_clinician(chart: Chart) -> None:
    """Imports bring notes of others; writing and signing is a person's act."""
    if chart.actor.user.role != Role.CLINICIAN:
        chart.note(Action.CHANGE, "Note", outcome=Outcome.REFUSED)
        raise Forbidden(_("Only clinicians may write notes."))


def _checked(text: str) -> str:
    if not text.strip():
        raise UserError(_("The note is empty. Write something first."))
    if len(text) > MAX_TEXT:
        raise UserError(_("The note is too long. Split it in parts."))
    return text.replace("\0", "")
