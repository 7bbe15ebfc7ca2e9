"""Whether there is a model that marks clinical notes: without one no job is made that could only fail."""

from django.conf import settings

from triage.services.chosen import PACKAGED
from triage.services.extraction import CLINICAL


def is_there() -> bool:
    named = settings.ANAMNESIS_NER_CLINICAL != PACKAGED
    return named or (settings.ANAMNESIS_WEIGHTS / f"ner-{CLINICAL}").is_dir()
