"""Which words begin a work-up, and what is taken for an answer in one."""

import pytest

from assistant.engine.work_up.asking import Means, begins, reply
from assistant.engine.work_up.types import COMPLAINT, CaseSoFar, Over, State
from tests.assistant.engine.work_up.tool import SmallTool

TOOL = SmallTool()
ASKED = State(CaseSoFar("Cough."), pending="fever", asked=1)


@pytest.mark.parametrize(
    ("text", "case", "with_chart"),
    [
        ("differential for this patient", "", True),
        ("Differential diagnosis for her?", "", True),
        ("What's the differential for this patient: crushing chest pain", "crushing chest pain", True),
        ("help me work through this: 54F chest pain", "54F chest pain", False),
        ("Help me think through this case. 54F with chest pain.", "54F with chest pain.", False),
        ("ddx: cough and fever", "cough and fever", False),
        ("Please give me a differential for a 3-year-old with barking cough", "a 3-year-old with barking cough", False),
        ("work up this patient", "", True),
        ("Let's work this through", "", False),
        ("work through this patient without the chart: cough", "cough", False),
        ("work through this case with the chart: cough", "cough", True),
        ("interview me about this patient", "", True),
        ("differential for her - sudden headache", "sudden headache", True),
    ],
)
def test_a_work_up_begins(text: str, case: str, with_chart: bool) -> None:
    begun = begins(text)
    assert begun is not None
    assert (begun.text, begun.with_chart) == (case, with_chart)


@pytest.mark.parametrize(
    "text",
    [
        "what is the latest potassium?",
        "show the white cell differential",
        "latest CBC with differential",
        "differential count",
        "What was the workup for anemia?",
        "how did she get through surgery",
        "did the ED note give a differential?",
        "work history",
        "walks through the park daily?",
        "question",
        "",
    ],
)
def test_other_questions_begin_none(text: str) -> None:
    assert begins(text) is None


@pytest.mark.parametrize(
    ("text", "means", "finding", "words"),
    [
        ("yes", Means.YES, "fever", ""),
        ("Yes.", Means.YES, "fever", ""),
        ("no", Means.NO, "fever", ""),
        ("don't know", Means.UNKNOWN, "fever", ""),
        ("not sure", Means.UNKNOWN, "fever", ""),
        ("yes, and she coughs", Means.YES, "fever", "and she coughs"),
        ("no, but runny nose", Means.NO, "fever", "but runny nose"),
        ("Yes: runny nose", Means.YES, "runny-nose", ""),
        ("NO: fever", Means.NO, "fever", ""),
        ("Not known: smoking", Means.UNKNOWN, "smoking", ""),
        ("no fever, but runny nose", Means.WORDS, "", "no fever, but runny nose"),
        ("no leg swelling", Means.WORDS, "", "no leg swelling"),
        ("no, leg swelling", Means.WORDS, "", "no, leg swelling"),
        ("stop", Means.STOP, "", ""),
        ("That's enough", Means.STOP, "", ""),
        ("go on asking", Means.GO_ON, "", ""),
        ("Use this chart too", Means.WITH_CHART, "", ""),
    ],
)
def test_what_an_answer_means(text: str, means: Means, finding: str, words: str) -> None:
    found = reply(text, ASKED, TOOL)
    assert found is not None
    assert (found.means, found.finding, found.words) == (means, finding, words)


@pytest.mark.parametrize(
    "text", ["what is the latest potassium?", "show the labs", "any fever?", "summarize the chart"]
)
def test_a_question_about_the_chart_is_no_answer(text: str) -> None:
    assert reply(text, ASKED, TOOL) is None


def test_a_button_that_names_no_finding_is_read_as_words() -> None:
    found = reply("Yes: unicorn", ASKED, TOOL)
    assert found is not None
    assert not found.by_button


def test_after_the_end_only_buttons_count() -> None:
    over = State(CaseSoFar("Cough."), over=Over.SURE)
    assert reply("runny nose", over, TOOL) is None
    assert reply("stop", over, TOOL) is None
    by_name = reply("No: fever", over, TOOL)
    assert by_name is not None
    assert by_name.by_button


def test_a_bare_yes_does_not_answer_what_troubles_the_patient() -> None:
    found = reply("yes", State(CaseSoFar(), pending=COMPLAINT), TOOL)
    assert found is not None
    assert found.means is Means.WORDS
