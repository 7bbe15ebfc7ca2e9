"""One turn of a work-up: what was answered goes in, the list as it stands and the next question come out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.engine.types import Finished, Piece, Progress, Question, Sentence, Status, Tools
from assistant.engine.work_up.asking import Means, Reply, begins, reply
from assistant.engine.work_up.board import board, chance, cited
from assistant.engine.work_up.state import answered, ending
from assistant.engine.work_up.types import (
    COMPLAINT,
    MOST_QUESTIONS,
    Asking,
    Board,
    CaseTool,
    Over,
    State,
    Suggestion,
    Told,
)
from triage.engine.differential.types import Evidence

BADGE = "suggested from the knowledge base"
_ENDED = {
    Over.SURE: "The list is sure enough to stop asking: the first is very likely, and nothing that must not be "
    "missed comes near it.",
    Over.ALL_ASKED: f"All {MOST_QUESTIONS} questions were asked.",
    Over.SPENT: "No question is left that would tell much; a test may.",
    Over.STOPPED: "Stopped. Nothing more is asked.",
}


@dataclass(frozen=True, slots=True)
class Step:
    """`by_button` when the text is exactly what one of our own buttons sends."""

    pieces: Callable[[], Iterator[Piece]]
    by_button: bool = False


def step(question: Question, tools: Tools, asks_the_chart: Callable[[], bool]) -> Step | None:
    """None where the question is none of a work-up. `asks_the_chart` tells whether plain words name something
    that the chart is asked for."""
    begun = begins(question.text)
    if begun is not None:
        return Step(lambda: _begun(State(begun), tools))
    state = next((turn.work_up for turn in reversed(question.history) if turn.work_up), None)
    if state is None:
        return None
    tool = tools.differential()
    given = reply(question.text, state, tool)
    if given is None or (given.means is Means.WORDS and not _is_meant(question, state, given, tool, asks_the_chart)):
        return None
    after, told = answered(state, given, tool)
    return Step(lambda: _turned(state, after, told, given, tools), given.by_button)


def _is_meant(
    question: Question, state: State, given: Reply, tool: CaseTool, asks_the_chart: Callable[[], bool]
) -> bool:
    """Plain words answer only what was asked just before."""
    if question.history[-1].work_up is not state:
        return False
    if state.pending == COMPLAINT or tool.read(given.words):
        return True
    return not asks_the_chart()


def _begun(state: State, tools: Tools) -> Iterator[Piece]:
    if state.case.text:
        yield from _shown(state, (), tools)
    else:
        yield from _complaint_asked(state)


def _complaint_asked(state: State) -> Iterator[Piece]:
    yield Sentence("What troubles the patient now, and since when? Write it as you would tell a colleague.")
    if state.case.with_chart:
        yield Sentence(
            "From this chart come age, sex, active problems and medicines, and the latest results out of order."
        )
    yield Board(replace(state, pending=COMPLAINT))
    yield Finished(Status.NEEDS_CLARIFICATION, BADGE)


def _turned(before: State, state: State, told: Sequence[Told], given: Reply, tools: Tools) -> Iterator[Piece]:
    if before.pending == COMPLAINT and state.over is Over.STOPPED:
        yield Sentence(_ENDED[Over.STOPPED])
        yield Board(state)
        yield Finished(Status.ANSWERED, BADGE)
        return
    if not (state.case.text or state.case.told or state.case.with_chart):
        yield from _complaint_asked(state)
        return
    if given.means is Means.WORDS and not told and before.pending != COMPLAINT:
        said = "No listed finding was recognised in that; the words are kept with the case and compared as a whole."
        yield from _shown(state, (Sentence(said),), tools)
        return
    yield from _shown(state, _taken(told, given, tools.differential()), tools)


def _taken(told: Sequence[Told], given: Reply, tool: CaseTool) -> tuple[Sentence, ...]:
    """How a free answer was read, so that a misreading shows."""
    if not told or given.by_button:
        return ()
    return (Sentence(f"Taken: {'; '.join(_in_words(one, tool) for one in told)}."),)


def _in_words(one: Told, tool: CaseTool) -> str:
    name = tool.name(one.finding)
    return f"{name} not known" if one.present is None else name if one.present else f"no {name}"


def _shown(state: State, first: Sequence[Sentence], tools: Tools) -> Iterator[Piece]:
    yield Progress("Weighing findings")
    made = tools.differential().suggest(state.case)
    over = ending(state, made)
    fresh = [flag for flag in made.found.red_flags if flag.evidence.finding not in state.flags]
    for flag in fresh:
        yield _flag(flag.evidence, flag.conditions)
    ask = None if over else made.ask
    yield _question(state, ask) if ask else Sentence(_ENDED[over])
    yield from first
    yield from _why(ask) if ask else _headline(made)
    yield _board(state, made, over)
    yield Finished(Status.ANSWERED, BADGE)


def _flag(evidence: Evidence, conditions: Sequence[str]) -> Sentence:
    return Sentence(f"Red flag: {evidence.name} ({', '.join(conditions[:3])}).", cited(evidence))


def _question(state: State, ask: Asking) -> Sentence:
    number = state.asked + (ask.finding != state.pending)
    return Sentence(f"Question {number} of at most {MOST_QUESTIONS}: {ask.name}?")


def _why(ask: Asking) -> Iterator[Piece]:
    why = [f"Asked because it would speak for {' and '.join(ask.raises)}."] if ask.raises else []
    why += [
        f"With yes {move.name} would be {chance(move.if_yes)}, with no {chance(move.if_no)}; now {chance(move.now)}."
        for move in ask.moves[:1]
    ]
    yield Sentence(" ".join(why))


def _headline(made: Suggestion) -> Iterator[Piece]:
    if made.found.ranked:
        first = made.found.ranked[0]
        yield Sentence(f"First on the list: {first.name}, {chance(first.probability)}.")
    if made.found.tests:
        tests = "; ".join(test.text for test in made.found.tests[:3])
        yield Sentence(f"Tests that would tell most: {tests}.")


def _board(state: State, made: Suggestion, over: Over) -> Board:
    pending = made.ask.finding if over is Over.NOT and made.ask else ""
    asked = state.asked + (1 if pending and pending != state.pending else 0)
    return board(
        replace(state, pending=pending, asked=asked, over=over), made, made.ask.name if pending and made.ask else ""
    )
