"""Are labelled folders read as they lie there, and a broken one named?"""

import gzip
from pathlib import Path

import pytest

from assistant.engine.labelled import marked, rows


def test_tagged_words_become_sentences_with_marks(tmp_path: Path) -> None:
    (tmp_path / "dev.tsv").write_text("Mild\tO\nheart\tB-Disease\nfailure\tI-Disease\n.\tO\n\nLithium\tB-Chemical\n")
    assert marked(tmp_path, "dev") == [
        {"id": "s0", "text": "Mild heart failure .", "entities": [{"start": 5, "end": 18, "label": "Disease"}]},
        {"id": "s1", "text": "Lithium", "entities": [{"start": 0, "end": 7, "label": "Chemical"}]},
    ]


def test_packed_and_plain_lines_are_read(tmp_path: Path) -> None:
    (tmp_path / "train.jsonl.gz").write_bytes(gzip.compress(b'{"id": 1}\n'))
    (tmp_path / "dev.jsonl").write_text('{"id": 2}\n')
    assert rows(tmp_path, "train") == [{"id": 1}]
    assert marked(tmp_path, "dev") == [{"id": 2}]


def test_a_numbered_row_may_repeat_the_id_of_another(tmp_path: Path) -> None:
    (tmp_path / "train.jsonl").write_text('{"id": 7, "row": 0}\n{"id": 7, "row": 1}\n')
    assert [row["id"] for row in rows(tmp_path, "train")] == [0, 1]


@pytest.mark.parametrize("text", ['{"id": 1}\n{"id": "1"}\n', '{"text": "x"}\n', "not json\n"])
def test_a_line_that_cannot_be_gold_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "dev.jsonl").write_text(text)
    with pytest.raises(ValueError, match=r"line \d of dev.jsonl"):
        rows(tmp_path, "dev")


def test_a_missing_split_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no test\.jsonl"):
        rows(tmp_path, "test")


def test_a_word_without_a_tag_is_named(tmp_path: Path) -> None:
    (tmp_path / "dev.tsv").write_text("Mild\n")
    with pytest.raises(ValueError, match="sentence 1"):
        marked(tmp_path, "dev")
