"""Which task runs on which queue. A slow report must never hold up an answer."""

from typing import Any

QUICK = "quick"  # a person is waiting: answers, texts that somebody asked for
HEAVY = "heavy"  # indexing, imports, models over many notes
REPORT = "report"  # periodic work and reports

ALL = (QUICK, HEAVY, REPORT)

ROUTES: dict[str, dict[str, str]] = {
    "assistant.tasks.answer_question": {"queue": QUICK},
    "assistant.tasks.index_chart": {"queue": HEAVY},
    "assistant.tasks.index_literature": {"queue": HEAVY},
    "assistant.tasks.settle_left": {"queue": REPORT},
    "triage.tasks.summarize_chart": {"queue": HEAVY},
    "triage.tasks.summarize_dialogue": {"queue": QUICK},
    "triage.tasks.summarize_note": {"queue": QUICK},
    "triage.tasks.summarize_stay": {"queue": QUICK},
    "triage.tasks.write_handout": {"queue": QUICK},
    "triage.tasks.mark_note": {"queue": HEAVY},
    "triage.tasks.mark_chart": {"queue": HEAVY},
    "triage.tasks.export_deidentified": {"queue": HEAVY},
    "triage.tasks.remove_old_exports": {"queue": REPORT},
    "triage.tasks.resume_unfinished": {"queue": REPORT},
    "records.tasks.seal_audit_trail": {"queue": REPORT},
}

SCHEDULE: dict[str, dict[str, Any]] = {
    "resume-unfinished-jobs": {"task": "triage.tasks.resume_unfinished", "schedule": 5.0},
    "settle-left-answers": {"task": "assistant.tasks.settle_left", "schedule": 5.0},
    "remove-old-exports": {"task": "triage.tasks.remove_old_exports", "schedule": 3600.0},
    "seal-audit-trail": {"task": "records.tasks.seal_audit_trail", "schedule": 60.0},
}
