import gzip
from pathlib import Path

import pytest

from assistant.engine.literature import pubmed
from assistant.engine.literature.article import Article, Malformed
from assistant.engine.literature.read import read_articles

HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
)
FULL = """<PubmedArticle><MedlineCitation><PMID Version="1">111</PMID><Article>
<Journal><JournalIssue><PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate></JournalIssue>
<Title>Journal of Made-up Medicine</Title></Journal>
<ArticleTitle>Effect of CO<sub>2</sub> on <i>mood</i>.</ArticleTitle>
<ELocationID EIdType="pii" ValidYN="Y">x</ELocationID><ELocationID EIdType="doi">10.1/abc</ELocationID>
<Abstract><AbstractText Label="Background">Air matters.</AbstractText>
<AbstractText Label="RESULTS">Mood fell by 5&#x2009;%.</AbstractText></Abstract>
<AuthorList><Author><LastName>Ito</LastName><Initials>K</Initials></Author>
<Author><CollectiveName>The Air Group</CollectiveName></Author></AuthorList>
</Article>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><PMID>9</PMID></CommentsCorrections>
</CommentsCorrectionsList></MedlineCitation></PubmedArticle>"""


def _small(ref: str, title: str = "A title") -> str:
    number = f"<PMID>{ref}</PMID>" if ref else ""
    article = f"<Article><ArticleTitle>{title}</ArticleTitle></Article>"
    return f"<PubmedArticle><MedlineCitation>{number}{article}</MedlineCitation></PubmedArticle>\n"


def _read(folder: Path, text: str) -> tuple[list[Article], list[str]]:
    path = folder / "set.xml.gz"
    path.write_bytes(gzip.compress(text.encode()))
    problems: list[Malformed] = []
    return list(read_articles(path, problems.append)), [str(problem) for problem in problems]


def test_every_field_is_read_from_a_full_record(tmp_path: Path) -> None:
    articles, problems = _read(tmp_path, f"{HEAD}{FULL}</PubmedArticleSet>")
    assert problems == []
    assert articles == [
        Article(
            ref="111",
            title="Effect of CO2 on mood.",
            text="BACKGROUND: Air matters.\nRESULTS: Mood fell by 5 %.",
            journal="Journal of Made-up Medicine",
            year=1998,
            authors=("Ito K", "The Air Group"),
            doi="10.1/abc",
            retracted=True,
        )
    ]


def test_a_record_that_lacks_the_essentials_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    articles, problems = _read(
        tmp_path, f"{HEAD}{_small('1')}{_small('')}{_small('3', '')}{_small('4')}</PubmedArticleSet>"
    )
    assert [(article.ref, article.retracted) for article in articles] == [("1", False), ("4", False)]
    assert [problem.split(":")[0] for problem in problems] == ["article 2 of the file", "PMID 3"]


def test_broken_xml_gives_what_came_before_and_the_line(tmp_path: Path) -> None:
    articles, problems = _read(tmp_path, f"{HEAD}{_small('1')}<PubmedArticle></oops>")
    assert [article.ref for article in articles] == ["1"]
    assert problems[0].startswith("line 5")


def test_a_file_that_declares_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]><PubmedArticleSet>&y;</PubmedArticleSet>'
    articles, problems = _read(tmp_path, bomb)
    assert articles == []
    assert "entities" in problems[0]


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    declared = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    text = f"{declared}<PubmedArticleSet>{_small('1', '&x;')}</PubmedArticleSet>"
    articles, problems = _read(tmp_path, text)
    assert articles == []
    assert problems


def test_many_records_are_streamed_in_order(tmp_path: Path) -> None:
    articles, _ = _read(tmp_path, HEAD + "".join(_small(str(n)) for n in range(3000)) + "</PubmedArticleSet>")
    assert [article.ref for article in articles] == [str(n) for n in range(3000)]


def test_a_record_without_an_end_is_given_up_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pubmed, "MAX_RECORD", 200_000)
    articles, problems = _read(tmp_path, f"{HEAD}{_small('1')}{_small('2', 'A' * 400_000)}</PubmedArticleSet>")
    assert [article.ref for article in articles] == ["1"]
    assert "more than" in problems[0]


def test_many_small_records_are_not_taken_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pubmed, "MAX_RECORD", 200_000)
    filling = "<Other/>" * 40_000
    articles, problems = _read(tmp_path, f"{HEAD}{filling}{_small('1')}{filling}{_small('2')}</PubmedArticleSet>")
    assert ([article.ref for article in articles], problems) == (["1", "2"], [])
