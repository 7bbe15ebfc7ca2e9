"""What the cues of one sentence say of the finding that is marked in it."""

from collections.abc import Iterator, Mapping, Sequence

from triage.engine.context.phrases import Match
from triage.engine.context.rules import OR, Cue, Rules
from triage.engine.context.searched import Row
from triage.engine.context.types import DIMENSIONS, SAYINGS
from triage.engine.context.words import Word

_BEFORE_REACHES = 10  # words: what follows a finding speaks of it only when near
_FIRST = 1  # place of a sentence's first word, behind the mark of its beginning
_USUAL = "patient"  # named in most sentences: says whose it is only where nothing else does
_JOINTS = frozenset((",", "or", "nor"))
_PRIORITY = {saying: place for place, saying in enumerate(SAYINGS)}


def said(rules: Rules, row: Row) -> Mapping[str, str]:
    """By dimension, what the nearest cue in reach says; nothing of a dimension that no cue speaks of."""
    if not row.matches:
        return {}
    answers = {dimension: _of(rules, row, dimension) for dimension in DIMENSIONS}
    return {dimension: answer for dimension, answer in answers.items() if answer}


def _of(rules: Rules, row: Row, dimension: str) -> str:
    cues = list(_kept(rules, row.matches, dimension))
    borders = [(match.start, cue.local) for match, cue in cues if dimension in cue.ends]
    reaching = [
        (cue.says[dimension] == _USUAL, _distance(match, row.at), _PRIORITY[cue.says[dimension]], cue.says[dimension])
        for match, cue in cues
        if dimension in cue.says and _reaches(match, cue, row.words, row.at, borders)
    ]
    return min(reaching)[-1] if reaching else ""


def _kept(rules: Rules, found: Sequence[Match], dimension: str) -> Iterator[tuple[Match, Cue]]:
    """Cues of this dimension that do not overlap: from left to right the longest counts, with all that it says."""
    speaking = [match for match in found if _speaks(rules.cues[match.rule], dimension)]
    free, last = 0, (-1, -1)
    for match in sorted(speaking, key=lambda match: (match.start, -match.end)):
        if match.start >= free or (match.start, match.end) == last:
            free, last = match.end, (match.start, match.end)
            yield match, rules.cues[match.rule]


def _speaks(cue: Cue, dimension: str) -> bool:
    return cue.nothing or dimension in cue.says or dimension in cue.ends


def _distance(match: Match, at: int) -> int:
    return max(match.start - at, at - match.end + 1, 0) if not match.start <= at < match.end else 0


def _reaches(match: Match, cue: Cue, words: Sequence[Word], at: int, borders: Sequence[tuple[int, bool]]) -> bool:
    if match.start <= at < match.end:
        return cue.reach == "here"
    if cue.reach != ("after" if match.end <= at else "before"):
        return False
    first, last = (match.end, at) if cue.reach == "after" else (at + 1, match.start)
    between = words[first:last]
    limit = cue.within or (_BEFORE_REACHES if cue.reach == "before" else len(words))
    commas = [place for place in range(first, last) if words[place].text == ","]
    joints = [place for place in range(first, last) if words[place].text in _JOINTS]
    return (
        sum(bool(word.kinds) for word in between) <= limit
        and (cue.over_commas is True or not commas or (cue.over_commas == OR and _is_list(match, words, commas[0])))
        and not any(
            first <= border < last and not (local and _passed(cue, border, joints)) for border, local in borders
        )
    )


def _is_list(match: Match, words: Sequence[Word], comma: int) -> bool:
    """'Not warm, red or tender' is one, and a sentence that begins with 'No'; 'will not drink, cries' is none."""
    return match.start == _FIRST or any(word.text in ("or", "nor") for word in words[comma:])


def _passed(cue: Cue, border: int, joints: Sequence[int]) -> bool:
    """Whether a local border is left behind: a list goes on after it."""
    return cue.reach == "before" or any(joint > border for joint in joints)
