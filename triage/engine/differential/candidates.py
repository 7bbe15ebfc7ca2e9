"""Names that a caller wants ranked, found again in the knowledge."""

from collections import Counter
from collections.abc import Iterable

from triage.engine.findings.tokens import content
from triage.engine.knowledge import Knowledge, spelled

# Words that tell two names apart only when nothing else does.
_PALE = frozenset(content("disease disorder syndrome acute chronic infection possible initial primary bronchial"))
# Words of names that mean the same; stems.
_SAME = {
    one: words[0]
    for words in map(
        content,
        (
            "cancer carcinoma neoplasm tumor malignancy adenocarcinoma",
            "lung pulmonary",
            "liver hepatic",
            "kidney renal",
            "heart cardiac",
            "gastric stomach",
            "brain cerebral",
        ),
    )
    for one in words
}
_MOST = 6  # conditions that one wide name may mean
_SAME_LETTERS = 5  # allergy, allergic
_RARE = 3  # a word of so few names is telling by itself


class NameIndex:
    def __init__(self, knowledge: Knowledge) -> None:
        self._exact: dict[str, int] = {}
        self._names: list[tuple[int, frozenset[str], frozenset[str], bool]] = []
        for row, condition in enumerate(knowledge.conditions.values()):
            for place, name in enumerate(condition.names):
                self._exact.setdefault(spelled(name), row)
                words = _telling(name)
                self._names.append((row, words, words - _PALE or words, place == 0))
        self._counts = Counter(word for _row, words, _core, _own in self._names for word in words)

    def rows(self, name: str) -> tuple[int, ...]:
        """The conditions that a name means: that of this name, or those whose names hold all its words
        ('arthritis'), or those whose whole name it holds ('GERD with cough'); at best by their own names."""
        parts = [name, *(part for part in name.replace(",", "/").split("/") if len(part) > 1)]
        found = [self._exact[key] for part in parts if (key := spelled(part)) in self._exact]
        if found:
            return tuple(dict.fromkeys(found))
        words = _telling(name)
        core = words - _PALE or words
        if not core:
            return ()
        for chosen in (
            [row for row, _, theirs, _ in self._names if theirs == core],
            [row for row, theirs, _, own in self._names if own and _holds(theirs, core)],
            [row for row, theirs, _, own in self._names if not own and _holds(theirs, core)],
            [row for row, _, theirs, _ in self._names if theirs <= words and self._is_telling(theirs)],
        ):
            if chosen:
                return tuple(dict.fromkeys(chosen))[:_MOST]
        return ()

    def _is_telling(self, words: frozenset[str]) -> bool:
        return len(words) > 1 or any(self._counts[word] <= _RARE for word in words)


def _telling(name: str) -> frozenset[str]:
    return frozenset(_SAME.get(stem, stem) for stem in content(name))


def _holds(theirs: Iterable[str], wanted: frozenset[str]) -> bool:
    return all(any(_alike(word, other) for other in theirs) for word in wanted)


def _alike(one: str, other: str) -> bool:
    """Equal, of one root (allergy, allergic), or the end of a compound (arthritis, osteoarthritis)."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SAME_LETTERS:
        return False
    root = one[:-3]  # stems of compounds are cut elsewhere
    if len(root) >= _SAME_LETTERS and other.find(root) > 0 and other.endswith((one, root)):
        return True
    return other.startswith(one[:-1]) or one.startswith(other[:-1])
