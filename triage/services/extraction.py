"""The entity models that the settings name."""

from django.conf import settings

from triage.engine.ner import Recogniser
from triage.engine.ner.loading import load_recogniser
from triage.engine.trunk.errors import ModelUnavailable
from triage.errors import CannotRun

PACKAGED = "packaged"
CLINICAL, LITERATURE = "clinical", "literature"
SCHEMAS = (CLINICAL, LITERATURE)


def recogniser(schema: str) -> Recogniser:
    """Loaded on first use in each process. Raises CannotRun, which says what to do."""
    model = {CLINICAL: settings.ANAMNESIS_NER_CLINICAL, LITERATURE: settings.ANAMNESIS_NER_LITERATURE}[schema]
    folder = settings.ANAMNESIS_WEIGHTS / f"ner-{schema}"
    if model == PACKAGED and not folder.is_dir():
        raise CannotRun(f"The packaged model for {schema} text is missing: put back the folder weights/ner-{schema}.")
    try:
        return load_recogniser(str(folder) if model == PACKAGED else model)
    except ModelUnavailable as error:
        raise CannotRun(str(error)) from error
