"""Medical words in plain ones, by `knowledge/vocabulary/plain_words.yaml`."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).resolve().parents[3] / "knowledge" / "vocabulary" / "plain_words.yaml"


class PlainWordsError(ValueError):
    """The file breaks its own rules; the message names the entry."""


@dataclass(frozen=True)
class PlainWords:
    pattern: re.Pattern[str]
    plain: dict[str, str]

    def put(self, text: str) -> str:
        """Longest entries first; a capital at the start of a sentence is kept."""

        def replaced(match: re.Match[str]) -> str:
            word = self.plain[match[0].lower()]
            return word[0].upper() + word[1:] if match[0][0].isupper() and _opens(text, match.start()) else word

        return self.pattern.sub(replaced, text)


def _opens(text: str, at: int) -> bool:
    before = text[:at].rstrip()
    return not before or before[-1] in ".!?:\n"


@cache
def load(file: Path = FILE) -> PlainWords:
    """Raises PlainWordsError where an entry is empty, doubled or holds a figure."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    plain: dict[str, str] = {}
    for word, wanted in content["words"].items():
        name, told = str(word).lower().strip(), str(wanted or "").strip()
        if not name or not told or name in plain or any(c.isdigit() for c in told):
            raise PlainWordsError(f"plain_words.yaml: {word}")
        plain[name] = told
    longest = sorted(map(re.escape, plain), key=len, reverse=True)
    return PlainWords(re.compile(rf"\b(?:{'|'.join(longest)})\b", re.I), plain)
