"""Reference articles from `knowledge/articles`: read, checked, and given out as frozen data."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

UNREVIEWED = "unreviewed"
_KINDS = ("condition", "drug")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODES = {"icd10": re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?"), "rxnorm": re.compile(r"\d+")}
_REQUIRED = frozenset({"id", "title", "kind", "written", "sections"})
_ALLOWED = _REQUIRED | {"codes", "reviewed", "sources"}


class ArticleError(ValueError):
    """An article file that breaks the rules; says which file and which key."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")
        self.file = file
        self.key = key


@dataclass(frozen=True, slots=True)
class ArticleCode:
    system: str  # icd10 (ICD-10-CM) or rxnorm
    code: str


@dataclass(frozen=True, slots=True)
class ArticleSource:
    title: str
    read: date


@dataclass(frozen=True, slots=True)
class ArticleSection:
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ReferenceArticle:
    id: str
    title: str
    kind: str  # condition or drug
    written: date
    sections: tuple[ArticleSection, ...]
    codes: tuple[ArticleCode, ...] = ()
    reviewed: date | None = None  # None: no clinician has accepted it yet
    sources: tuple[ArticleSource, ...] = ()

    @property
    def text(self) -> str:
        """The whole article as plain text; offsets of passages count in this."""
        parts = [self.title, *(f"{one.heading}\n{one.text}" for one in self.sections)]
        return "\n\n".join(parts)


def load_articles(folder: Path) -> tuple[ReferenceArticle, ...]:
    """All articles by id. Raises `ArticleError` for the first file that breaks a rule."""
    articles = tuple(read_article(path) for path in sorted(folder.glob("*.yaml")))
    if not articles:
        raise ArticleError(folder.name, "*.yaml", "no article found")
    _check_unique("title", ((f"{one.id}.yaml", one.title.casefold()) for one in articles))
    return articles


def read_article(path: Path) -> ReferenceArticle:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ArticleError(path.name, "file", "not readable as YAML") from error
    fields = _mapping(path.name, "file", raw)
    _check_keys(path.name, "", fields, _REQUIRED, _ALLOWED)
    return _Reader(path.name, fields).article(path.stem)


def _check_unique(key: str, values: Iterable[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for file, value in values:
        if value in seen:
            raise ArticleError(file, key, f"also used by {seen[value]}")
        seen[value] = file


def _mapping(file: str, key: str, value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value):
        raise ArticleError(file, key, "must be a mapping of names to values")
    return value


def _check_keys(
    file: str, at: str, fields: Mapping[str, Any], required: frozenset[str], allowed: frozenset[str]
) -> None:
    for name in sorted(set(fields) - allowed):
        raise ArticleError(file, at + name, f"unknown key; known are {', '.join(sorted(allowed))}")
    for name in sorted(required - set(fields)):
        raise ArticleError(file, at + name, "missing")


class _Reader:
    """Turns one file's fields into an article; every complaint names the file and the key."""

    def __init__(self, file: str, fields: Mapping[str, Any]) -> None:
        self._file = file
        self._fields = fields

    def article(self, stem: str) -> ReferenceArticle:
        id_ = self._text("id", self._fields["id"])
        if not _ID.fullmatch(id_) or id_ != stem:
            raise self._wrong("id", "must be lower-case words joined by '-' and equal the file name")
        kind = self._text("kind", self._fields["kind"])
        if kind not in _KINDS:
            raise self._wrong("kind", f"must be one of {', '.join(_KINDS)}")
        sources = self._sources()
        return ReferenceArticle(
            id=id_,
            title=self._text("title", self._fields["title"]),
            kind=kind,
            written=self._day("written", self._fields["written"]),
            sections=self._sections(),
            codes=self._codes(),
            reviewed=self._reviewed(bool(sources)),
            sources=sources,
        )

    def _wrong(self, key: str, problem: str) -> ArticleError:
        return ArticleError(self._file, key, problem)

    def _text(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(key, "must be a text that is not empty")
        return value.strip()

    def _day(self, key: str, value: object) -> date:
        # A date with a time of day is a datetime, which is a date too: not wanted here.
        if type(value) is not date:
            raise self._wrong(key, "must be a date such as 2026-11-21")
        return value

    def _list(self, key: str, value: object) -> list[Any]:
        if not isinstance(value, list) or not value:
            raise self._wrong(key, "must be a list that is not empty")
        return value

    def _reviewed(self, has_sources: bool) -> date | None:
        value = self._fields.get("reviewed")
        if value is None and not has_sources:
            raise self._wrong("reviewed", f"name sources or say '{UNREVIEWED}'")
        if value is None or value == UNREVIEWED:
            return None
        return self._day("reviewed", value)

    def _sources(self) -> tuple[ArticleSource, ...]:
        if "sources" not in self._fields:
            return ()
        found = []
        for number, raw in enumerate(self._list("sources", self._fields["sources"])):
            at = f"sources[{number}]"
            fields = self._named(at, raw, frozenset({"title", "read"}))
            title, day = self._text(f"{at}.title", fields["title"]), self._day(f"{at}.read", fields["read"])
            found.append(ArticleSource(title, day))
        return tuple(found)

    def _sections(self) -> tuple[ArticleSection, ...]:
        found = []
        for number, raw in enumerate(self._list("sections", self._fields["sections"])):
            at = f"sections[{number}]"
            fields = self._named(at, raw, frozenset({"heading", "text"}))
            heading = self._text(f"{at}.heading", fields["heading"])
            found.append(ArticleSection(heading, self._text(f"{at}.text", fields["text"])))
        return tuple(found)

    def _named(self, at: str, raw: object, names: frozenset[str]) -> Mapping[str, Any]:
        fields = _mapping(self._file, at, raw)
        _check_keys(self._file, f"{at}.", fields, names, names)
        return fields

    def _codes(self) -> tuple[ArticleCode, ...]:
        found = []
        for system, codes in _mapping(self._file, "codes", self._fields.get("codes", {})).items():
            if system not in _CODES:
                raise self._wrong(f"codes.{system}", f"unknown key; known are {', '.join(sorted(_CODES))}")
            for code in self._list(f"codes.{system}", codes):
                if not isinstance(code, str) or not _CODES[system].fullmatch(code):
                    raise self._wrong(f"codes.{system}", f"not a {system} code in quotes")
                found.append(ArticleCode(system, code))
        return tuple(found)
