"""What is put in the place of what was found: of the same kind, the same for the same words, and not guessable
without the secret."""

import hmac
import re
from collections.abc import Callable, Sequence

from triage.engine.deid.dates import dates, moved
from triage.engine.deid.lists import Lists, folded
from triage.engine.deid.types import Found

_NEAREST, _FARTHEST = 400, 1500  # days that dates go back
_WORD = re.compile(r"[^\W\d_]+")
_GENERIC = frozenset(
    "general family practice specialty community regional university of and the for st saint memorial".split()
)


def days_back(secret: bytes, patient: str) -> int:
    """How many days this patient's dates move, below zero. Whoever knows it can undo the dates."""
    number = int.from_bytes(
        hmac.digest(secret, f"days/{patient}".encode("utf-8", "surrogatepass"), "sha256")[:8], "big"
    )
    return -(_NEAREST + number % (_FARTHEST - _NEAREST))


class Surrogates:
    """One for each text: `names` are the words of names that occur in it, so that none is lent."""

    def __init__(self, lists: Lists, secret: bytes, days: int, names: Sequence[str]) -> None:
        self._lists, self._secret, self._days = lists, secret, days
        self._taken = {folded(word) for name in names for word in _WORD.findall(name)}
        self._given: dict[str, str] = {}
        self._initials = {word[0]: word for word in sorted(self._taken, reverse=True) if len(word) > 1}
        self._by_type: dict[str, Callable[[str], str]] = {
            "PERSON": self._person,
            "GPE": self._place,
            "ORGANIZATION": self._organization,
            "STREET_ADDRESS": self._address,
            "NRP": lambda text: self._listed("peoples", text, "s" if text.lower().endswith("s") else ""),
            "TITLE": lambda text: self._listed("occupations", text),
            "DATE_TIME": self._date,
            "AGE": lambda text: "90",
            "EMAIL_ADDRESS": lambda text: f"person{self._number(text, 9000) + 1000}@mail.example",
            "DOMAIN_NAME": lambda text: f"www.site{self._number(text, 9000) + 1000}.example",
            "IP_ADDRESS": lambda text: f"192.0.2.{self._number(text, 250) + 1}",
        }

    def __call__(self, found: Found, text: str) -> str:
        value = text[found.start : found.end]
        return value if found.kept else self._by_type.get(found.type, self._scrambled)(value)

    def _number(self, text: str, below: int, salt: str = "") -> int:
        message = f"{salt}/{folded(text)}".encode("utf-8", "surrogatepass")
        return int.from_bytes(hmac.digest(self._secret, message, "sha256")[:8], "big") % below

    def _listed(self, key: str, text: str, ending: str = "") -> str:
        choices = self._lists.ordered[key]
        at = self._number(text, len(choices), key)
        while folded(choices[at]) in self._taken or folded(choices[at]) in folded(text):
            at = (at + 1) % len(choices)
        return dressed_like(choices[at] + ending, text)

    def _person(self, text: str) -> str:
        words = _WORD.findall(text)
        return _WORD.sub(lambda match: self._name_word(match[0], match[0] == words[0] and len(words) > 1), text)

    def _name_word(self, word: str, first: bool) -> str:
        key = folded(word)
        if len(word) == 1 and word.isascii():
            if word == "s":
                return word  # of a possessive
            whole = self._initials.get(key)
            return dressed_like(
                (self._name_word(whole, first) if whole else "abcdefghijklmnoprstw"[self._number(word, 20)])[0], word
            )
        if key in self._lists.words["honorifics"] or key in ("md", "rn", "pharmd", "pt", "do", "np", "pa"):
            return word
        if key not in self._given:
            is_given = key in self._lists.words["given"] or (first and key not in self._lists.words["family"])
            self._given[key] = self._listed("given" if is_given else "family", key).title()
        return dressed_like(self._given[key], word)

    def _place(self, text: str) -> str:
        return self._listed(
            "countries" if folded(text) in map(folded, self._lists.ordered["countries"]) else "cities", text
        )

    def _organization(self, text: str) -> str:
        generic = self._lists.words["organization_words"] | _GENERIC
        return self._renamed(text, lambda word: folded(word) in generic)

    def _address(self, text: str) -> str:
        streets = self._lists.words["street_words"]
        return self._digits(self._renamed(text, lambda word: folded(word) in streets or len(word) < 3))

    def _renamed(self, text: str, stays: Callable[[str], bool]) -> str:
        return _WORD.sub(lambda match: match[0] if stays(match[0]) else self._listed("family", match[0]), text)

    def _date(self, text: str) -> str:
        whole = moved(text, self._days)
        if whole is not None:
            return whole
        out, last = "", 0
        for found, move in sorted(dates(text), key=lambda pair: (pair[0].start, -pair[0].end)):
            if found.start >= last:
                out, last = out + text[last : found.start] + move(self._days), found.end
        return out + text[last:] if last else self._digits(text)

    def _digits(self, text: str) -> str:
        places = iter(range(len(text)))
        return re.sub(
            r"\d", lambda match: str((int(match[0]) + 1 + self._number(text, 9, f"digit {next(places)}")) % 10), text
        )

    def _scrambled(self, text: str) -> str:
        """Other digits and letters of the same case in the same places."""
        places = iter(range(len(text)))

        def other(match: re.Match[str]) -> str:
            letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            return dressed_like(letters[self._number(text, 26, f"letter {next(places)}")], match[0])

        return re.sub(r"[^\W\d_]", other, self._digits(text))


def dressed_like(word: str, like: str) -> str:
    """`word` in the case of `like`; mixed case is left as the list has it."""
    letters = "".join(_WORD.findall(like))
    if letters.islower():
        return word.lower()
    return word.upper() if letters.isupper() and (len(letters) > 1 or len(word) == 1) else word
