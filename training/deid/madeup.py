"""Names that nobody bears: a chain of three letters learnt from a list of names, and dressed in many ways."""

from collections import defaultdict
from collections.abc import Iterable
from random import Random


class NameMaker:
    def __init__(self, names: Iterable[str], rng: Random) -> None:
        self._rng = rng
        self._next: dict[str, list[str]] = defaultdict(list)
        for name in names:
            padded = f"^^{name.lower()}$"
            for place in range(len(padded) - 2):
                self._next[padded[place : place + 2]].append(padded[place + 2])

    def __call__(self) -> str:
        while True:
            made = "^^"
            while made[-1] != "$" and len(made) < 16:
                made += self._rng.choice(self._next[made[-2:]])
            word = made[2:].rstrip("$")
            if 3 <= len(word) <= 13:
                return word.title()


def in_other_case(text: str, rng: Random) -> str:
    dice = rng.random()
    return text.lower() if dice < 0.16 else text.upper() if dice < 0.24 else text
