import gzip
import json
from pathlib import Path

import pytest

from assistant.engine.literature.article import Malformed
from assistant.engine.retrieval.batch import trec_run
from assistant.engine.retrieval.beir import read_judgements
from tests.fakes.embedder import HashingEmbedder

DOCUMENTS = [{"_id": f"d{n}", "title": f"Topic {n}", "text": f"Word{n} is treated. " * 90} for n in range(120)]


def _folder(root: Path, queries: str) -> Path:
    corpus = "\n".join(json.dumps(document) for document in DOCUMENTS)
    (root / "corpus.jsonl.gz").write_bytes(gzip.compress(f"{corpus}\nnot json\n".encode()))
    (root / "queries.jsonl").write_text(queries, encoding="utf-8")
    return root


def test_a_run_has_each_document_once_at_most_a_hundred_and_falling_scores(tmp_path: Path) -> None:
    folder = _folder(tmp_path, '{"_id": "q1", "text": "word7 treated"}\n{"_id": "q2", "text": "topic 9"}\n')
    problems: list[Malformed] = []
    lines = [line.split() for line in trec_run(folder, folder / "queries.jsonl", HashingEmbedder(), problems.append)]
    assert [line[0] for line in lines] == ["q1"] * 100 + ["q2"] * 100
    first = lines[:100]
    assert first[0][1:4] == ["Q0", "d7", "1"]
    assert len({line[2] for line in first}) == 100
    assert [float(line[4]) for line in first] == sorted((float(line[4]) for line in first), reverse=True)
    assert [str(problem) for problem in problems] == ["line 121: not JSON"]


def test_a_bad_query_is_named_before_anything_is_indexed(tmp_path: Path) -> None:
    folder = _folder(tmp_path, '{"_id": "q1", "text": "x"}\n{"text": "no id"}\n')
    with pytest.raises(ValueError, match="line 2"):
        next(trec_run(folder, folder / "queries.jsonl", HashingEmbedder(), print))


def test_a_folder_without_corpus_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="corpus"):
        next(trec_run(tmp_path, tmp_path / "queries.jsonl", HashingEmbedder(), print))


def test_judgements_are_read_without_their_header(tmp_path: Path) -> None:
    (tmp_path / "dev.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td2\t0\n", encoding="utf-8")
    assert read_judgements(tmp_path / "dev.tsv") == {"q1": {"d1": 1, "d2": 0}}
