from triage.models.alert_tally import AlertTally
from triage.models.cds_card import CdsCard
from triage.models.deidentified_export import DeidentifiedExport
from triage.models.job import LEASE, Job, JobState
from triage.models.knowledge_proposal import EntryKind, KnowledgeProposal, ProposalState
from triage.models.note_marks import MarkState, NoteMark, NoteMarking
from triage.models.review import Review, ReviewAction, Subject
from triage.models.summary import StoredSummary, SummaryKind

__all__ = [
    "LEASE",
    "AlertTally",
    "CdsCard",
    "DeidentifiedExport",
    "EntryKind",
    "Job",
    "JobState",
    "KnowledgeProposal",
    "MarkState",
    "NoteMark",
    "NoteMarking",
    "ProposalState",
    "Review",
    "ReviewAction",
    "StoredSummary",
    "Subject",
    "SummaryKind",
]
