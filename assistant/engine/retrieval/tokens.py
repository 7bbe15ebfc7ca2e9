"""Words as lexical search sees them: folded, without stop words, stemmed."""

import re
import unicodedata
from functools import cache
from typing import Any

import Stemmer

# Decimal numbers stay whole (a dose of 0.5 is not a 5); scripts without spaces count by character.
_WORD = re.compile(r"\d+(?:\.\d+)+|[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_STOP_WORDS = frozenset(
    "a an and are as at be been but by for from had has have he her his if in into is it its of on or our she such "
    "that the their them then there these they this to was we were which while who will with you your do does did "
    "what when how".split()
)
# British and American charts are searched alike: anaemia, oedema, tumour.
_DIGRAPH = re.compile(r"(?<=\w)[ao]e(?=\w)|^[ao]e(?=\w)")
_OUR = re.compile(r"(?<=\w{3})our(?=s?$)")


def tokens(text: str) -> list[str]:
    words = [_folded(word) for word in _WORD.findall(_plain(text)) if word not in _STOP_WORDS]
    stems: list[str] = _stemmer().stemWords(words)
    return stems


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return decomposed if decomposed.isascii() else "".join(c for c in decomposed if not unicodedata.combining(c))


def _folded(word: str) -> str:
    return _OUR.sub("or", _DIGRAPH.sub("e", word)) if "e" in word or "o" in word else word


@cache
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")
