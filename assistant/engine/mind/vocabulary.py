"""The reviewed vocabulary: what people call the things that a chart holds (`knowledge/vocabulary`).

Loading checks every file, so that a slip in the data stops the start and not an answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.engine.mind.text import Tokens, tokens

FOLDER = Path(__file__).resolve().parents[3] / "knowledge" / "vocabulary"


class Kind(StrEnum):
    LAB = "lab"
    VITAL = "vital"
    PANEL = "panel"
    DRUG = "drug"
    DRUG_CLASS = "drug_class"
    VACCINE = "vaccine"
    CONDITION = "condition"
    PROCEDURE = "procedure"


class VocabularyError(ValueError):
    """A vocabulary file breaks a rule; the text names file and entry (it holds no patient data)."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing with all its names. `holds` and `excludes` are phrases looked for in chart names,
    `members` are ids of the terms that a panel or drug class is made of."""

    kind: Kind
    id: str
    names: tuple[Tokens, ...]
    chinese: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()
    holds: tuple[Tokens, ...] = ()
    excludes: tuple[Tokens, ...] = ()
    members: tuple[str, ...] = ()
    specimen: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    terms: tuple[Term, ...]

    def of(self, kind: Kind, term_id: str) -> Term | None:
        return next((t for t in self.terms if t.kind is kind and t.id == term_id), None)

    def measured(self, term_id: str) -> Term | None:
        return self.of(Kind.LAB, term_id) or self.of(Kind.VITAL, term_id)


# The compiled safe loader reads the vocabulary ten times faster.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILES = (
    ("labs.yaml", Kind.LAB),
    ("vitals.yaml", Kind.VITAL),
    ("vaccines.yaml", Kind.VACCINE),
    ("conditions.yaml", Kind.CONDITION),
    ("procedures.yaml", Kind.PROCEDURE),
)
_FIELDS = {"id", "words", "zh", "loinc", "cvx", "holds", "not", "members", "specimen"}


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    return load(FOLDER)


def load(folder: Path) -> Vocabulary:
    """Raises VocabularyError for an unknown field, a missing name, a code claimed twice, a member
    that does not exist, or a file without date and review state."""
    terms: list[Term] = []
    for file, kind in _FILES:
        content = read_file(folder / file)
        terms += [_term(entry, kind, file) for entry in content["entries"]]
        terms += [_term(entry, Kind.PANEL, file) for entry in content.get("panels", [])]
    terms += _drugs(read_file(folder / "drugs.yaml"))
    _no_code_twice(terms)
    _members_exist(terms)
    return Vocabulary(tuple(terms))


@lru_cache(maxsize=32)
def read_file(path: Path) -> dict[str, Any]:
    """A vocabulary file; raises VocabularyError where its date or review state is missing."""
    content = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506  (both are safe loaders)
    if not isinstance(content, dict) or not isinstance(content.get("date"), date) or not content.get("review"):
        raise VocabularyError(f"{path.name}: needs version, date and review")
    return content


def _term(entry: Mapping[str, Any], kind: Kind, file: str) -> Term:
    unknown = set(entry) - _FIELDS
    if unknown or not entry.get("id") or not entry.get("words"):
        raise VocabularyError(f"{file}: {entry.get('id', 'an entry')} lacks id or words, or has {sorted(unknown)}")
    codes = [*entry.get("loinc", ()), *entry.get("cvx", ())]
    if not all(isinstance(value, str) for value in [*codes, *entry["words"], *entry.get("zh", ())]):
        raise VocabularyError(f"{file}: {entry['id']}: quote codes and words that YAML reads as something else")
    return Term(
        kind=kind,
        id=entry["id"],
        names=_phrases(entry["words"]),
        chinese=tuple(entry.get("zh", ())),
        codes=frozenset(codes),
        holds=_phrases(entry.get("holds", ())),
        excludes=_phrases(entry.get("not", ())),
        members=tuple(entry.get("members", ())),
        specimen=entry.get("specimen", ""),
    )


def _drugs(content: Mapping[str, Any]) -> list[Term]:
    chinese: dict[str, list[str]] = {}
    for name, generic in content["zh_drugs"].items():
        chinese.setdefault(generic, []).append(name)
    unknown = set(chinese) - set(content["drugs"])
    if unknown:
        raise VocabularyError(f"drugs.yaml: Chinese names of unknown drugs {sorted(unknown)}")
    drugs = [
        Term(Kind.DRUG, generic, _phrases([generic, *others]), tuple(chinese.get(generic, ())))
        for generic, others in content["drugs"].items()
    ]
    return drugs + [_term(entry, Kind.DRUG_CLASS, "drugs.yaml") for entry in content["classes"]]


def _phrases(words: Sequence[str]) -> tuple[Tokens, ...]:
    return tuple(dict.fromkeys(tokens(word) for word in words))


def _no_code_twice(terms: Sequence[Term]) -> None:
    owner: dict[str, str] = {}
    for term in terms:
        if term.kind not in (Kind.LAB, Kind.VITAL):
            continue
        for code in term.codes:
            if owner.setdefault(code, term.id) != term.id:
                raise VocabularyError(f"LOINC {code} stands for {owner[code]} and for {term.id}")


def _members_exist(terms: Sequence[Term]) -> None:
    measured = {t.id for t in terms if t.kind in (Kind.LAB, Kind.VITAL)}
    for term in terms:
        missing = set(term.members) - measured if term.kind is Kind.PANEL else set()
        if missing:
            raise VocabularyError(f"{term.id}: unknown members {sorted(missing)}")
