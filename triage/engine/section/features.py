"""A dialogue as weighted word runs: what is said, and by whom."""

import math
import re
import zlib
from collections import Counter

from triage.engine.summary.dialogue.turns import Role, said

_WORD = re.compile(r"[a-z0-9']+")
_LENGTHS = (15, 30, 60, 100, 160, 250)  # words; sections differ in how long is spoken about them


def runs(dialogue: str) -> Counter[str]:
    """Runs of one and two words of everybody; runs of up to three with the speaker; a few facts of shape."""
    found: Counter[str] = Counter()
    everybody: list[str] = []
    for sentence in said(dialogue):
        words = _WORD.findall(sentence.text.lower())
        everybody += [*words, "."]
        who = "d" if sentence.role is Role.DOCTOR else "p"
        asked = "?" if sentence.asks else ""
        for size in (1, 2, 3):
            found.update(f"{who}{asked}:{' '.join(words[i : i + size])}" for i in range(len(words) - size + 1))
    for size in (1, 2):
        found.update(" ".join(everybody[i : i + size]) for i in range(len(everybody) - size + 1))
    length = sum(len(everybody) > edge for edge in _LENGTHS)
    found.update(
        [f"#length={length}", f"#family={'Guest_family' in dialogue}", f"#clinician={'Guest_clinician' in dialogue}"]
    )
    return found


def weighed(counts: Counter[str], rarity: dict[int, float]) -> dict[int, float]:
    """Runs by key with sublinear counts times rarity, scaled to length 1. Unknown runs are left out."""
    raw: dict[int, float] = {}
    for run, count in counts.items():
        name = key(run)
        if name in rarity:
            raw[name] = (1 + math.log(count)) * rarity[name]
    size = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {name: value / size for name, value in raw.items()}


def voices(dialogue: str) -> tuple[str, str, str]:
    """All that is said, what the patient says and what the doctor says: each is read for its meaning."""
    found = said(dialogue)
    patient = " ".join(one.text for one in found if one.role is not Role.DOCTOR)
    doctor = " ".join(one.text for one in found if one.role is Role.DOCTOR)
    return dialogue, patient or dialogue, doctor or dialogue


def key(run: str) -> int:
    """How a run is named in the weights' file; no text of the training data is stored."""
    return zlib.crc32(run.encode())
