"""Our own lists of names and places (`knowledge/deid`): read once, looked up in lower case without accents."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_PHRASES = ("countries", "cities")  # parted by commas; the others by white space


class ListsError(ValueError):
    """A list file that cannot be read; says which."""


@dataclass(frozen=True, slots=True)
class Lists:
    """`words[list name]` holds folded words; `ordered` the same as written, for surrogates. `eponyms` are names of
    diseases, tests and devices: the tagger, which learned from `words`, does not look at them."""

    words: Mapping[str, frozenset[str]]
    ordered: Mapping[str, tuple[str, ...]]
    eponyms: Mapping[str, frozenset[str]]


def folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("’", "'")


@cache
def load_lists(folder: Path) -> Lists:
    ordered = _read(folder, "people.yaml") | _read(folder, "places.yaml")
    words = {key: _words(items) for key, items in ordered.items()}
    eponyms = {key: _words(items) for key, items in _read(folder, "eponyms.yaml").items()}
    return Lists(words, ordered, eponyms)


def _words(items: tuple[str, ...]) -> frozenset[str]:
    return frozenset(part for item in items for part in folded(item).split())


def _read(folder: Path, name: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    try:
        content = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
        for key, value in content.items():
            items = value.replace("\n", " ").split("," if key in _PHRASES else None)
            found[key] = tuple(" ".join(item.split()) for item in items if item.strip())
    except (OSError, ValueError, AttributeError, yaml.YAMLError) as error:
        raise ListsError(f"{folder / name} cannot be read as lists of words.") from error
    return found
