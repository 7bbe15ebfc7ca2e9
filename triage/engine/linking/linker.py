"""Links by name: as written, in another order, without qualifiers, nearly as written; else no link.

A wrong code is worse than none: a name that could be two entries, or that differs in a number or a short word,
is not linked.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from triage.engine.linking.names import OF_LABS, OF_ORDERS, QUALIFIERS, words
from triage.engine.linking.types import DRUG, LAB, Link, Target

_SAME, _OTHER_ORDER, _QUALIFIED, _CORRECTED = 1.0, 0.95, 0.85, 0.75
_LONG_ENOUGH, _SHORT = 7, 3  # letters of a name that may be corrected; of a word that may not
Key = tuple[str, ...]


class Linker:
    """Safe to share between threads; answers are remembered."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self._by_kind: dict[str, _Names] = {}
        for target in targets:
            self._by_kind.setdefault(target.kind, _Names(target.kind)).add(target)
        self._remembered = lru_cache(maxsize=20_000)(self._link)

    def link(self, text: str, kinds: Sequence[str]) -> Link | None:
        """The best link among these kinds; of equal ones that of the kind named first."""
        return self._remembered(text[:200], tuple(kinds))

    def _link(self, text: str, kinds: tuple[str, ...]) -> Link | None:
        found = [self._by_kind[kind].find(text) for kind in kinds if kind in self._by_kind]
        return max((link for link in found if link), key=lambda link: link.score, default=None)


class _Names:
    """The names of one kind. A name that two entries claim belongs to the one that prefers it, or to none."""

    def __init__(self, kind: str) -> None:
        self._dropped = QUALIFIERS | (OF_ORDERS if kind == DRUG else OF_LABS if kind == LAB else frozenset())
        self._exact: dict[Key, list[tuple[int, Target]]] = {}
        self._sorted: dict[Key, list[tuple[int, Target]]] = {}

    def add(self, target: Target) -> None:
        for rank, name in enumerate(target.names):
            key = words(name)
            if key:
                self._exact.setdefault(key, []).append((min(rank, 1), target))
                self._sorted.setdefault(tuple(sorted(key)), []).append((min(rank, 1), target))

    def find(self, text: str) -> Link | None:
        key = words(text)
        kept = tuple(
            word for word in key if word not in self._dropped and not word.isdigit() and not _is_strength(word)
        )
        for table, asked, score in (
            (self._exact, key, _SAME),
            (self._sorted, tuple(sorted(key)), _OTHER_ORDER),
            (self._exact, kept, _QUALIFIED),
            (self._sorted, tuple(sorted(kept)), _QUALIFIED - 0.02),
        ):
            if asked and (target := _one(table.get(asked, ()))):
                return Link(target, score)
        return self._corrected(kept)

    def _corrected(self, key: Key) -> Link | None:
        """One letter other, missing, added or swapped in a long name (two in a very long one)."""
        asked = " ".join(key)
        if len(asked) < _LONG_ENOUGH or not asked.replace(" ", "").isalpha():
            return None
        allowed = 2 if len(asked) >= 2 * _LONG_ENOUGH else 1
        near = process.extract(asked, self._spelled, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=5)
        near = [found for found in near if _alike(key, tuple(found[0].split()))]
        best = [found for found in near if found[1] == near[0][1]]
        claims = {found[0]: _one(self._exact[tuple(found[0].split())]) for found in best}
        targets = {target.id: target for target in claims.values() if target}
        return Link(next(iter(targets.values())), _CORRECTED) if len(targets) == 1 else None

    @cached_property
    def _spelled(self) -> list[str]:
        """After the last name was added."""
        return [" ".join(key) for key in self._exact]


def _alike(asked: Key, known: Key) -> bool:
    """Every word begins alike, and short ones (i and ii, a and b) are the same."""
    return len(asked) == len(known) and all(
        one == other if min(len(one), len(other)) <= _SHORT else one[0] == other[0]
        for one, other in zip(asked, known, strict=True)
    )


def _one(found: Sequence[tuple[int, Target]]) -> Target | None:
    if not found:
        return None
    best = min(rank for rank, _ in found)
    targets = {target.id: target for rank, target in found if rank == best}
    return next(iter(targets.values())) if len(targets) == 1 else None


def _is_strength(word: str) -> bool:
    return word[0].isdigit() and word.lstrip("0123456789") in ("mg", "mcg", "g", "ml", "units", "x")
