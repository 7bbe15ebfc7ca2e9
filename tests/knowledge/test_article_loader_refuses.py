"""Each way in which an article file can be wrong, and that the error names the file and the key."""

from datetime import date
from pathlib import Path

import pytest

from assistant.engine.knowledge import ArticleCode, ArticleError, ArticleSection, ArticleSource, load_articles

GOOD = """\
id: hiccups
title: Hiccups
kind: condition
codes:
  icd10: ["R06.6"]
written: 2026-01-02
reviewed: unreviewed
sections:
  - heading: Overview
    text: The diaphragm twitches.
"""


def _write(folder: Path, text: str, name: str = "hiccups.yaml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_good_file_becomes_an_article(tmp_path: Path) -> None:
    (article,) = load_articles(_write(tmp_path, GOOD))
    assert (article.id, article.title, article.kind) == ("hiccups", "Hiccups", "condition")
    assert article.written == date(2026, 1, 2)
    assert article.reviewed is None
    assert article.codes == (ArticleCode("icd10", "R06.6"),)
    assert article.sections == (ArticleSection("Overview", "The diaphragm twitches."),)
    assert article.text == "Hiccups\n\nOverview\nThe diaphragm twitches."


def test_sources_stand_in_for_the_mark(tmp_path: Path) -> None:
    sources = "sources:\n  - title: A textbook\n    read: 2026-01-01"
    (article,) = load_articles(_write(tmp_path, GOOD.replace("reviewed: unreviewed", sources)))
    assert article.sources == (ArticleSource("A textbook", date(2026, 1, 1)),)


def test_a_review_has_a_day(tmp_path: Path) -> None:
    (article,) = load_articles(_write(tmp_path, GOOD.replace("unreviewed", "2026-03-04")))
    assert article.reviewed == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("title: Hiccups", "title: Hiccups\nauthor: me", "author"),
        ("written: 2026-01-02\n", "", "written"),
        ("2026-01-02", "last winter", "written"),
        ("2026-01-02", "2026-01-02 10:00:00", "written"),
        ("reviewed: unreviewed\n", "", "reviewed"),
        ("unreviewed", "yes", "reviewed"),
        ("reviewed: unreviewed", "sources: []", "sources"),
        ("reviewed: unreviewed", "sources:\n  - title: A textbook", "sources[0].read"),
        ("id: hiccups", "id: Hiccups", "id"),
        ("id: hiccups", "id: sneezing", "id"),
        ("title: Hiccups", "title: ''", "title"),
        ("kind: condition", "kind: rumor", "kind"),
        ("icd10:", "snomed:", "codes.snomed"),
        ("R06.6", "6.R06", "codes.icd10"),
        ('icd10: ["R06.6"]', "rxnorm: [161]", "codes.rxnorm"),
        ("heading: Overview", "header: Overview", "sections[0].header"),
        ("    text: The diaphragm twitches.\n", "", "sections[0].text"),
        ("  - heading: Overview\n    text: The diaphragm twitches.\n", "  []\n", "sections"),
    ],
)
def test_a_faulty_file_is_refused_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in GOOD
    with pytest.raises(ArticleError) as caught:
        load_articles(_write(tmp_path, GOOD.replace(old, new)))
    assert (caught.value.file, caught.value.key) == ("hiccups.yaml", key)
    assert str(caught.value).startswith(f"hiccups.yaml: {key}: ")


@pytest.mark.parametrize("text", ["id: [", "- only\n- a list\n", "", "1: 2\n"])
def test_what_is_not_a_mapping_in_yaml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ArticleError) as caught:
        load_articles(_write(tmp_path, text))
    assert caught.value.key == "file"


def test_two_articles_must_not_share_a_title(tmp_path: Path) -> None:
    _write(tmp_path, GOOD)
    _write(tmp_path, GOOD.replace("id: hiccups", "id: singultus").replace("Hiccups", "HICCUPS"), "singultus.yaml")
    with pytest.raises(ArticleError, match=r"singultus\.yaml: title: also used by hiccups\.yaml"):
        load_articles(tmp_path)


def test_a_copied_file_is_refused_since_its_id_is_taken(tmp_path: Path) -> None:
    _write(tmp_path, GOOD)
    with pytest.raises(ArticleError, match=r"hiccups-2\.yaml: id: "):
        load_articles(_write(tmp_path, GOOD, "hiccups-2.yaml"))


def test_an_empty_folder_is_an_error_and_not_a_silent_nothing(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="no article found"):
        load_articles(tmp_path)
