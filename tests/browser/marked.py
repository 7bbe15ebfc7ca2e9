"""A signed note with marks, as a model would have left it."""

from django.urls import reverse

from records.access import Channel, actor_for, my_patients, open_chart
from records.models import User
from records.services import notes
from tests.fakes.recogniser import WordRecogniser
from triage.models import NoteMarking
from triage.services import marking

TEXT = "HISTORY\nShe denies chest pain. Gout is known.\n\nPLAN\nLisinopril 10 mg each morning.\n"


def make(username: str, family_name: str) -> str:
    """The address of the note."""
    actor = actor_for(User.objects.get(username=username), Channel.WEB)
    patient = next(one for one in my_patients(actor) if one.family_name == family_name)
    chart = open_chart(actor, patient.pk)
    note = notes.sign(chart, notes.draft(chart, title="Visit", kind="Progress note", text=TEXT))
    model = WordRecogniser()
    read = NoteMarking.objects.create(
        patient=patient, note=note, model_name=model.info.name, model_revision=model.info.revision
    )
    for mark in marking._marks(read, model.find([TEXT])[0]):
        mark.save()
    return reverse("assistant:note", args=[patient.pk, note.pk])
