"""The entity models that the settings name."""

from django.conf import settings

from triage.engine.ner import Recogniser
from triage.engine.ner.loading import load_recogniser
from triage.errors import CannotRun
from triage.services.chosen import folder_of, opened

CLINICAL, LITERATURE = "clinical", "literature"
SCHEMAS = (CLINICAL, LITERATURE)


def recogniser(schema: str) -> Recogniser:
    """Loaded on first use in each process. Raises CannotRun, which says what to do."""
    model = {CLINICAL: settings.ANAMNESIS_NER_CLINICAL, LITERATURE: settings.ANAMNESIS_NER_LITERATURE}[schema]
    ours = folder_of(model, f"ner-{schema}")
    if ours and not ours.is_dir():
        raise CannotRun(f"The packaged model for {schema} text is missing: put back the folder weights/ner-{schema}.")
    return opened(load_recogniser, str(ours or model))
