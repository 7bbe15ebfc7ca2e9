"""Further checks of a statement beside a passage: how sure, when, whose, what is done with which drug. They are for the
checker alone; what the assistant composes from rows is held to `facts` only."""

import re
from collections.abc import Iterator, Sequence

from triage.engine.support.facts import best_clause, clauses, heavy, same_amount
from triage.engine.support.lexicon import Lexicon, stem
from triage.engine.support.reading import Reading, Word, is_side, sides

_HEDGES = frozenset(map(stem, "possible likely pending unlikely cannot differential consider concern".split()))
_SURE = frozenset(
    map(
        stem,
        "confirmed confirms proven proved proves certain certainly definite definitely established diagnosed".split(),
    )
)
_MAY = re.compile(r"\b(?:can|could|may|might|perhaps|appears?|seems?)\b")
_AHEAD = frozenset(
    map(
        stem,
        "planned plan offered recommended consider considering await pending wait referred follow afterwards".split(),
    )
)
_AHEAD_PHRASE = re.compile(
    r"\b(?:to be|will|is due|are due|is to|are to|next (?:week|month|year)|tomorrow|wants?|to (?:start|begin|follow))\b"
)
_OVER = re.compile(
    r"\b(?:previous(?:ly)?|former(?:ly)?|until|in the past|used to|a year (?:ago|earlier)|years? ago|last "
    r"(?:week|month|year)|"
    r"since childhood|as a child|history of|(?:in|since) (?:19|20)\d\d|old|gave up|stop|resolved|none since|treated)\b"
)
_NOW = re.compile(r"\b(?:now|current(?:ly)?|at present|today|still|already|acute|active)\b")
_BEFORE_AFTER = re.compile(r"\b(before|after)\b")
_ACTIONS = {
    **dict.fromkeys(("stop", "hold", "omit", "withhold"), "stop"),
    **dict.fromkeys(("continu", "begin", "start", "add", "restart", "resum"), "go"),
    **dict.fromkeys(("rais", "doubl"), "up"),
    **dict.fromkeys(("lower", "halv"), "down"),
}
_FROM = frozenset(("from", "by", "with", "to"))
_PATIENT = frozenset(("she", "he", "patient", "her", "his", "i"))


def doubts(sentence: str, passage: str, said: Reading, held: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Kinds of checks that fail."""
    checks = (
        ("certainty", _certainty(sentence.casefold(), said, held)),
        ("time", _time(sentence.casefold(), passage.casefold(), said, held)),
        ("person", _whose(said, held, lexicon)),
        ("drug", _action(said, held)),
        ("number", _other_amount(said, held)),
        ("side", _headed_side(said, held)),
        ("opposite", _opposite(said, held, lexicon)),
    )
    return tuple(name for name, wrong in checks if wrong)


def _stems(words: Sequence[Word]) -> set[str]:
    return {word.stem for word in words}


def _certainty(sentence: str, said: Reading, held: Reading) -> bool:
    """Told as sure where the passage is not, or called confirmed where nothing confirms."""
    mine, all_held = _stems(said.words), _stems(held.words)
    if mine & _HEDGES:
        return False
    if mine & _SURE and not all_held & _SURE:
        return True
    matter = set(heavy(said.words))
    clause = best_clause(said.words, held)
    hedged = bool(_stems(clause) & _HEDGES) and not _MAY.search(sentence)
    shared = matter & _stems(clause)
    return hedged and len(shared) * 2 >= len(matter) and not said.denials


def _time(sentence: str, passage: str, said: Reading, held: Reading) -> bool:
    """Done where it is planned, present where it is over, before where it is after."""
    mine, theirs = _BEFORE_AFTER.findall(sentence), _BEFORE_AFTER.findall(passage)
    if len(set(mine)) == 1 and len(set(theirs)) == 1 and mine[0] != theirs[0]:
        return True
    near = _sentence_of(said, passage)
    ahead = bool(_AHEAD_PHRASE.search(near)) or bool(_AHEAD & set(map(stem, re.findall(r"[a-z]+", near))))
    told_ahead = bool(_AHEAD_PHRASE.search(sentence)) or bool(_AHEAD & _stems(said.words))
    if ahead and not told_ahead and _is_done(sentence):
        return True
    return (
        bool(_NOW.search(sentence))
        and not _NOW.search(near)
        and bool(_OVER.search(near))
        and not _OVER.search(sentence)
    )


_DONE = re.compile(
    r"\b(?:has|have|had|was|were|been|already|is being) (?:already |been )*[a-z]+(?:ed|en|ne|ade)\b|\b(?:taking|"
    r"performed)\b"
)


def _is_done(sentence: str) -> bool:
    return bool(_DONE.search(sentence))


def _sentence_of(said: Reading, passage: str) -> str:
    """The sentence of the passage that shares most words with the statement."""
    wanted = set(heavy(said.words))
    parts = re.split(r"(?<=[.;!?])\s+|\n", passage)
    return max(parts, key=lambda part: len(wanted & {stem(w) for w in re.findall(r"[a-z]+", part)}), default="")


def _whose(said: Reading, held: Reading, lexicon: Lexicon) -> bool:
    """Of a relative where the passage tells it of the patient, or the other way round."""
    names = lexicon.relatives
    first = [word.text for word in said.words[:3]]
    mine = next((word.removesuffix("s") for word in first if word.removesuffix("s") in names), "")
    relatives = set(map(stem, names))
    matter = {one for one in heavy(said.words) if one not in relatives}
    if not matter:
        return False
    about = _subjects(held, names, matter)
    if not about:
        return False
    if mine:
        return mine not in about and bool(about)
    opened = bool(set(first) & _PATIENT)
    return opened and "" not in about and not {w.text for w in said.words} & names


def _subjects(held: Reading, names: frozenset[str], matter: set[str]) -> set[str]:
    """Whom the clauses that share most with the matter are about: relatives, "" for the patient."""
    groups = list(clauses(held.words))
    shares = [len(matter & _stems(group)) for group in groups]
    best = max(shares, default=0)
    if best == 0:
        return set()
    return {_subject(groups, place, names) for place, share in enumerate(shares) if share == best}


def _subject(groups: Sequence[Sequence[Word]], place: int, names: frozenset[str]) -> str:
    group = groups[place]
    for at, word in enumerate(group):
        source = {before.text for before in group[max(0, at - 2) : at]} & _FROM
        if word.text.removesuffix("s") in names and not source:
            return word.text.removesuffix("s")
    if group[0].text in ("who", "which", "at", "with", "and") and place:
        return _subject(groups, place - 1, names)
    return ""


def _action(said: Reading, held: Reading) -> bool:
    """Another thing is done with the drug than the passage says: stopped where it is continued."""
    mine = _acts(said)
    theirs = _acts(held)
    return any(drug in theirs and acts and theirs[drug] and not acts & theirs[drug] for drug, acts in mine.items())


def _acts(reading: Reading) -> dict[str, set[str]]:
    """For each drug the acts of the words nearest to it, within its clause."""
    names = {stem(part): drug for drug in reading.drugs for part in drug.split()}
    found: dict[str, set[str]] = {}
    for clause in clauses(reading.words):
        acts = [(place, _ACTIONS[word.stem]) for place, word in enumerate(clause) if word.stem in _ACTIONS]
        for place, word in enumerate(clause):
            if word.stem in names and acts:
                nearest = min(acts, key=lambda act: abs(act[0] - place))
                found.setdefault(names[word.stem], set()).add(nearest[1])
    return found


def _other_amount(said: Reading, held: Reading) -> bool:
    """The passage has other masses, volumes or lengths, and this number only without a unit."""
    amounts = {same_amount(number, unit) for number, unit in held.numbers if unit}
    bases = {base for _amount, base in amounts} & {"g", "l", "m"}
    mine = (same_amount(number, unit) for number, unit in said.numbers if unit)
    return any(amount[1] in bases and amount not in amounts for amount in mine)


def _headed_side(said: Reading, held: Reading) -> bool:
    """A side that stands at the head of a list holds until the next: "Right ear: wax. Left ear: small perforation"."""
    mine = sides(said.words)
    if len(mine) != 1 or "both" in mine:
        return False
    matter = set(heavy(said.words))
    best, told, current = 0, set[str](), set[str]()
    for clause in clauses(held.words):
        own = sides(clause)
        current = own or current
        share = len(matter & {word.stem for word in clause if not is_side(word)})
        if share > best:
            best, told = share, set(current)
        elif share == best and share:
            told |= current
    return bool(told) and "both" not in told and not mine & told


def _opposite(said: Reading, held: Reading, lexicon: Lexicon) -> bool:
    """An opposite in the one clause that is about the same matter, wherever else the word may stand."""
    matter = [one for one in heavy(said.words) if one not in lexicon.opposite]
    for clause in _about(matter, held):
        theirs = _stems(clause)
        for one in _stems(said.words) - theirs:
            if lexicon.opposite.get(one, frozenset()) & (theirs - _stems(said.words)):
                return True
    return False


def _about(matter: Sequence[str], held: Reading) -> Iterator[tuple[Word, ...]]:
    """Clauses that share at least one and as many heavy words with the matter as any."""
    groups = list(clauses(held.words))
    most = max((len(set(matter) & _stems(group)) for group in groups), default=0)
    if most:
        yield from [group for group in groups if len(set(matter) & _stems(group)) == most][:1]
