"""The knowledge becomes literature by a job: stored once, found, kept current, and led back to its entry."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assistant.engine.knowledge.articles import ArticleSection, ReferenceArticle
from assistant.engine.retrieval.literature_build import BuildFailed
from assistant.models import LiteratureDocument
from assistant.services import literature_index, reference_index, reference_texts
from records.models import User
from tests.fakes.embedder import HashingEmbedder
from triage.models import JobState

pytestmark = pytest.mark.django_db(transaction=True)
SHELVES: list[ReferenceArticle] = []


def article(id_: str, title: str, text: str, reviewed: date | None = None) -> ReferenceArticle:
    return ReferenceArticle(
        id_, title, "condition", date(2026, 1, 1), (ArticleSection("Overview", text),), (), reviewed
    )


@pytest.fixture(autouse=True)
def _library(monkeypatch: pytest.MonkeyPatch, data_folder: Path) -> Iterator[None]:
    embedder = HashingEmbedder()
    monkeypatch.setattr(literature_index, "encoder", lambda: embedder)
    monkeypatch.setattr(reference_texts, "load_articles", lambda folder: ())
    monkeypatch.setattr(reference_texts, "library", lambda written, knowledge, drugs: iter(SHELVES))
    monkeypatch.setattr(reference_texts, "rules", lambda: type("Rules", (), {"book": None})())
    monkeypatch.setattr(reference_texts, "knowledge", lambda: None)
    SHELVES[:] = [
        article("condition.gout", "Gout", "Crystals of urate inflame a joint."),
        article("condition.scurvy", "Scurvy", "Gums bleed without vitamin C.", date(2026, 2, 1)),
    ]
    yield
    SHELVES.clear()


def test_every_article_is_stored_marked_and_found(administrator: User) -> None:
    job = reference_index.submit(administrator)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.DONE, "")
    reviewed = dict(LiteratureDocument.objects.values_list("source_id", "reviewed"))
    assert reviewed == {"condition.gout": "unreviewed", "condition.scurvy": "2026-02-01"}
    assert literature_index.search("urate crystals", 1)[0].title == "Gout"


def test_a_second_run_indexes_nothing_again(administrator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    reference_index.submit(administrator)
    monkeypatch.setattr(literature_index, "rebuild", lambda progress: pytest.fail("indexed again"))
    job = reference_index.submit(administrator)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_what_is_no_longer_rendered_goes_and_imports_stay(administrator: User) -> None:
    LiteratureDocument.objects.create(source_system="pubmed", source_id="1", title="A trial", text="Of gout.")
    reference_index.submit(administrator)
    del SHELVES[1]
    reference_index.submit(administrator)
    assert set(LiteratureDocument.objects.values_list("source_id", flat=True)) == {"1", "condition.gout"}
    assert literature_index.size() == 2


def test_a_build_that_fails_says_so_and_leaves_the_old_one(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference_index.submit(administrator)
    SHELVES.append(article("condition.rickets", "Rickets", "Soft bones."))

    def failing(progress: object) -> None:
        raise BuildFailed("too little room")

    monkeypatch.setattr(literature_index, "rebuild", failing)
    job = reference_index.submit(administrator)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "earlier index stays" in job.error
    assert literature_index.search("urate crystals", 1)


def test_the_import_command_takes_our_own_texts_or_a_file(
    administrator: User, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_literature", "--own", "--as", administrator.username)
    assert "our own: 2 new" in capsys.readouterr().out
    with pytest.raises(CommandError, match="--own"):
        call_command("import_literature")


def test_a_reference_text_leads_to_its_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    folder = Path("nowhere")
    monkeypatch.setattr(reference_texts, "_written", lambda folder: {"gout-article": "gout"})
    book = type("Book", (), {"drugs": {"lisinopril": None}})()
    monkeypatch.setattr(reference_texts, "knowledge", None)  # it takes seconds to read, and is not needed for this
    monkeypatch.setattr(reference_texts, "rules", lambda: type("Rules", (), {"book": book})())

    def address(id_: str, system: str = "anamnesis") -> str:
        return reference_texts.entry_address(LiteratureDocument(source_system=system, source_id=id_), folder)

    assert address("condition.gout") == address("gout-article") == "/knowledge/conditions/gout/"
    assert address("lisinopril") == "/knowledge/drugs/lisinopril/"
    assert address("class.statin") == "/knowledge/"
    assert address("condition.gout", "pubmed") == ""


def test_others_write_while_the_library_is_read() -> None:
    """An open cursor would hold an old state of the database, from which SQLite lets nobody write."""
    texts = [LiteratureDocument(source_system="x", source_id=f"{at:04}", text="t") for at in range(501)]
    LiteratureDocument.objects.bulk_create(texts)
    reading = literature_index._articles()
    assert next(reading).ref == "x/0000"
    other = threading.Thread(target=_written_elsewhere)
    other.start()
    other.join()
    LiteratureDocument.objects.filter(source_id="0001").update(title="here")
    assert len(list(reading)) == 500


def _written_elsewhere() -> None:
    LiteratureDocument.objects.filter(source_id="0002").update(title="there")
    connection.close()
