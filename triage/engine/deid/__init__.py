"""De-identification: names, places, numbers and dates of a text replaced by surrogates."""

from triage.engine.deid.deidentify import Deidentifier, DeidUnavailable
from triage.engine.deid.lists import ListsError
from triage.engine.deid.types import Deidentified, Found, Known

__all__ = ["DeidUnavailable", "Deidentified", "Deidentifier", "Found", "Known", "ListsError"]
