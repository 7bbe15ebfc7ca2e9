"""A signed note with marks, as a model would have left it. It is announced to nobody, so that no job reads it anew."""

from django.db import transaction
from django.urls import reverse

from records.access import Channel, actor_for, my_patients
from records.models import User
from tests import factories
from tests.fakes.recogniser import WordRecogniser
from triage.engine.types import ModelInfo
from triage.models import NoteMark, NoteMarking
from triage.services import marking

TEXT = "HISTORY\nShe denies chest pain. Gout is known.\n\nPLAN\nLisinopril 10 mg each morning.\n"


def make(username: str, family_name: str) -> str:
    """The address of the note."""
    actor = actor_for(User.objects.get(username=username), Channel.WEB)
    patient = next(one for one in my_patients(actor) if one.family_name == family_name)
    model = WordRecogniser()
    with transaction.atomic():
        note = factories.note(patient, text=TEXT, title="Visit")
        read = NoteMarking.objects.create(patient=patient, note=note, **named(model.info))
        NoteMark.objects.bulk_create(marking._marks(read, model.find([TEXT])[0]))
    return reverse("assistant:note", args=[patient.pk, note.pk])


def named(info: ModelInfo) -> dict[str, str]:
    return {"model_name": info.name, "model_revision": info.revision}
