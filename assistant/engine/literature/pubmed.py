"""PubMed XML, as the citation DTD shapes it: a `PubmedArticleSet` of `PubmedArticle`.

Files name an external DTD; it is never fetched, and a file that declares entities is refused.
"""

import re
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from assistant.engine.literature.article import Article, Malformed, Report

MAX_RECORD = 16 << 20  # bytes; a thousand authors take about 1 MB
_YEAR = re.compile(r"\d{4}")


def parse_pubmed(stream: IO[bytes], report: Report) -> Iterator[Article]:
    try:
        for number, record in enumerate(_records(stream), start=1):
            try:
                yield _article(record)
            except ValueError as error:
                report(Malformed(_place(record, number), str(error)))
    except DefusedXmlException:
        report(Malformed("file", "declares XML entities, which is refused; what came before was kept"))
    except _TooLong:
        report(Malformed("file", f"a record of more than {MAX_RECORD >> 20} MB; what came before was kept"))
    except ParseError as error:
        line, _ = error.position
        report(Malformed(f"line {line}", "not well-formed XML from here on; what came before was kept"))


def _records(stream: IO[bytes]) -> Iterator[Element]:
    """Each article as soon as it is complete; it and whatever else lies under the root is dropped from the
    tree afterwards."""
    root, depth, bounded = None, 0, _Bounded(stream)
    for event, element in iterparse(bounded, events=("start", "end"), forbid_entities=True, forbid_external=True):
        root = element if root is None else root
        depth += 1 if event == "start" else -1
        if event == "end" and element.tag == "PubmedArticle":
            yield element
        if event == "end" and depth <= 1:
            root.clear()
            bounded.read_since = 0


class _TooLong(Exception):
    """One record without an end: a few packed kilobytes could fill the memory."""


class _Bounded:
    """The stream, until it gives too much without one record coming to its end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.read_since = stream, 0

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self.read_since += len(data)
        if self.read_since > MAX_RECORD:
            raise _TooLong
        return data


def _article(record: Element) -> Article:
    ref = _text(record.find("MedlineCitation/PMID"))
    title, text = _text(record.find("MedlineCitation/Article/ArticleTitle")), _abstract(record)
    if not ref:
        raise ValueError("no PMID")
    if not title and not text:
        raise ValueError("neither title nor abstract")
    return Article(
        ref=ref,
        title=title,
        text=text,
        journal=_text(record.find("MedlineCitation/Article/Journal/Title")),
        year=_year(record),
        authors=tuple(filter(None, map(_author, record.iterfind("MedlineCitation/Article/AuthorList/Author")))),
        doi=_doi(record),
        retracted=_is_retracted(record),
    )


def _abstract(record: Element) -> str:
    """Labelled parts begin with their label, as a section heading on a line of its own would."""
    parts = []
    for part in record.iterfind("MedlineCitation/Article/Abstract/AbstractText"):
        label, text = part.get("Label", "").strip(), _text(part)
        if text:
            parts.append(f"{label.upper()}: {text}" if label else text)
    return "\n".join(parts)


def _year(record: Element) -> int | None:
    dates = ("Journal/JournalIssue/PubDate/Year", "Journal/JournalIssue/PubDate/MedlineDate", "ArticleDate/Year")
    for date in dates:
        if found := _YEAR.search(_text(record.find(f"MedlineCitation/Article/{date}"))):
            return int(found.group())
    return None


def _author(author: Element) -> str:
    person = f"{_text(author.find('LastName'))} {_text(author.find('Initials'))}"
    return person.strip() or _text(author.find("CollectiveName"))


def _doi(record: Element) -> str:
    places = (
        "MedlineCitation/Article/ELocationID[@EIdType='doi']",
        "PubmedData/ArticleIdList/ArticleId[@IdType='doi']",
    )
    return next(filter(None, (_text(record.find(place)) for place in places)), "")


def _is_retracted(record: Element) -> bool:
    notices = record.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections")
    kinds = record.iterfind("MedlineCitation/Article/PublicationTypeList/PublicationType")
    return any(notice.get("RefType") == "RetractionIn" for notice in notices) or any(
        _text(kind) == "Retracted Publication" for kind in kinds
    )


def _place(record: Element, number: int) -> str:
    ref = _text(record.find("MedlineCitation/PMID"))
    return f"PMID {ref}" if ref else f"article {number} of the file"


def _text(element: Element | None) -> str:
    """All text under the element: titles and abstracts hold `<i>`, `<sup>` and formulas."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""
