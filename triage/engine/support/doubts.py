"""Further checks of a statement beside a passage: how sure, when, whose, what is done with which drug. They are for the
checker alone; what the assistant composes from rows is held to `facts` only."""

import itertools
import re
from collections.abc import Iterator, Sequence

from triage.engine.support.facts import best_clause, clauses, heavy, same_amount
from triage.engine.support.lexicon import Lexicon, stem
from triage.engine.support.reading import DENIED, Reading, Word, is_side, sides

_HEDGES = frozenset(map(stem, "possible likely pending unlikely differential consider concern".split()))
_NOT_EXCLUDED = re.compile(r"\b(?:cannot|can't|not) (?:yet )?(?:be )?(?:fully )?(?:excluded|ruled out)\b")
_MORE_LIKELY = re.compile(r"\b(?:more|less) likely\b")
_SHOWN = frozenset(map(stem, "diagnosed biopsy histology".split()))
_SURE = frozenset(
    map(
        stem,
        "confirmed confirms proven proved proves certain certainly definite definitely established".split(),
    )
)
_MAY = re.compile(r"\b(?:can|could|may|might|perhaps|appears?|seems?)\b")
_AHEAD = frozenset(
    map(
        stem,
        "planned plan booked requested listed offered recommended consider considering await pending wait referred "
        "follow afterwards".split(),
    )
)
_AHEAD_PHRASE = re.compile(
    r"\b(?:to be|a date for|will|is due|are due|is to|are to|next (?:week|month|year)|tomorrow|wants?|"
    r"to (?:start|begin|follow))\b"
)
_OVER = re.compile(
    r"\b(?:previous(?:ly)?|former(?:ly)?|until|in the past|used to|a year (?:ago|earlier)|years? ago|last "
    r"(?:week|month|year)|"
    r"since childhood|as a child|history of|(?:in|since) (?:19|20)\d\d|old|gave up|stop|resolved|none since|treated)\b"
)
_EARLIER = re.compile(r"\b(?:before|earlier|last time)\b")
_NOW = re.compile(r"\b(?:now|current(?:ly)?|at present|today|still|already|acute|active)\b")
_AGO = re.compile(r"\b(?:ago|yesterday|last (?:week|month|year|night))\b")
_STILL_AHEAD = re.compile(
    r"\b(?:(?:is|are) (?:still )?(?:planned|scheduled|booked|due|to be)|will (?:be|have|undergo)|awaits|waiting for)\b"
)
_PAST = re.compile(r"\b(?:was|were|has been|have been|had|underwent|s/p|done|performed|completed)\b")
_MAY_BE_AHEAD = re.compile(r"\b(?:should|must|for|if|until|again|next|repeat|review)\b")
_STILL = re.compile(r"\b(?:still|persists?|continues to|remains)\b")
_WHEN = re.compile(r"\b(before|after|since) (?:(?:the|a|an|his|her|their) )?([a-z]{3,})")
_BEFORE_AFTER = re.compile(r"\b(before|after)\b")
_ACTIONS = {
    **dict.fromkeys(("stop", "hold", "omit", "withhold", "wean", "withdrawn"), "stop"),
    **dict.fromkeys(("continu", "begin", "start", "add", "restart", "resum"), "go"),
    **dict.fromkeys(("rais", "doubl"), "up"),
    **dict.fromkeys(("lower", "halv"), "down"),
}
_ENDS = frozenset(  # without one of these nothing was stopped
    map(
        stem,
        "stop hold omit withhold wean weaned withdrawn discontinued replaced switched changed change off no not longer "
        "never until instead former ended end finished completed last came gave given without out after".split(),
    )
)
_FROM = frozenset(("from", "by", "with", "to"))
_REPORTS = frozenset(map(stem, "reports says states notes noticed describes tells mentions observed observes".split()))
_PATIENT = frozenset(("she", "he", "patient", "her", "his", "i"))


def doubts(sentence: str, passage: str, said: Reading, held: Reading, lexicon: Lexicon) -> tuple[str, ...]:
    """Kinds of checks that fail."""
    checks = (
        ("certainty", _certainty(sentence.casefold(), passage.casefold(), said, held)),
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


def _certainty(sentence: str, passage: str, said: Reading, held: Reading) -> bool:
    """Told as sure where the passage is not, or called confirmed where nothing confirms."""
    mine, all_held = _stems(said.words), _stems(held.words)
    if mine & _HEDGES:
        return False
    if mine & _SURE and not all_held & (_SURE | _SHOWN):
        return True
    matter = set(heavy(said.words))
    clause = best_clause(said.words, held)
    near = _sentence_of(said, passage)
    hedges = _HEDGES - ({"like"} if _MORE_LIKELY.search(near) else set())
    hedged = bool(_NOT_EXCLUDED.search(near) or _stems(clause) & hedges) and not _MAY.search(sentence)
    shared = matter & _stems(clause)
    return hedged and len(shared) * 2 >= len(matter) and not said.denials


def _time(sentence: str, passage: str, said: Reading, held: Reading) -> bool:
    """Done where it is planned, present where it is over, before where it is after."""
    mine, theirs = _BEFORE_AFTER.findall(sentence), _BEFORE_AFTER.findall(passage)
    if len(set(mine)) == 1 and len(set(theirs)) == 1 and mine[0] != theirs[0]:
        return True
    if _the_other_way(sentence, passage):
        return True
    near = _sentence_of(said, passage)
    ahead = bool(_AHEAD_PHRASE.search(near)) or bool(_AHEAD & set(map(stem, re.findall(r"[a-z]+", near))))
    told_ahead = bool(_AHEAD_PHRASE.search(sentence)) or bool(_AHEAD & _stems(said.words))
    if said.denials:
        return False
    if ahead and not told_ahead and _is_done(sentence):
        return True
    if not ahead and _STILL_AHEAD.search(sentence) and _PAST.search(near) and not _MAY_BE_AHEAD.search(near):
        return True
    if ahead and _AGO.search(sentence) and not _AGO.search(near):
        return True
    if _STILL.search(sentence) and not _STILL.search(near) and _OVER.search(near):
        return True
    over_too = _OVER.search(sentence) or _EARLIER.search(sentence)
    return bool(_NOW.search(sentence)) and not _NOW.search(near) and bool(_OVER.search(near)) and not over_too


_DONE = re.compile(
    r"\b(?:has|have|had|was|were|been|already|is being) (?:already |been |being )*[a-z]+(?:ed|en|ne|ade)\b|\b(?:taking|"
    r"performed)\b"
)


def _the_other_way(sentence: str, passage: str) -> bool:
    """ "Before the move" of what the passage tells "since the move"."""
    told: dict[str, set[str]] = {}
    for when, what in _WHEN.findall(passage):
        told.setdefault(stem(what), set()).add(when.replace("since", "after"))
    said = [(when.replace("since", "after"), stem(what)) for when, what in _WHEN.findall(sentence)]
    return any(what in told and when not in told[what] for when, what in said)


def _is_done(sentence: str) -> bool:
    return bool(_DONE.search(sentence))


def _sentence_of(said: Reading, passage: str) -> str:
    """The sentence of the passage that shares most words with the statement; empty where none shares any."""
    wanted = set(heavy(said.words)) | {number for number, _unit in said.numbers}
    parts = re.split(r"(?<=[.;!?])\s+|\n", passage)
    shared = {part: len(wanted & {stem(w) for w in re.findall(r"[a-z]+|\d+(?:\.\d+)?", part)}) for part in parts}
    return max(shared, key=shared.__getitem__) if any(shared.values()) else ""


def _whose(said: Reading, held: Reading, lexicon: Lexicon) -> bool:
    """Of a relative where the passage tells it of the patient, or the other way round."""
    names = lexicon.relatives
    first = [word.text for word in said.words[:3]]
    mine = next((word.removesuffix("s") for word in first if word.removesuffix("s") in names), "")
    if mine and _tells(said.words[:4], names):
        return False
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


def _tells(words: Sequence[Word], names: frozenset[str]) -> bool:
    """Whether the relative only reports: "his wife says that he …"."""
    return any(
        one.text.removesuffix("s") in names and other.stem in _REPORTS for one, other in itertools.pairwise(words)
    )


def _subject(groups: Sequence[Sequence[Word]], place: int, names: frozenset[str]) -> str:
    group = groups[place]
    if _tells(group, names):
        return ""
    if place and group[0].text in ("who", "whose"):  # of whoever was named last, even as "with her son"
        named = [word.text.removesuffix("s") for word in groups[place - 1] if word.text.removesuffix("s") in names]
        if named:
            return named[-1]
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
    if any("stop" in acts for acts in mine.values()) and not said.denials and not _stems(held.words) & _ENDS:
        return True
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
    affirmed = {word.stem for word in said.words if word.denial != DENIED}
    matter = [one for one in heavy(said.words) if one not in lexicon.opposite]
    for clause in _about(matter, held):
        theirs = {word.stem for word in clause if word.denial != DENIED}
        for one in affirmed - _stems(clause):
            if lexicon.opposite.get(one, frozenset()) & (theirs - _stems(said.words)):
                return True
    return False


def _about(matter: Sequence[str], held: Reading) -> Iterator[tuple[Word, ...]]:
    """Clauses that share at least one and as many heavy words with the matter as any."""
    groups = list(clauses(held.words))
    most = max((len(set(matter) & _stems(group)) for group in groups), default=0)
    if most:
        yield from [group for group in groups if len(set(matter) & _stems(group)) == most][:1]
