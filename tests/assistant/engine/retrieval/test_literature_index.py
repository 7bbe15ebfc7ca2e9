from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.engine.literature.article import Article
from assistant.engine.retrieval.embed import EncoderInfo
from assistant.engine.retrieval.literature_build import BuildFailed, build_literature
from assistant.engine.retrieval.literature_index import LiteratureIndex, NoLiterature
from assistant.engine.types import Source
from records.engine.dates import SourceDate
from tests.fakes.embedder import HashingEmbedder

GOUT = Article(
    "101",
    "Gout and diet",
    "BACKGROUND: Gout is painful.\nRESULTS: " + "Cherries lowered urate in gout. " * 60,
    year=2019,
    authors=("Ito K", "Berg L", "Diaz M"),
)
SLEEP = Article("102", "Sleep in shift workers", "Night shifts shorten sleep.", retracted=True)
TITLE_ONLY = Article("103", "Scurvy in sailors", "")


def _built(root: Path, *articles: Article) -> LiteratureIndex:
    build_literature(root, articles, HashingEmbedder())
    return LiteratureIndex.open(root, HashingEmbedder())


def test_an_article_is_found_once_by_its_best_passage(tmp_path: Path) -> None:
    found = _built(tmp_path, GOUT, SLEEP).search("cherries urate gout")
    assert [passage.ref for passage in found] == ["101", "102"]
    best = found[0]
    assert (best.source, best.title, best.author) == (Source.LITERATURE, "Gout and diet", "Ito K et al.")
    assert (best.section, best.date) == ("RESULTS", SourceDate("2019"))
    assert GOUT.text[best.start : best.end] == best.text


def test_a_retracted_article_says_so(tmp_path: Path) -> None:
    assert _built(tmp_path, GOUT, SLEEP).search("night shifts sleep")[0].title == "[Retracted] Sleep in shift workers"


def test_an_article_without_abstract_is_found_by_its_title(tmp_path: Path) -> None:
    best = _built(tmp_path, GOUT, TITLE_ONLY).search("scurvy sailors")[0]
    assert (best.ref, best.text, best.start, best.end) == ("103", "", 0, 0)


def test_a_new_build_takes_over_while_the_old_one_is_still_read(tmp_path: Path) -> None:
    old = _built(tmp_path, GOUT)
    new = _built(tmp_path, GOUT, SLEEP)
    assert (old.is_current(), new.is_current()) == (False, True)
    assert [passage.ref for passage in old.search("night shifts")] == ["101"]
    assert new.search("night shifts")[0].ref == "102"


def test_only_the_build_in_use_and_the_one_before_it_are_kept(tmp_path: Path) -> None:
    names = [_built(tmp_path, GOUT).name for _ in range(3)]
    assert {path.name for path in tmp_path.iterdir()} == {"current", *names[1:]}


def test_a_build_that_breaks_off_changes_nothing(tmp_path: Path) -> None:
    def breaking() -> Iterator[Article]:
        yield SLEEP
        raise OSError("the disk is gone")

    before = _built(tmp_path, GOUT)
    with pytest.raises(OSError, match="disk"):
        build_literature(tmp_path, breaking(), HashingEmbedder())
    assert before.is_current()
    assert not list(tmp_path.glob("making-*"))


def test_an_index_that_cannot_find_its_own_passages_is_not_put_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _built(tmp_path, GOUT)
    monkeypatch.setattr("assistant.engine.retrieval.literature_build.built", _shuffled)
    with pytest.raises(BuildFailed):
        build_literature(tmp_path, [GOUT, SLEEP], HashingEmbedder())
    assert before.is_current()


def _shuffled(kind, vectors):  # type: ignore[no-untyped-def]
    from assistant.engine.retrieval.vector_index import exact

    return exact(-vectors)


def test_nothing_to_index_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BuildFailed):
        build_literature(tmp_path, [], HashingEmbedder())


def test_before_the_first_build_and_for_another_encoder_there_is_no_literature(tmp_path: Path) -> None:
    with pytest.raises(NoLiterature):
        LiteratureIndex.open(tmp_path, HashingEmbedder())
    _built(tmp_path, GOUT)
    with pytest.raises(NoLiterature):
        LiteratureIndex.open(tmp_path, HashingEmbedder(EncoderInfo("hashing", "2", 64)))


def test_more_passages_than_a_block_keep_their_articles(tmp_path: Path) -> None:
    many = [Article(str(n), f"Study {n}", f"Drug{n} was given to group{n}.") for n in range(1500)]
    index = _built(tmp_path, *many)
    assert index.size == 1500
    assert [index.search(f"drug{n} group{n}", 1)[0].ref for n in (0, 1023, 1024, 1499)] == ["0", "1023", "1024", "1499"]
