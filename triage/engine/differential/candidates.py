"""Names that a caller wants ranked, found again in the knowledge."""

from triage.engine.findings.tokens import content
from triage.engine.knowledge import Knowledge, spelled

# Words that tell two names apart only when nothing else does.
_PALE = frozenset(content("disease disorder syndrome acute chronic infection possible initial primary"))


class NameIndex:
    def __init__(self, knowledge: Knowledge) -> None:
        self._exact: dict[str, int] = {}
        self._words: list[tuple[int, frozenset[str], frozenset[str]]] = []
        for row, condition in enumerate(knowledge.conditions.values()):
            for name in condition.names:
                self._exact.setdefault(spelled(name), row)
                words = frozenset(content(name))
                self._words.append((row, words, words - _PALE or words))

    def rows(self, name: str) -> tuple[int, ...]:
        """The conditions that a name means: the one of that name, or all whose names hold all its words
        ('arthritis'), or those whose whole name it holds ('GERD with cough')."""
        parts = [name, *(part for part in name.replace(",", "/").split("/") if len(part) > 1)]
        found = [self._exact[key] for part in parts if (key := spelled(part)) in self._exact]
        if found:
            return tuple(dict.fromkeys(found))
        words = frozenset(content(name))
        core = words - _PALE or words
        if not core:
            return ()
        same = [row for row, theirs, their_core in self._words if their_core == core]
        wider = [row for row, theirs, _ in self._words if core <= theirs]
        inside = [row for row, _, their_core in self._words if len(their_core) > 1 and their_core <= words]
        return tuple(dict.fromkeys(same or wider or inside))
