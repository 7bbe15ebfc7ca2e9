import gzip
import json
from pathlib import Path

import pytest

from assistant.engine.literature import beir
from assistant.engine.literature.article import Article, Malformed
from assistant.engine.literature.read import UnknownFormat, read_articles, without_repeats

LINES = [
    '{"_id": "1", "title": "Gout", "text": "Gout hurts."}',
    "{broken",
    '{"title": "No id"}',
    '{"_id": 4, "title": null, "text": "Number as id."}',
    "[]",
    '{"_id": "6", "title": " ", "text": ""}',
    "",
    '{"_id": "8", "title": 3, "text": "Odd title."}',
]


def _read(path: Path) -> tuple[list[Article], list[str]]:
    problems: list[Malformed] = []
    return list(read_articles(path, problems.append)), [str(problem) for problem in problems]


def test_bad_lines_are_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(LINES), encoding="utf-8")
    articles, problems = _read(path)
    assert articles == [Article("1", "Gout", "Gout hurts."), Article("4", "", "Number as id.")]
    assert [problem.split(":")[0] for problem in problems] == ["line 2", "line 3", "line 5", "line 6", "line 8"]


def test_bytes_that_are_no_text_are_one_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b'{"_id": "1", "text": "\xff"}\n' + LINES[0].encode())
    articles, problems = _read(path)
    assert [article.ref for article in articles] == ["1"]
    assert len(problems) == 1


def test_a_gzip_file_cut_short_gives_what_it_holds_and_says_so(tmp_path: Path) -> None:
    rows = [json.dumps({"_id": str(n), "text": f"Finding {n * 7919 % 1000}."}) for n in range(5000)]
    path = tmp_path / "corpus.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(rows).encode())[:-4000])
    articles, problems = _read(path)
    assert 0 < len(articles) < 5000
    assert [article.ref for article in articles] == [str(n) for n in range(len(articles))]
    assert "cut short" in problems[-1]


def test_a_file_that_only_claims_to_be_gzip_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl.gz"
    path.write_text(LINES[0], encoding="utf-8")
    assert _read(path)[0] == []
    assert "damaged" in _read(path)[1][0]


def test_the_first_of_repeated_articles_is_kept() -> None:
    problems: list[Malformed] = []
    first, second = Article("1", "First", "a"), Article("1", "Second", "b")
    assert list(without_repeats([first, second], problems.append)) == [first]
    assert "article 1" in str(problems[0])


def test_an_unknown_kind_of_file_is_refused_with_what_would_do(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="jsonl"):
        list(read_articles(tmp_path / "corpus.csv", print))


def test_a_line_without_an_end_is_given_up_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beir, "MAX_LINE", 1000)
    path = tmp_path / "corpus.jsonl.gz"
    path.write_bytes(gzip.compress(f"{LINES[0]}\n{'x' * 5000}".encode()))
    articles, problems = _read(path)
    assert [article.ref for article in articles] == ["1"]
    assert len(problems) == 1
