"""Worked examples, computed by hand from the published points."""

import pytest

from triage.engine.scores import bedside
from triage.engine.scores.kidney import ckd_epi_2021, cockcroft_gault
from triage.engine.scores.news2 import Vitals, news2


def test_news2_of_a_well_person_is_zero() -> None:
    assert news2(Vitals(16, 97, 120, 80, 37.0)).total == 0


@pytest.mark.parametrize(
    ("vitals", "total"),
    [
        (Vitals(25, 91, 90, 131, 39.1), 3 + 3 + 3 + 3 + 2),
        (Vitals(21, 94, 101, 91, 38.1, on_oxygen=True), 2 + 1 + 1 + 1 + 1 + 2),
        (Vitals(8, 96, 220, 40, 35.0, alert=False), 3 + 0 + 3 + 3 + 3 + 3),
        (Vitals(oxygen_saturation=90, hypercapnic=True), 0),
        (Vitals(oxygen_saturation=97, hypercapnic=True, on_oxygen=True), 3 + 2),
        (Vitals(oxygen_saturation=97, hypercapnic=True), 0),
    ],
)
def test_news2_counts_each_sign(vitals: Vitals, total: int) -> None:
    assert news2(vitals).total == total


def test_one_sign_of_three_points_asks_for_review() -> None:
    assert "urgent ward-based review" in news2(Vitals(respiratory_rate=26)).meaning


@pytest.mark.parametrize(
    ("creatinine", "age", "female", "expected"),
    [(0.8, 40, True, 95), (1.0, 60, False, 86), (2.0, 70, True, 26), (0.7, 30, False, 127)],
)
def test_ckd_epi_2021_matches_published_calculators(creatinine: float, age: float, female: bool, expected: int) -> None:
    assert ckd_epi_2021(creatinine, age, female=female) == pytest.approx(expected, abs=1)


def test_kidney_formulas_refuse_what_they_were_not_made_for() -> None:
    with pytest.raises(ValueError, match="18 years"):
        ckd_epi_2021(1.0, 10, female=True)
    with pytest.raises(ValueError, match="above 0"):
        cockcroft_gault(0, 50, 70, female=False)


def test_cockcroft_gault_of_a_textbook_case() -> None:
    assert cockcroft_gault(1.0, 40, 72, female=False) == pytest.approx(100)
    assert cockcroft_gault(1.0, 40, 72, female=True) == pytest.approx(85)


def test_qsofa_and_curb65() -> None:
    assert bedside.qsofa(respiratory_rate=22, systolic=100, altered_mind=False).total == 2
    severe = bedside.curb65(confusion=True, urea_mmol_l=8, respiratory_rate=30, systolic=85, diastolic=50, age=70)
    assert (severe.total, severe.meaning) == (5, "severe: hospital")


@pytest.mark.parametrize(("age", "points"), [(64, 0), (65, 1), (74, 1), (75, 2)])
def test_cha2ds2_vasc_counts_age_in_two_steps(age: int, points: int) -> None:
    score = bedside.cha2ds2_vasc(
        heart_failure=False,
        hypertension=False,
        age=age,
        diabetes=False,
        stroke=False,
        vascular_disease=False,
        female=False,
    )
    assert score.total == points


@pytest.mark.parametrize(
    ("female", "hypertension", "meaning"),
    [
        (True, False, "low"),
        (True, True, "anticoagulation may be considered"),
        (False, True, "anticoagulation may be considered"),
    ],
)
def test_female_sex_alone_changes_no_advice(female: bool, hypertension: bool, meaning: str) -> None:
    score = bedside.cha2ds2_vasc(
        heart_failure=False,
        hypertension=hypertension,
        age=50,
        diabetes=False,
        stroke=False,
        vascular_disease=False,
        female=female,
    )
    assert (score.total, score.meaning) == (int(female) + int(hypertension), meaning)


def test_stroke_counts_twice() -> None:
    score = bedside.cha2ds2_vasc(
        heart_failure=True, hypertension=True, age=80, diabetes=True, stroke=True, vascular_disease=True, female=True
    )
    assert score.total == 9


def test_has_bled_counts_one_each() -> None:
    score = bedside.has_bled(
        hypertension=True,
        kidney=False,
        liver=False,
        stroke=False,
        bleeding=True,
        labile_inr=False,
        age=70,
        drugs=True,
        alcohol=False,
    )
    assert (score.total, score.meaning.startswith("high")) == (4, True)


def test_wells_scores_and_perc() -> None:
    likely = bedside.wells_pe(
        signs_of_dvt=True,
        pe_most_likely=False,
        heart_rate=110,
        immobile_or_surgery=False,
        earlier_vte=False,
        hemoptysis=False,
        cancer=False,
    )
    assert (likely.total, likely.meaning) == (4.5, "PE likely: imaging")
    signs = dict.fromkeys(
        "cancer paralysis_or_cast bedridden_or_surgery tenderness whole_leg_swollen calf_3cm_larger pitting_edema "
        "collateral_veins earlier_dvt other_as_likely".split(),
        False,
    )
    assert bedside.wells_dvt(**signs | {"tenderness": True, "calf_3cm_larger": True}).total == 2
    assert bedside.wells_dvt(**signs | {"other_as_likely": True}).total == -2
    clean = bedside.perc(
        age=49,
        heart_rate=99,
        oxygen_saturation=95,
        hemoptysis=False,
        estrogen=False,
        earlier_vte=False,
        leg_swollen=False,
        surgery_or_trauma=False,
    )
    assert clean.total == 0


@pytest.mark.parametrize(("age", "total"), [(10, 5), (30, 4), (50, 3)])
def test_centor_is_corrected_for_age(age: int, total: int) -> None:
    score = bedside.centor_mcisaac(fever_over_38=True, no_cough=True, tender_front_nodes=True, tonsils=True, age=age)
    assert score.total == total


def test_glasgow_coma_scale_and_its_limits() -> None:
    assert bedside.glasgow_coma(eyes=4, voice=5, movement=6).total == 15
    assert bedside.glasgow_coma(eyes=1, voice=2, movement=4).meaning.startswith("severe")
    with pytest.raises(ValueError, match="eyes"):
        bedside.glasgow_coma(eyes=0, voice=5, movement=6)


def test_heart_abcd2_blatchford_and_bishop() -> None:
    assert bedside.heart_score(history=2, ecg=1, age=66, risk_factors=3, known_disease=False, troponin=0).total == 7
    assert (
        bedside.abcd2(age=61, high_pressure=True, weakness=True, speech_only=False, minutes=60, diabetes=False).total
        == 6
    )
    bleeding = bedside.glasgow_blatchford(
        urea_mmol_l=10,
        hemoglobin_g_l=95,
        female=False,
        systolic=95,
        heart_rate=110,
        melena=True,
        syncope=False,
        liver_disease=False,
        heart_failure=False,
    )
    assert bleeding.total == 4 + 6 + 2 + 1 + 1
    assert (
        bedside.bishop(dilation_cm=3, effacement_percent=60, station=0, soft=2, position=1).total == 2 + 2 + 2 + 2 + 1
    )
