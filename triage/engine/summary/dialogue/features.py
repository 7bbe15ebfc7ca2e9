"""What the scorer looks at: facts of a unit and of each of its words, as short strings.

A word's score is the sum of its unit's facts and its own. `k` is how often the word stands in the
text so far: a second `the` is less surely in a note than the first."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import Stemmer

from triage.engine.summary.dialogue.unit import Unit

MOST = 8  # repeats of one word are told apart up to this
_COMMON = frozenset(
    "the a an of to and or in on for with is was has had have be been he she her his him they their it that this at by "
    "as from not no deni patient i we will there are".split()
)
_WORD = re.compile(r"[a-z0-9]+")


_STEMMER = Stemmer.Stemmer("porter")
_ONE_AT_A_TIME = Lock()  # a stemmer must not be shared between threads


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    if len(word) <= 3:
        return word
    with _ONE_AT_A_TIME:
        return str(_STEMMER.stemWord(word))


def stems(text: str) -> list[str]:
    """Words as ROUGE compares them: lower case, longer ones by their stem."""
    return [_stem(word) for word in _WORD.findall(text.lower())]


def bucket(value: float, edges: Sequence[float]) -> int:
    return sum(value > edge for edge in edges)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all units of one transcript share."""

    section: str
    units: int
    size: int
    spoken: Counter[str]  # in how many units a stem occurs


def setting(section: str, units: Sequence[Unit]) -> Setting:
    spoken = Counter(stem for unit in units for stem in set(stems(unit.said)))
    return Setting(section, len(units), bucket(len(units), (2, 4, 8, 16, 32, 64)), spoken)


def unit_facts(place: Setting, unit: Unit, index: int) -> list[str]:
    section, length = place.section, bucket(len(unit.said.split()), (2, 5, 9, 14, 22))
    where = bucket(index / max(1, place.units), (0.1, 0.25, 0.5, 0.75, 0.9))
    number = any(character.isdigit() for character in unit.wordings[0])
    facts = [
        f"s={section}",
        f"s={section}|role={unit.role}",
        f"s={section}|o={unit.origin}",
        f"o={unit.origin}|role={unit.role}",
        f"s={section}|pos={where}",
        f"s={section}|n={place.size}",
        f"pos={where}|n={place.size}",
        f"s={section}|len={length}",
        f"len={length}|o={unit.origin}",
        f"chat={unit.chat}",
        f"s={section}|chat={unit.chat}",
        f"dig={number}|s={section}",
    ]
    for stem in set(stems(unit.asked)):
        facts += [f"q={stem}", f"qs={section}|{stem}"]
    for stem in set(stems(unit.said)):
        facts += [f"w={stem}", f"ws={section}|{stem}"]
    return facts


def word_facts(place: Setting, unit: Unit, stem: str, k: int, words: int, spoken: bool) -> list[str]:
    """`words` is the wording's length; `spoken` whether the unit's speaker said the word."""
    section, size, k = place.section, place.size, min(k, MOST)
    kind = "d" if stem.isdigit() else "s" if stem in _COMMON else "c"
    length = bucket(words, (3, 6, 10, 16))
    facts = [
        f"t={stem}",
        f"ts={section}|{stem}",
        f"tk={stem}|{k}",
        f"ck={kind}|{k}",
        f"csk={section}|{kind}|{k}",
        f"cn={kind}|{length}",
        f"tkn={stem}|{k}|{size}" if kind == "s" else f"ckn={kind}|{k}|{size}",
        f"to={stem}|{unit.origin}",
        f"co={kind}|{unit.origin}|{section}",
        f"tf={kind}|{min(4, place.spoken[stem])}",
        f"cr={kind}|{unit.role}|{section}",
        f"sp={spoken}|{kind}|{section}",
        f"tsk={section}|{stem}|{k}",
    ]
    if unit.origin == "nothing":
        facts += [f"none={section}|{stem}|{words}", f"nonen={section}|{stem}|{size}"]
    return facts


def length_facts(section: str, spoken_words: int, units: Sequence[Unit]) -> dict[str, float]:
    """What the length of the text wanted is foretold from (logarithms of counts)."""
    told = math.log1p(sum(len(unit.wordings[0].split()) for unit in units))
    facts = {"spoken": math.log1p(spoken_words), "units": math.log1p(len(units)), "told": told}
    facts["denied"] = math.log1p(sum(unit.origin == "no" for unit in units))
    facts["nothing"] = float(any(unit.origin == "nothing" for unit in units))
    return facts | {f"s={section}": 1.0, f"told|s={section}": told, f"nothing|s={section}": facts["nothing"]}
