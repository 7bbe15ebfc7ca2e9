"""What can be checked without a model: numbers, days, drugs, measures, sides, denial, people, opposites."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from triage.engine.support.lexicon import Lexicon, stem
from triage.engine.support.reading import DENIED, UNSURE, Reading, Word, is_side, sides

_DRUGLIKE = re.compile(
    r"[a-z]{3,}(?:mab|nib|tide|pril|sartan|statin|olol|azole|cillin|mycin|floxacin|azepam|gliflozin|gliptin|"
    r"xaban|parin|lukast|"
    r"triptan|setron|prazole|dronate|thiazide|tropium|thyronine|thyroxine|flunomide|salamine|trexate|formin|"
    r"oxetine|pramine|"
    r"semide|lactone|cycline|barbital|toin|codone|morphone|profen|coxib|buterol|sone|solone|vir|dipine|terol|"
    r"purinol|xostat)$"
)


_NAMED_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter easter christmas".split()
)
_PREFIXES = ("un", "non", "dis", "im", "in", "ir", "mal")
_MASSES = frozenset("microgram milligram units".split())


def failed(said: Reading, held: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Kinds of checks that the sentence fails beside the passage."""
    checks = (
        ("number", _numbers(said, held)),
        ("date", _dates(said, held)),
        ("drug", _drugs(said, held, lexicon)),
        ("measure", _measures(said, held)),
        ("side", _side(said, held)),
        ("negation", _denial(said, held)),
        ("person", _person(said, held, lexicon)),
        ("opposite", _opposite(said, held, lexicon)),
    )
    return tuple(name for name, wrong in checks if wrong)


def _numbers(said: Reading, held: Reading) -> bool:
    """A number that the passage has not, not as often, or only with other units."""
    years = {day[:4] for day in held.dates}
    have = Counter(number for number, _unit in held.numbers)
    measured = {same_amount(number, unit) for number, unit in held.numbers}
    counted = {unit for _number, unit in held.numbers}
    need = Counter(
        n
        for n, unit in said.numbers
        if n not in years
        and (n in have or same_amount(n, unit) not in measured)
        and not (n == "1" and unit and unit not in counted)  # "in 1 week" of "in a week"
    )
    if need - have or said.codes - held.codes:
        return True
    units: dict[str, set[str]] = {}
    for number, unit in held.numbers:
        units.setdefault(number, set()).add(unit)
    return any(
        unit and number in units and not {unit, ""} & units[number] and same_amount(number, unit) not in measured
        for number, unit in said.numbers
    )


_IN_BASE: Mapping[str, tuple[str, float]] = {
    "microgram": ("g", 1e-6),
    "milligram": ("g", 1e-3),
    "g": ("g", 1.0),
    "kg": ("g", 1e3),
    "mm": ("m", 1e-3),
    "cm": ("m", 1e-2),
    "m": ("m", 1.0),
    "milliliter": ("l", 1e-3),
    "dl": ("l", 0.1),
    "liter": ("l", 1.0),
    "l": ("l", 1.0),
    "day": ("day", 1.0),
    "week": ("day", 7.0),
    "month": ("month", 1.0),
    "year": ("month", 12.0),
}


def same_amount(number: str, unit: str) -> tuple[str, str]:
    """An amount in the base of its unit, so that 0.1 mg and 100 mcg are one; as it stands for other units."""
    base, factor = _IN_BASE.get(unit, ("", 0.0))
    try:
        return (f"{float(number) * factor:.6g}", base) if base else (number, unit)
    except ValueError:
        return number, unit


def _dates(said: Reading, held: Reading) -> bool:
    """A month may stand for a day in it, a month alone for any of that name."""
    months = {day[:7] for day in held.dates} | {f"--{day[5:7]}" for day in held.dates}
    named, told = ({word.text for word in one.words} & _NAMED_DAYS for one in (said, held))
    if told and named - told:
        return True
    return any(day not in held.dates and day not in months for day in said.dates)


def _drugs(said: Reading, held: Reading, lexicon: Lexicon) -> bool:
    """A drug that the passage has not, or that stands where its likest clause names another."""
    if set(said.drugs) - set(held.drugs):
        return True
    stems = {word.stem for word in held.words}
    if any(_DRUGLIKE.search(word.text) and word.stem not in stems for word in said.words):
        return True
    if any(one not in stems and one not in lexicon.numbers for one in _dosed(said.words)):
        return True
    names = {stem(part): drug for drug in said.drugs + held.drugs for part in drug.split()}
    for part in clauses(said.words):
        mine = {names[word.stem] for word in part if word.stem in names}
        theirs = {names[word.stem] for word in best_clause(part, held) if word.stem in names}
        if mine - theirs and theirs - set(said.drugs):
            return True
    return _elsewhere(said, held, names)


def _dosed(words: Sequence[Word]) -> Iterator[str]:
    """What stands before a dose and may be a drug that no list knows."""
    for place, word in enumerate(words):
        after = [other.text for other in words[place + 1 : place + 4]]
        amount = list(itertools.takewhile(str.isdigit, after))
        if (
            not word.light
            and len(word.text) > 5
            and amount
            and after[len(amount) :][:1]
            and after[len(amount)] in _MASSES
        ):
            yield word.stem


def _elsewhere(said: Reading, held: Reading, names: Mapping[str, str]) -> bool:
    """What the sentence says of a drug stands only in clauses about another one."""
    if len(set(said.drugs)) != 1:
        return False
    matter = {stem for stem in heavy(said.words) if stem not in names}
    own = other = False
    for clause in clauses(held.words):
        stems = {word.stem for word in clause}
        drugs = {names[one] for one in stems if one in names}
        shares = bool(matter & stems)
        own = own or (shares and bool(drugs & set(said.drugs)))
        other = other or (shares and bool(drugs) and not drugs & set(said.drugs))
    return other and not own


_SHOWN_BY: Mapping[str, frozenset[str]] = {
    "weight": frozenset(("kg", "lb", "lbs", "gained", "gain", "lost", "loss", "heavier", "lighter")),
    "temperature": frozenset(("fever", "afebrile", "cold", "hot")),
    "blood pressure": frozenset(("mmhg", "hypertension", "hypotension", "normotensive")),
}


def _measures(said: Reading, held: Reading) -> bool:
    """A test, vital sign or vaccine of which the passage has no word."""
    words = {word for name in held.measures for word in name.split()} | {word.text for word in held.words}
    none: frozenset[str] = frozenset()
    return any(not words & (_SHOWN_BY.get(name, none) | set(name.split())) for name in said.measures - held.measures)


def heavy(words: Sequence[Word]) -> dict[str, Word]:
    return {word.stem: word for word in words if not word.light and not word.text.isdigit() and not is_side(word)}


def clauses(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    group: list[Word] = []
    for word in words:
        if group and word.clause != group[-1].clause:
            yield tuple(group)
            group = []
        group.append(word)
    if group:
        yield tuple(group)


def best_clause(part: Sequence[Word], held: Reading) -> tuple[Word, ...]:
    """The passage's clause, with its neighbour, that shares most with a part of the sentence."""
    wanted = {word.stem for word in part if not word.light and not is_side(word)}
    parts = list(clauses(held.words))
    windows = [*parts, *(one + two for one, two in itertools.pairwise(parts))]
    return max(windows, key=lambda one: (len(wanted & {w.stem for w in one}), -len(one)), default=())


def _side(said: Reading, held: Reading) -> bool:
    for part in clauses(said.words):
        mine = sides(part)
        if mine and mine <= {"left", "right"}:
            clause = best_clause(part, held)
            theirs = sides(clause)
            if not mine <= sides(held.words) and "both" not in sides(held.words):
                return True
            if (
                heavy(part).keys() & {word.stem for word in clause}
                and theirs
                and not mine & theirs
                and "both" not in theirs
            ):
                return True
    return False


def _denial(said: Reading, held: Reading) -> bool:
    """A word denied on one side and affirmed on the other. A word that the passage has both ways proves nothing."""
    states: dict[str, set[int]] = {}
    for word in held.words:
        states.setdefault(word.stem, set()).add(word.denial)
    for word in said.words:
        theirs = states.get(word.stem)
        if word.function or theirs is None or word.denial == UNSURE:
            continue
        if word.denial not in theirs and UNSURE not in theirs:
            return True
    silent = held.denials + held.half_denials == 0
    return said.denials > 0 and silent and any(word.denial == DENIED for word in said.words)


def _person(said: Reading, held: Reading, lexicon: Lexicon) -> bool:
    """The sentence leaves out the relative whom the passage's clause is about, or brings in another."""
    mine = {word.text.removesuffix("s") for word in said.words} & lexicon.relatives
    theirs = {word.text.removesuffix("s") for word in held.words} & lexicon.relatives
    if mine - theirs:
        return "family" not in {word.text for word in held.words} or bool(theirs)
    if mine or not theirs or "famili" in {w.stem for w in said.words} or "relativ" in {w.stem for w in said.words}:
        return False
    clause = best_clause(said.words, held)
    opened = [word.text for word in clause[:3]]
    return any(word in lexicon.relatives for word in opened)


def _opposite(said: Reading, held: Reading, lexicon: Lexicon) -> bool:
    for part in clauses(said.words):
        clause = {word.stem for word in best_clause(part, held) if word.denial != DENIED}
        mine = {word.stem for word in part if word.denial != DENIED}
        for one in mine - {word.stem for word in held.words}:
            if (lexicon.opposite.get(one, frozenset()) | _contraries(one)) & (clause - mine):
                return True
    return False


def _contraries(one: str) -> set[str]:
    """Controlled, uncontrolled; febrile, nonfebrile."""
    put_before = {f"{prefix}{one}" for prefix in _PREFIXES if len(one) > 3}
    return put_before | {one.removeprefix(prefix) for prefix in _PREFIXES if one.startswith(prefix) and len(one) > 5}
