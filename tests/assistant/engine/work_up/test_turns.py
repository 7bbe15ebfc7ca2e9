"""Does a work-up take answers as they were meant, say why it asks, and stop when it should?"""

from dataclasses import replace

from assistant.engine.mind.embedded import EmbeddedMind
from assistant.engine.types import Finished, Piece, Question, Sentence, Turn
from assistant.engine.work_up.state import ending
from assistant.engine.work_up.types import COMPLAINT, MOST_QUESTIONS, Board, CaseSoFar, Over, State, Told, state_of
from tests.assistant.engine.mind.charts import TODAY, marta
from tests.assistant.engine.work_up.tool import SmallTool
from triage.engine.differential import GivenFinding

CASE = "help me work through this: pleuritic chest pain and leg swelling"


class Talk:
    """A conversation in which each answer's state is handed on, as the stored one is."""

    def __init__(self, tool: SmallTool | None = None) -> None:
        self.tool = tool or SmallTool()
        self.tools = replace(marta(), case_tool=self.tool)
        self.turns: list[Turn] = []
        self.pieces: list[Piece] = []

    def say(self, text: str) -> "Talk":
        question = Question(text, tuple(self.turns))
        self.pieces = list(EmbeddedMind(lambda: TODAY).answer(question, self.tools))
        boards = [one for one in self.pieces if isinstance(one, Board)]
        state = state_of(boards[0].state.as_json()) if boards else None
        self.turns.append(Turn(text, work_up=state))
        return self

    @property
    def board(self) -> Board:
        return next(one for one in self.pieces if isinstance(one, Board))

    @property
    def state(self) -> State:
        return self.board.state

    @property
    def text(self) -> str:
        return " ".join(one.text for one in self.pieces if isinstance(one, Sentence))

    @property
    def is_work_up(self) -> bool:
        return any(isinstance(one, Board) for one in self.pieces)


def test_the_first_question_says_its_number_and_why_it_is_asked() -> None:
    talk = Talk().say(CASE)
    assert f"Question 1 of at most {MOST_QUESTIONS}: " in talk.text
    assert "Asked because it would speak for " in talk.text
    assert "With yes Pulmonary embolism would be 90 %, with no 10 %; now " in talk.text
    assert talk.state.pending
    assert talk.board.standings[0].name == "Pulmonary embolism"
    assert isinstance(talk.pieces[-1], Finished)


def test_each_answer_moves_the_list_and_asks_something_else() -> None:
    talk = Talk().say(CASE)
    first = talk.state.pending
    talk.say("no")
    assert Told(first, False, f"{talk.tool.name(first)}: no") in talk.state.case.told
    assert talk.state.pending != first
    assert talk.state.asked == 2
    assert talk.board.moved
    assert all(one.before is not None for one in talk.board.standings)


def test_what_nobody_knows_is_not_asked_again() -> None:
    talk = Talk().say(CASE)
    seen = set()
    while talk.state.pending:
        assert talk.state.pending not in seen
        seen.add(talk.state.pending)
        talk.say("not known")
    assert talk.state.over in (Over.SPENT, Over.ALL_ASKED, Over.SURE)


def test_one_free_text_answers_several_and_says_how_it_was_read() -> None:
    talk = Talk().say("ddx: cough").say("no fever, but runny nose")
    assert "Taken: no fever; runny nose." in talk.text
    assert talk.state.case.text == "cough\nno fever, but runny nose."
    assert {one.finding for one in talk.board.standings[0].supporting} >= {"runny-nose"}


def test_a_later_word_corrects_an_earlier_one() -> None:
    talk = Talk().say("ddx: cough and fever").say("No: fever")
    assert talk.state.case.text == "cough and [corrected]"
    talk.say("actually fever is present")
    assert [one.finding for one in talk.state.case.told] == []
    assert "Taken: fever." in talk.text


def test_a_red_flag_is_said_first_and_once() -> None:
    talk = Talk().say("ddx: cough, saturation 84 %")
    first = next(one for one in talk.pieces if isinstance(one, Sentence))
    assert first.text.startswith("Red flag: low oxygen (Pulmonary embolism")
    talk.say("no")
    assert "Red flag" not in talk.text
    assert talk.board.flags


def test_what_must_not_be_missed_is_shown_however_unlikely() -> None:
    talk = Talk().say("ddx: runny nose and cough")
    assert talk.board.standings[0].condition == "common-cold"
    assert [one.condition for one in talk.board.dangers] == ["pulmonary-embolism"]


def test_it_stops_when_told_and_goes_on_when_told() -> None:
    talk = Talk().say(CASE).say("stop here")
    assert talk.state.over is Over.STOPPED
    assert not talk.state.pending
    assert "Stopped. Nothing more is asked." in talk.text
    assert Talk().say(CASE).say("stop here").say("go on asking").state.pending


def test_it_stops_after_twelve_questions() -> None:
    state = State(CaseSoFar("cough"), pending="fever", asked=MOST_QUESTIONS, insists=True)
    talk = Talk()
    talk.turns = [Turn("ddx: cough", work_up=state)]
    talk.say("no")
    assert talk.state.over is Over.ALL_ASKED
    assert f"All {MOST_QUESTIONS} questions were asked." in talk.text


def test_it_stops_when_it_is_sure_and_no_danger_is_open() -> None:
    made = SmallTool().suggest(CaseSoFar("runny nose and cough"))
    first, danger = made.found.ranked[0], made.found.cant_miss[0]
    sure = (replace(first, probability=0.9), *made.found.ranked[1:])
    for chance, over in ((0.01, Over.SURE), (0.2, Over.NOT)):
        found = replace(made.found, ranked=sure, cant_miss=(replace(danger, probability=chance),))
        assert ending(State(CaseSoFar("cough")), replace(made, found=found)) is over
    found = replace(made.found, ranked=sure, cant_miss=())
    assert ending(State(CaseSoFar("cough"), insists=True), replace(made, found=found)) is Over.NOT


def test_without_a_complaint_it_asks_for_one_and_uses_the_chart_that_was_meant() -> None:
    rows = [GivenFinding("smoking", True, "condition:c9", "Smoking, active")]
    talk = Talk(SmallTool(rows)).say("differential for this patient")
    assert talk.state.pending == COMPLAINT
    assert not talk.tool.asked
    talk.say("cough and coughing up blood")
    assert talk.tool.asked[-1] == CaseSoFar("cough and coughing up blood.", with_chart=True)
    sources = {item.source for one in talk.board.standings for item in one.supporting}
    assert "condition:c9" in sources


def test_the_chart_is_not_used_unless_it_was_said() -> None:
    rows = [GivenFinding("smoking", True, "condition:c9", "Smoking, active")]
    talk = Talk(SmallTool(rows)).say(CASE)
    assert not talk.state.case.with_chart
    talk.say("Use this chart too")
    assert talk.state.case.with_chart


def test_stopping_before_any_complaint_weighs_nothing() -> None:
    talk = Talk().say("differential for this patient").say("stop")
    assert not talk.tool.asked
    assert not talk.board.standings


def test_a_question_about_the_chart_in_between_is_answered_from_the_chart() -> None:
    talk = Talk().say(CASE).say("latest potassium?")
    assert not talk.is_work_up
    assert "5.6" in talk.text
    talk.say("yes")
    assert talk.is_work_up


def test_plain_words_answer_only_what_was_asked_just_before() -> None:
    talk = Talk().say(CASE).say("latest potassium?").say("hypertension")
    assert not talk.is_work_up


def test_words_without_a_finding_are_kept_and_said_to_be_so() -> None:
    talk = Talk().say(CASE)
    pending = talk.state.pending
    talk.say("it felt like tearing cloth")
    assert "No listed finding was recognised" in talk.text
    assert talk.state.case.text.endswith("it felt like tearing cloth.")
    assert (talk.state.pending, talk.state.asked) == (pending, 1)


def test_the_name_of_a_list_is_a_question_about_the_chart() -> None:
    talk = Talk().say(CASE).say("current medications")
    assert not talk.is_work_up


def test_a_case_that_names_another_patient_is_refused() -> None:
    talk = Talk().say("help me work through this: Mrs Okonkwo has chest pain")
    assert not talk.is_work_up
    assert not talk.tool.asked


def test_yes_without_a_work_up_is_no_answer() -> None:
    assert not Talk().say("yes").is_work_up
