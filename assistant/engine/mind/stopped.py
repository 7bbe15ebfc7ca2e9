"""Orders that stand while a newer note says that the drug was stopped: both are shown, never settled here."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.engine.mind.draft import FROM_NOTES, Draft, cite
from assistant.engine.mind.matching import substances
from assistant.engine.mind.quoting import Quote, newest_first, quote
from assistant.engine.mind.say import Say
from assistant.engine.types import Passage, Tools
from records.engine.rows import MedicationRow
from triage.engine.sentences import sentences

_LOOKED_AT = 12  # passages
_DONE = r"(?:stopped|discontinued|ceased|withdrawn|came off|taken off|no longer (?:takes?|taking|on|uses?|using))"
_AGAIN = r"(?:restart\w*|resum\w+|re-?started|back on|continued?)"
_SMALL = r"(?:\s+(?:taking|the|his|her|their|of|on|from|order for)){0,3}\s+"
_UNSURE = re.compile(r"\b(?:if|not|never|should|would|could|consider\w*|asks?|wants?|unless|until)\b", re.IGNORECASE)


def stopped_in_notes(draft: Draft, current: Sequence[MedicationRow], tools: Tools, say: Say) -> None:
    """Adds, for each current order, the newest note after it that says that the drug was stopped."""
    named = {row.ref: drug for row in current if (drug := _name(row))}
    if not named or not tools.notes():
        return
    passages = tools.search_notes(f"stopped {' '.join(dict.fromkeys(named.values()))}", _LOOKED_AT)
    told = set[str]()
    for row in current:
        name = named.get(row.ref, "")
        found = _told(row, name, passages) if name and name not in told else None
        if found:
            told.add(name)
            draft.line(say("stopped_in_note", name=row.name), cite(row))
            quote(draft, [found], say)
    if told:
        draft.badges.append(FROM_NOTES)


def _name(row: MedicationRow) -> str:
    """The drug as notes write it; a combination is not looked for."""
    parts = [words for words in substances(row) if words]
    return " ".join(parts[0]) if len(parts) == 1 else ""


def _told(row: MedicationRow, name: str, passages: Sequence[Passage]) -> Quote | None:
    ended, again = _patterns(name)
    said = newest_first(_spans(row, ended, passages))
    newest = said[0] if said else None
    if newest is None or any(_at(q) >= _at(newest) for q in _spans(row, again, passages)):
        return None
    return newest


def _at(found: Quote) -> float:
    return found.passage.date.instant.timestamp() if found.passage.date else 0.0


def _spans(row: MedicationRow, pattern: re.Pattern[str], passages: Sequence[Passage]) -> list[Quote]:
    newer = [p for p in passages if row.authored and p.date and p.date.day > row.authored.day]
    return _saying(pattern, newer)


def _saying(pattern: re.Pattern[str], passages: Sequence[Passage]) -> list[Quote]:
    found = []
    for passage in passages:
        for start, end in sentences(passage.text):
            text = passage.text[start:end]
            if pattern.search(text) and not _UNSURE.search(text):
                found.append(Quote(passage, passage.start + start, passage.start + end, text, 1.0))
    return found


@lru_cache(maxsize=256)
def _patterns(name: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`stopped lisinopril`, `lisinopril was stopped`; the same for taking it up again."""
    drug = re.escape(name)

    def of(done: str) -> re.Pattern[str]:
        behind = rf"\b{drug}\b[\w ./-]{{0,20}}?\s(?:was|were|is|has been|had been|been)?\s*{done}"
        return re.compile(rf"\b{done}{_SMALL}{drug}\b|{behind}\b", re.IGNORECASE)

    return of(_DONE), of(_AGAIN)
