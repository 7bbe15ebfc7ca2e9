"""Why a condition is on the list, what is dangerous, and what to ask next."""

from dataclasses import replace

from tests.triage.engine.differential.small import ENGINE
from triage.engine.differential import Case
from triage.engine.types import Span

TEXT = "Pleuritic chest pain and leg swelling. No fever. saturation 84 %"


def test_each_supporting_finding_leads_to_its_words() -> None:
    first = ENGINE.diagnose(Case(TEXT)).ranked[0]
    told = {one.finding: one for one in first.supporting}
    assert first.condition == "pulmonary-embolism"
    assert told["leg-swelling"].span == Span(25, 37)
    assert TEXT[25:37] == told["leg-swelling"].text == "leg swelling"
    assert all(one.weight > 0 for one in first.supporting)
    assert all(one.weight < 0 for one in first.against)


def test_what_nobody_told_is_listed_with_its_weight_both_ways() -> None:
    unknown = {one.finding: one for one in ENGINE.diagnose(Case(TEXT)).ranked[0].unknown}
    assert unknown["coughing-up-blood"].if_present > 0 > unknown["coughing-up-blood"].if_absent
    assert "leg-swelling" not in unknown


def test_a_dangerous_condition_is_shown_even_when_it_is_unlikely() -> None:
    found = ENGINE.diagnose(Case("runny nose and cough"))
    assert found.ranked[0].condition == "common-cold"
    assert [one.condition for one in found.cant_miss] == ["pulmonary-embolism"]


def test_red_flags_name_the_conditions_in_which_they_alarm() -> None:
    (flag,) = ENGINE.diagnose(Case(TEXT)).red_flags
    assert flag.evidence.finding == "low-oxygen"
    assert flag.conditions == ("Pulmonary embolism",)
    assert ENGINE.diagnose(Case("runny nose")).red_flags == ()


def test_a_circumstance_alone_is_no_red_flag() -> None:
    flags = ENGINE.diagnose(Case(TEXT + ". Smoking.")).red_flags
    assert [flag.evidence.finding for flag in flags] == ["low-oxygen"]


def test_urgency_follows_danger() -> None:
    assert ENGINE.diagnose(Case(TEXT)).acuity == 2
    assert ENGINE.diagnose(Case(TEXT)).acuity_because == "low-oxygen"
    assert ENGINE.diagnose(Case("runny nose and cough")).acuity == 5


def test_the_next_question_is_new_and_tells_something() -> None:
    found = ENGINE.diagnose(Case("cough and fever"))
    asked = {one.finding for one in found.questions}
    assert asked
    assert not asked & {"cough", "fever"}
    bits = [one.information for one in found.questions]
    assert bits == sorted(bits, reverse=True)
    assert all(0 < one <= 3 for one in bits)


def test_tests_carry_cost_and_harm_and_are_not_repeated() -> None:
    tests = {one.text: one for one in ENGINE.diagnose(Case("cough and pleuritic chest pain")).tests}
    assert (tests["CT angiogram"].cost, tests["CT angiogram"].harm) == ("high", "medium")
    assert "chest X-ray" not in {one.text for one in ENGINE.diagnose(Case("cough, lobar shadow")).tests}


def test_what_nobody_knows_is_not_asked_again_nor_what_is_more_special() -> None:
    case = Case("cough")
    assert "fever" in {one.finding for one in ENGINE.diagnose(case).questions}
    asked = {one.finding for one in ENGINE.diagnose(replace(case, unknown=("fever",))).questions}
    assert not asked & {"fever", "high-fever"}
