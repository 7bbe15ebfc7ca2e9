"""What is not answered from an open chart: other people, changes to the record, orders to the software."""

import re
from collections.abc import Sequence
from enum import StrEnum

from assistant.engine.mind.reading import known_words
from assistant.engine.mind.text import stem, tidy, tokens
from assistant.engine.mind.vocabulary import FOLDER, read_file
from records.engine.rows import PatientFacts


class Refusal(StrEnum):
    OTHER_PATIENT = "other_patient"
    CHANGE = "change"
    INSTRUCTIONS = "instructions"


_RULES = read_file(FOLDER / "refusals.yaml")


def _any(part: str, before: str = "", after: str = "") -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(_RULES[part])}){after}")


_INSTRUCTIONS = _any("instructions")
_OTHERS = _any("others")
_CHANGE = _any("change", before=f"^(?:{'|'.join(_RULES['polite'])})*", after=r"\b")
_NOT_A_CHANGE = _any("no_change")
_CHANGE_CHINESE = _any("change_chinese")
_NOT_NAMES = frozenset(_RULES["not_names"].split())
_NUMBER = re.compile(
    r"\b(?:mrn|(?:record|chart|patient) (?:number|id|no\.?|#)|patient)\s*[:#]?\s*((?=[\w-]*\d)[\w-]{3,})"
)
_TITLED = re.compile(r"\b(?:[Mm]rs?|[Mm]s|[Mm]iss|MR|MRS|MS)\b\.?\s+([A-Za-z][\w'-]+)(?:\s+([A-Z][\w'-]+))?")
_CALLED = re.compile(
    r"\b(?:[Pp]atient|[Ff]or|[Aa]bout|[Oo]n|[Oo]f|[Dd]oes|[Dd]id|[Ii]s|[Hh]as|[Ww]as|[Aa]nd|chart)\s+"
    r"((?:[A-Z][\w'-]+\s+)+[A-Z][\w'-]+|(?<=[Pp]atient )[A-Z][a-z'-]+)"
)
_OWNER = re.compile(r"((?:[^\W\d_][\w-]*\s+)?[^\W\d_][\w-]*)'s\b", re.UNICODE)


def refusal(text: str, person: PatientFacts) -> Refusal | None:
    line = tidy(text)
    if _INSTRUCTIONS.search(line):
        return Refusal.INSTRUCTIONS
    if _other_number(line, person) or _OTHERS.search(line) or _other_name(text, person):
        return Refusal.OTHER_PATIENT
    if (_CHANGE.search(line) and not _NOT_A_CHANGE.search(line)) or _CHANGE_CHINESE.search(line):
        return Refusal.CHANGE
    return None


def _other_number(line: str, person: PatientFacts) -> bool:
    own = {person.record_number.lower(), person.ref.lower()}
    return any(number not in own and not re.fullmatch(r"(?:19|20)\d\d", number) for number in _NUMBER.findall(line))


def _other_name(text: str, person: PatientFacts) -> bool:
    """A person is named who is not the patient. A name shared in part (Marta, Lindqvist) is the patient's."""
    own = set(tokens(person.name))
    return any(not _is_own(words, own) for words in _people(text))


def _is_own(words: Sequence[str], own: set[str]) -> bool:
    """With a full name every part must be the patient's: a relative shares only the surname."""
    return all(word in own for word in words)


def _people(text: str) -> list[list[str]]:
    plain = text.replace("’", "'")
    found = [[w for w in match.groups() if w] for match in _TITLED.finditer(plain)]
    found += [match[1].split() for match in _CALLED.finditer(plain)]
    found += [match[1].split() for match in _OWNER.finditer(plain)]
    return [names for words in found if (names := _name_words(words))]


def _name_words(words: Sequence[str]) -> list[str]:
    """The words that can only be a name: not in the vocabulary, not an everyday word."""
    lowered = [stem(w.lower().removesuffix("'s")) for w in words]
    return [w for w in lowered if w not in known_words() and w not in _NOT_NAMES and len(w) > 2]
