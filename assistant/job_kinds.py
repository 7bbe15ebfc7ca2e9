"""The job kinds that this app adds."""

from triage.services import jobs

ANSWER = "answer"
INDEX_CHART = "index_chart"
INDEX_LITERATURE = "index_literature"

jobs.register(jobs.JobKind(ANSWER, "assistant.tasks.answer_question"))
jobs.register(jobs.JobKind(INDEX_CHART, "assistant.tasks.index_chart"))
jobs.register(jobs.JobKind(INDEX_LITERATURE, "assistant.tasks.index_literature", again=True))
