"""The job kinds that this app adds."""

from triage.services import jobs, marking, summaries

jobs.register(jobs.JobKind(marking.MARK_NOTE, "triage.tasks.mark_note", again=True))
jobs.register(jobs.JobKind(marking.MARK_CHART, "triage.tasks.mark_chart", again=True))
jobs.register(jobs.JobKind(summaries.SUMMARIZE_CHART, "triage.tasks.summarize_chart", again=True))
jobs.register(jobs.JobKind(summaries.SUMMARIZE_DIALOGUE, "triage.tasks.summarize_dialogue", again=True))
