"""The job that renders the knowledge as articles and indexes them beside what was imported."""

from django.conf import settings

from assistant.engine.knowledge.articles import ArticleError
from assistant.engine.retrieval.literature_build import BuildFailed
from assistant.job_kinds import INDEX_LITERATURE
from assistant.models import LiteratureDocument
from assistant.services import literature_index, reference_texts
from records.models import User
from triage.errors import CannotRun
from triage.models import Job
from triage.services import jobs

_STORED = 5  # percent: rendering and storing are quick beside the index


def submit(owner: User) -> Job:
    return jobs.submit(INDEX_LITERATURE, owner)


def run_job(run: jobs.Run) -> None:
    """Does nothing where every article is indexed as it is. Raises CannotRun."""
    run.step(1, "Writing reference texts")
    try:
        changes = reference_texts.store_library(settings.ANAMNESIS_KNOWLEDGE / "articles").changes
    except ArticleError as error:
        raise CannotRun(f"A reference text cannot be read: {error}") from error
    total = LiteratureDocument.objects.count()
    if not changes and literature_index.size() == total:
        return
    run.step(_STORED, "Indexing reference texts")
    told = _STORED

    def progress(done: int) -> None:
        nonlocal told
        percent = _STORED + (99 - _STORED) * done // total
        if percent > told:
            told = percent
            run.step(percent, "Indexing reference texts")

    try:
        literature_index.rebuild(progress)
    except BuildFailed as error:
        raise CannotRun(f"The literature was not indexed: {error}. The earlier index stays in use.") from error
