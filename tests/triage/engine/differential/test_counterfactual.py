"""The same case in somebody else: one thing about the person changes, and what it moves is worked out and told."""

import pytest

from tests.triage.engine.differential.small import ENGINE
from triage.engine.differential import Case, Differential
from triage.engine.differential.counterfactual import Counterfactual, counterfactuals
from triage.engine.differential.rewording import ETHNICITIES, INSURANCES, NAMES, rewordings


def told(case: Case, kind: str = "") -> list[Counterfactual]:
    found = counterfactuals(ENGINE.diagnose, case, ENGINE.diagnose(case))
    return [one for one in found if kind in ("", one.kind)]


def test_the_other_sex_and_each_other_band_of_age_are_tried() -> None:
    found = told(Case("A 70-year-old woman coughs and smokes."))
    pairs = [(one.kind, one.value) for one in found if one.kind in ("sex", "age")]
    assert pairs == [("sex", "M"), ("age", "8"), ("age", "30"), ("age", "55")]


def test_what_age_makes_unlikely_falls() -> None:
    child = next(one for one in told(Case("Cough, coughing up blood, smokes.", age=70), "age") if one.value == "8")
    [cancer] = [one for one in child.moved if one.name == "Lung cancer"]
    assert cancer.after < cancer.before


def test_nothing_moves_where_sex_does_not_matter() -> None:
    [other] = told(Case("Runny nose and cough.", age=30, sex="F"), "sex")
    assert other.same_first
    assert other.moved == ()


def test_every_ethnicity_insurance_and_name_is_really_run() -> None:
    run: list[str] = []

    def diagnose(case: Case) -> Differential:
        run.append(case.text)
        return ENGINE.diagnose(case)

    text = "A 70-year-old woman with cough."
    list(counterfactuals(diagnose, Case(text), ENGINE.diagnose(Case(text))))
    for value in (*ETHNICITIES, *INSURANCES, *NAMES):
        assert any(value in one for one in run), value


def test_a_word_about_the_person_that_moves_the_list_is_told_with_what_counted() -> None:
    """Here the case's own wording makes it so: `smoking` is a finding, the words around it are not."""
    base = ENGINE.diagnose(Case("cough"))

    def swayed(case: Case) -> Differential:
        return ENGINE.diagnose(Case("cough, smoking") if "Medicaid" in case.text else Case("cough"))

    found = {one.value: one for one in counterfactuals(swayed, Case("cough"), base) if one.kind == "insurance"}
    assert found["Medicaid"].counted == ("smoking",)
    assert found["Medicaid"].moved
    assert found["no insurance"].moved == ()


@pytest.mark.parametrize(
    ("text", "kind", "value", "reworded"),
    [
        ("A 54-year-old woman coughs.", "ethnicity", "Black", "A 54-year-old Black woman coughs."),
        ("A white man coughs.", "ethnicity", "Asian", "A Asian man coughs."),
        ("An African American woman coughs.", "ethnicity", "white", "An white woman coughs."),
        ("54F cough", "ethnicity", "Hispanic", "The patient is Hispanic. 54F cough"),
        ("black stools in a man", "ethnicity", "Asian", "black stools in a Asian man"),
        ("Cough", "insurance", "Medicaid", "The patient has Medicaid. Cough"),
        ("Uninsured man with cough.", "insurance", "private insurance", "private insurance man with cough."),
        ("Mrs. Hall coughs.", "name", "Khan", "Mrs. Khan coughs."),
        ("Cough", "name", "Nguyen", "The patient is called Nguyen. Cough"),
    ],
)
def test_only_the_words_about_it_change(text: str, kind: str, value: str, reworded: str) -> None:
    assert [one.text for one in rewordings(text) if (one.kind, one.value) == (kind, value)] == [reworded]


def test_without_words_only_sex_and_age_change() -> None:
    assert {one.kind for one in told(Case("", age=40, sex="F"))} == {"sex", "age"}
