"""What a model marked in a note, and what a clinician said to it."""

from typing import Any

from django.utils import timezone

from records import files
from records.models import Note, Patient, Provenance, User, Withheld
from tests.factories import chart, people
from triage.models import (
    DeidentifiedExport,
    EntryKind,
    KnowledgeProposal,
    NoteMark,
    NoteMarking,
    Review,
    ReviewAction,
    StoredSummary,
    Subject,
    SummaryKind,
)


def note_marking(note: Note | None = None, **fields: Any) -> NoteMarking:
    """A note is marked once: of one that is, what is there."""
    found = note or chart.note()
    values = {"patient": found.patient, "model_name": "word-list", "model_revision": "1"}
    return NoteMarking.objects.get_or_create(note=found, defaults={**values, **fields})[0]


def note_mark(note: Note | None = None, word: str = "lisinopril", **fields: Any) -> NoteMark:
    """Marks this word of the note."""
    marking = note_marking(note)
    start = marking.note.text.index(word)
    what = {"label": "Medication", "score": 0.9, "negated": False, "temporality": "recent", "experiencer": "patient"}
    values = {"start": start, "end": start + len(word), "suggested": what}
    return NoteMark.objects.create(marking=marking, **{**values, **fields})


def review(patient: Patient | None = None, **fields: Any) -> Review:
    values = {"subject": Subject.MARK, "action": ReviewAction.ACCEPT, "by": fields.pop("by", None) or people.user()}
    return Review.objects.create(patient=patient or people.patient(), **{**values, **fields})


def proposal(patient: Patient | None = None, **fields: Any) -> Provenance:
    """A draft problem from a note, not signed."""
    note = fields.pop("note", None) or chart.note(patient)
    row = chart.condition(note.patient, withheld=Withheld.DRAFT)
    values = {"kind": "condition", "row_id": row.pk, "start": 12, "end": 26, "model_name": "word-list"}
    who = {"accepted_by": fields.pop("accepted_by", None) or people.user()}
    return Provenance.objects.create(
        patient=note.patient, note=note, model_revision="1", suggested={"name": row.name}, **{**values, **who, **fields}
    )


def summary(patient: Patient | None = None, **fields: Any) -> StoredSummary:
    """Of a dialogue, with one sentence that rests on one problem."""
    row = chart.condition(patient)
    source = {"kind": "condition", "ref": row.ref, "quote": row.name, "start": None, "end": None}
    sentence = {"text": "Essential hypertension, active.", "sources": [source]}
    content = {"sections": [{"heading": "ASSESSMENT", "sentences": [sentence]}], "withheld": 0}
    values = {"kind": SummaryKind.DIALOGUE, "owner": fields.pop("owner", None) or people.user(), "content": content}
    return StoredSummary.objects.create(patient=row.patient, **{**values, **fields})


def signed_handout(patient: Patient | None = None, by: User | None = None) -> StoredSummary:
    """Of the chart as it is, signed as it was suggested."""
    patient, by = patient or people.patient(), by or people.user()
    note = chart.note(patient, title="Handout", kind="Patient handout", signed_by=by, signed_at=timezone.now())
    return summary(patient, owner=by, kind=SummaryKind.HANDOUT, note=note, grade=6, frame="en", made_at=timezone.now())


def deidentified_export(patient: Patient | None = None, **fields: Any) -> DeidentifiedExport:
    """Made, with its file."""
    values = {"owner": fields.pop("owner", None) or people.user(), "purpose": "A case for teaching"}
    made = DeidentifiedExport.objects.create(
        patient=patient or people.patient(), made_at=timezone.now(), replaced={"PERSON": 2}, **{**values, **fields}
    )
    files.write(made.stored_as, b'{"format": "anamnesis-deidentified-1"}')
    return made


def knowledge_proposal(**fields: Any) -> KnowledgeProposal:
    values = {"kind": EntryKind.CONDITION, "entry": "pulmonary-embolism", "text": "Leg swelling is more frequent."}
    by = fields.pop("by", None) or people.user()
    return KnowledgeProposal.objects.create(by=by, **{**values, **fields})
