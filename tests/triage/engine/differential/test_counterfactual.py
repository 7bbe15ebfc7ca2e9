"""The same case in somebody else: only sex and age change, and what they move is told."""

from tests.triage.engine.differential.small import ENGINE
from triage.engine.differential import Case
from triage.engine.differential.counterfactual import Counterfactual, counterfactuals


def told(case: Case) -> list[Counterfactual]:
    return list(counterfactuals(ENGINE.diagnose, case, ENGINE.diagnose(case)))


def test_the_other_sex_and_each_other_band_of_age_are_tried() -> None:
    found = told(Case("A 70-year-old woman coughs and smokes."))
    assert [(one.sex, one.age) for one in found] == [("M", None), ("", 8.0), ("", 30.0), ("", 55.0)]


def test_what_age_makes_unlikely_falls() -> None:
    child = next(one for one in told(Case("Cough, coughing up blood, smokes.", age=70)) if one.age == 8.0)
    [cancer] = [one for one in child.moved if one.name == "Lung cancer"]
    assert cancer.after < cancer.before


def test_nothing_moves_where_sex_does_not_matter() -> None:
    [other] = [one for one in told(Case("Runny nose and cough.", age=30, sex="F")) if one.sex]
    assert other.same_first
    assert other.moved == ()
