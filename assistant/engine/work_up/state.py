"""What an answer changes in a work-up."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.engine.work_up.asking import Means, Reply
from assistant.engine.work_up.types import COMPLAINT, MOST_QUESTIONS, CaseSoFar, CaseTool, Over, State, Suggestion, Told

SURE = 0.75  # "very likely", as the page says it
_OPEN_DANGER = 0.05  # as long as something that must not be missed is at least this likely, nothing is sure
_TELLS = 0.02  # bits: a question below this is not worth the patient's time
_PRESENT = {Means.YES: True, Means.NO: False, Means.UNKNOWN: None}
CORRECTED = "[corrected]"


def answered(state: State, given: Reply, tool: CaseTool) -> tuple[State, tuple[Told, ...]]:
    """The state after an answer, and what was taken from it."""
    case, told = state.case, list[Told]()
    match given.means:
        case Means.STOP:
            return replace(state, over=Over.STOPPED, pending=""), ()
        case Means.GO_ON:
            return replace(state, over=Over.NOT, insists=True), ()
        case Means.WITH_CHART | Means.CHART_ALONE:
            return replace(state, case=replace(case, with_chart=True), over=Over.NOT, pending=""), ()
        case Means.YES | Means.NO | Means.UNKNOWN:
            present = _PRESENT[given.means]
            told.append(Told(given.finding, present, f"{tool.name(given.finding)}: {_said(present)}"))
    read = [Told(one.finding, one.present, one.text) for one in tool.read(given.words)] if given.words else []
    told = [one for one in told if one.finding not in {other.finding for other in read}] + read
    case = _with(case, told, given.words, tool)
    is_new = given.words or any(one not in state.case.told for one in told)
    settled = state.pending == COMPLAINT or any(one.finding == state.pending for one in told)
    pending = "" if settled else state.pending
    return replace(state, case=case, pending=pending, over=Over.NOT if is_new else state.over), tuple(told)


def _said(present: bool | None) -> str:
    return "not known" if present is None else "yes" if present else "no"


def _with(case: CaseSoFar, told: Sequence[Told], words: str, tool: CaseTool) -> CaseSoFar:
    """The latest word counts: what it contradicts is taken out of what was said before."""
    now = {one.finding: one.present for one in told}
    kept = [one for one in case.told if one.finding not in now]
    buttons = [one for one in told if f"{tool.name(one.finding)}: {_said(one.present)}" == one.text]
    unknown = [one for one in told if one.present is None and one not in buttons]
    text = _corrected(case.text, now, tool)
    if words:
        text = f"{text.rstrip()}\n{_ended(words)}".strip()
    return replace(case, text=text, told=(*kept, *buttons, *unknown))


def _corrected(text: str, now: dict[str, bool | None], tool: CaseTool) -> str:
    for one in sorted(tool.read(text), key=lambda one: -one.start):
        if one.finding in now and now[one.finding] is not None and one.present is not now[one.finding]:
            text = text[: one.start] + CORRECTED + text[one.end :]
    return text


def _ended(words: str) -> str:
    """A sentence of its own, so that a denial before it does not reach it."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def ending(state: State, made: Suggestion) -> Over:
    """Whether to ask on."""
    if state.over is Over.STOPPED:
        return Over.STOPPED
    ranked = made.found.ranked
    dangers = [one for one in made.found.cant_miss if ranked and one.condition != ranked[0].condition]
    is_sure = bool(ranked) and ranked[0].probability >= SURE
    if is_sure and not state.insists and all(one.probability < _OPEN_DANGER for one in dangers):
        return Over.SURE
    if state.asked >= MOST_QUESTIONS:
        return Over.ALL_ASKED
    if made.ask is None or made.ask.information < _TELLS:
        return Over.SPENT
    return Over.NOT
