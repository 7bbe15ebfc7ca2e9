"""The job kinds that this app adds."""

from triage.services import deidentified_exports, jobs, marking, summaries

jobs.register(jobs.JobKind(marking.MARK_NOTE, "triage.tasks.mark_note", again=True))
jobs.register(jobs.JobKind(marking.MARK_CHART, "triage.tasks.mark_chart", again=True))
for name in summaries.JOB_OF.values():
    jobs.register(jobs.JobKind(name, f"triage.tasks.{name}", again=True))
jobs.register(
    jobs.JobKind(deidentified_exports.EXPORT_DEIDENTIFIED, "triage.tasks.export_deidentified", again=True),
)
