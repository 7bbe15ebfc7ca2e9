"""Keyed hashes by which encrypted rows are found again: source ids, record numbers, names, birth dates.

What they leak (equal values give equal hashes) is written in docs/safety.md.
"""

import re
import unicodedata
from collections.abc import Iterable

from records import keys

DEFAULT_SYSTEM = "fhir"
MIN_PREFIX = 3
MAX_PREFIX = 12
_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")


def source_key(system: str, kind: str, source_id: str) -> bytes:
    """`kind` is the FHIR resource type, or what the input calls its rows."""
    return keys.ring().lookup("source", f"{system or DEFAULT_SYSTEM}|{kind}|{source_id}")


def record_number_key(number: str) -> bytes | None:
    plain = "".join(unicodedata.normalize("NFKC", number).split()).upper()
    return keys.ring().lookup("record_number", plain) if plain else None


def birth_date_key(iso_day: str) -> bytes | None:
    """None for a birth date that is not known to the day."""
    return keys.ring().lookup("birth_date", iso_day) if len(iso_day) == 10 else None


def spellings(text: str) -> list[list[str]]:
    """For each word of a name how it may be looked for: in lower case and without accents, and for
    `Ana512` also by its letters alone."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    return [list(dict.fromkeys(filter(None, (word, _DIGITS.sub("", word))))) for word in _WORD.findall(plain)]


def name_words(text: str) -> list[str]:
    return list(dict.fromkeys(word for words in spellings(text) for word in words))


def name_key(word: str) -> bytes:
    return keys.ring().lookup("name", word)


def name_keys(names: Iterable[str]) -> dict[bytes, bool]:
    """Key to whether it stands for a whole word, for every word and every prefix of it."""
    found: dict[bytes, bool] = {}
    for word in dict.fromkeys(word for name in names for word in name_words(name)):
        for length in range(MIN_PREFIX, min(len(word), MAX_PREFIX + 1)):
            found.setdefault(name_key(word[:length]), False)
        found[name_key(word)] = True
    return found


def study_key(uid: str) -> bytes | None:
    return keys.ring().lookup("study", uid) if uid else None


def content_key(text: str) -> bytes:
    """Tells whether anything changed since the last import, without decrypting it."""
    return keys.ring().lookup("content", text)
