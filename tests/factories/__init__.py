"""A valid object with one call; a test spells out only what matters to it."""

from tests.factories.alerts import alert_tally, cds_card, service_token
from tests.factories.assistant import citation, conversation, exchange, literature, piece
from tests.factories.chart import (
    allergy,
    condition,
    consent,
    encounter,
    image_file,
    imaging_study,
    immunization,
    medication,
    note,
    observation,
    procedure,
    report,
)
from tests.factories.jobs import job
from tests.factories.marks import (
    deidentified_export,
    knowledge_proposal,
    note_mark,
    note_marking,
    proposal,
    review,
    signed_handout,
    summary,
)
from tests.factories.people import PASSWORD, break_glass, care_team, import_run, patient, user

__all__ = [
    "PASSWORD",
    "alert_tally",
    "allergy",
    "break_glass",
    "care_team",
    "cds_card",
    "citation",
    "condition",
    "consent",
    "conversation",
    "deidentified_export",
    "encounter",
    "exchange",
    "image_file",
    "imaging_study",
    "immunization",
    "import_run",
    "job",
    "knowledge_proposal",
    "literature",
    "medication",
    "note",
    "note_mark",
    "note_marking",
    "observation",
    "patient",
    "piece",
    "procedure",
    "proposal",
    "report",
    "review",
    "service_token",
    "signed_handout",
    "summary",
    "user",
]
