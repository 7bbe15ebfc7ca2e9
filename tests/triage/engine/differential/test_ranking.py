"""What comes first, how likely, and what moves it."""

import pytest

from tests.triage.engine.differential.small import ENGINE
from triage.engine.differential import Case, GivenFinding


def names(case: Case, candidates: tuple[str, ...] = ()) -> list[str]:
    return [one.name for one in ENGINE.diagnose(case, candidates).ranked]


def chance(case: Case, condition: str) -> float:
    return {one.condition: one.probability for one in ENGINE.diagnose(case).ranked}[condition]


def test_the_condition_that_explains_the_findings_comes_first() -> None:
    assert names(Case("cough, fever and pleuritic chest pain"))[0] == "Pneumonia"
    assert names(Case("runny nose and cough"))[0] == "Common cold"
    assert names(Case("pleuritic chest pain and leg swelling, saturation 84 %"))[0] == "Pulmonary embolism"


def test_a_denied_finding_speaks_against_and_a_telling_one_decides() -> None:
    assert chance(Case("cough, no fever"), "pneumonia") < chance(Case("cough"), "pneumonia")
    assert chance(Case("lobar shadow"), "pneumonia") > 0.5


def test_probabilities_fall_and_leave_room_for_what_is_not_known() -> None:
    ranked = ENGINE.diagnose(Case("cough")).ranked
    chances = [one.probability for one in ranked]
    assert chances == sorted(chances, reverse=True)
    assert 0 < sum(chances) < 1


def test_age_and_sex_count() -> None:
    assert chance(Case("coughing up blood", age=70), "lung-cancer") > chance(Case("coughing up blood"), "lung-cancer")
    assert chance(Case("chest pain", sex="M"), "endometriosis") < 0.01


def test_a_finding_of_the_chart_counts_and_keeps_its_source() -> None:
    case = Case("cough", given=(GivenFinding("lobar-shadow", True, "report:7", "shadow on the right"),))
    first = ENGINE.diagnose(case).ranked[0]
    assert first.condition == "pneumonia"
    assert (first.supporting[0].source, first.supporting[0].span) == ("report:7", None)


def test_a_child_finding_stands_for_its_parent() -> None:
    assert chance(Case("high fever and cough"), "pneumonia") > chance(Case("cough"), "pneumonia")


@pytest.mark.parametrize("text", ["", "???", "xyzzy", "no cough no fever", "\n" * 50, "cough " * 2000])
def test_a_list_comes_of_any_text(text: str) -> None:
    found = ENGINE.diagnose(Case(text))
    assert len(found.ranked) == 5
    assert 1 <= found.acuity <= 5


def test_candidates_are_ranked_under_the_names_that_were_given() -> None:
    asked = ("lung clot", "CORYZA", "Pneumonia", "some unheard of plague")
    found = ENGINE.diagnose(Case("cough, fever, lobar shadow"), asked).ranked
    assert {one.name for one in found} == set(asked)
    assert found[0].name == "Pneumonia"
    assert {one.name: one.condition for one in found}["lung clot"] == "pulmonary-embolism"
    assert {one.name: one.condition for one in found}["some unheard of plague"] == ""
