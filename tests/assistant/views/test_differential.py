"""Does a clinician see what it could be and why, and does nothing of the case stay unless they decide?"""

import re

import pytest
from django.urls import reverse

from assistant.selectors import differential as board
from records.models import AuditEntry, Patient, User
from tests import factories
from tests.html import Reply, signed_in, words
from tests.triage.engine.differential.small import ENGINE, KNOWLEDGE
from triage.models import Review
from triage.selectors import differential_quality
from triage.services import chart_case, differential, knowledge

CASE = "A 70-year-old woman has pleuritic chest pain, leg swelling and coughing up blood. No fever."


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(knowledge, "_load", lambda folder: KNOWLEDGE)
    monkeypatch.setattr(differential, "_load", lambda folder, weights, model: ENGINE)
    board._names.cache_clear()
    chart_case._reader.cache_clear()


@pytest.fixture(autouse=True, scope="module")
def _forget_the_small_one() -> object:
    yield
    board._names.cache_clear()
    chart_case._reader.cache_clear()


def post(user: User, patient: Patient, **fields: str) -> Reply:
    return signed_in(user).post(reverse("assistant:differential", args=[patient.pk]), {"case": CASE, **fields})


def test_the_page_begins_with_an_empty_case(patient: Patient, alice: User) -> None:
    shown = signed_in(alice).get(reverse("assistant:differential", args=[patient.pk]))
    assert "The case" in words(shown)
    assert "></textarea>" in shown.content.decode()


def test_each_entry_shows_its_chance_its_reasons_in_the_words_of_the_case_and_what_is_not_known(
    patient: Patient, alice: User
) -> None:
    shown = words(post(alice, patient))
    first = shown[shown.index("1. Pulmonary embolism") :][:600]
    assert "likely" in first
    assert "Speaks for it" in first
    assert "leg swelling" in first
    assert "low oxygen" in first
    assert "suggested" in first
    assert "Frequencies are our estimates, unreviewed" in shown


def test_since_when_is_told_in_the_words_of_the_case(patient: Patient, alice: User) -> None:
    shown = words(post(alice, patient, case="A woman has had leg swelling for three days and is coughing up blood."))
    assert "leg swelling: leg swelling for three days" in shown


def test_what_speaks_against_is_quoted_with_its_denial(patient: Patient, alice: User) -> None:
    shown = words(post(alice, patient))
    pneumonia = shown[shown.index(". Pneumonia") :]
    assert "no fever: fever" in pneumonia[: pneumonia.index("Accept")]


def test_what_must_not_be_missed_and_how_soon_stand_apart(patient: Patient, alice: User) -> None:
    shown = words(post(alice, patient, case="Cough and runny nose. Oxygen saturation 85 %."))
    assert "Must not be missed, however unlikely Suggested" not in shown
    tier = shown[shown.index("Must not be missed, however unlikely") :]
    assert "Pulmonary embolism" in tier[:120]
    assert "2 of 5: act within minutes (low oxygen)" in shown
    assert "Red flags" in shown


def test_the_next_test_tells_its_cost_and_harm(patient: Patient, alice: User) -> None:
    shown = words(post(alice, patient))
    assert "Test: chest X-ray · low cost, low harm" in shown


def test_nothing_is_stored_and_the_audit_line_has_no_word_of_the_case(patient: Patient, alice: User) -> None:
    post(alice, patient)
    assert Review.objects.count() == 0
    line = AuditEntry.objects.get(action="model_input")
    assert line.detail == {"model": "small", "characters": len(CASE), "rows": 0}


@pytest.mark.parametrize(("button", "said"), [("accept", "accepted"), ("wrong", "rejected")])
def test_a_decision_keeps_the_case_and_the_list_and_is_shown(
    patient: Patient, alice: User, button: str, said: str
) -> None:
    shown = words(post(alice, patient, **{button: "pulmonary-embolism"}))
    kept = Review.objects.get()
    assert kept.subject == "differential"
    assert kept.action == button
    assert kept.suggested["case"] == CASE
    assert kept.suggested["list"][0]["condition"] == "pulmonary-embolism"
    assert kept.decided["name"] == "Pulmonary embolism"
    assert kept.model_name == "small"
    assert f"Pulmonary embolism · {said} by alice" in shown
    assert AuditEntry.objects.get(action="review").detail == {"action": button}


def test_each_decision_stands_inside_the_form_that_sends_it(patient: Patient, alice: User) -> None:
    forms = post(alice, patient).content.decode().split("<form")
    [deciding] = [one.split("</form>")[0] for one in forms if 'name="accept"' in one]
    assert deciding.count('name="accept"') == deciding.count('name="wrong"') == len(KNOWLEDGE.conditions)
    assert f'value="{CASE}"' in deciding


def test_a_missing_diagnosis_is_added_with_its_entry_where_there_is_one(patient: Patient, alice: User) -> None:
    post(alice, patient, add="lung  clot")
    post(alice, patient, add="Bird fancier's lung")
    assert [one.decided["condition"] for one in Review.objects.order_by("at")] == ["pulmonary-embolism", ""]
    assert {one.action for one in Review.objects.all()} == {"change"}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"accept": "no-such-thing"}, "no longer on the list"),
        ({"add": " "}, "Write the diagnosis"),
        ({"case": " "}, "Describe the case"),
        ({"case": "x" * 10_001}, "too long"),
    ],
)
def test_what_cannot_be_done_says_why_and_keeps_nothing(
    patient: Patient, alice: User, fields: dict[str, str], said: str
) -> None:
    assert said in words(post(alice, patient, **fields))
    assert Review.objects.count() == 0


def test_ones_own_list_is_compared_and_kept_with_a_decision(patient: Patient, alice: User) -> None:
    shown = words(post(alice, patient, own="PE\nendometriosis\nscurvy", accept="pulmonary-embolism"))
    assert "PE · number 1 here" in shown
    assert "scurvy · not in the knowledge base" in shown
    assert "High on this list and not on yours:" in shown
    assert Review.objects.get().decided["own"] == ["PE", "endometriosis", "scurvy"]


def test_ones_own_list_cannot_be_changed_after_the_list_was_seen(patient: Patient, alice: User) -> None:
    again = post(alice, patient, own="PE", edit="yes").content.decode()
    assert "readonly>PE</textarea>" in again
    assert CASE in again


def test_the_chart_gives_age_sex_problems_and_medicines_with_their_rows(patient: Patient, alice: User) -> None:
    row = factories.condition(patient, name="Smoking")
    reply = post(alice, patient, case="Cough.", with_chart="yes")
    shown = words(reply)
    assert "With this chart." in shown
    assert "sex unknown" not in shown
    assert "smoking: Smoking, active" in shown
    assert reverse("assistant:row", args=[patient.pk, "condition", row.pk]) in reply.content.decode()


def test_each_finding_of_the_text_leads_to_its_words_in_the_case(patient: Patient, alice: User) -> None:
    shown = post(alice, patient).content.decode()
    start = CASE.index("leg swelling")
    place = f"case-{start}-{start + len('leg swelling')}"
    assert f'href="#{place}"' in shown
    assert f'id="{place}"' in shown
    assert f'data-spans="{place}">leg swelling</span>' in shown
    linked = set(re.findall(r'href="#(case-[\d-]+)"', shown))
    assert linked == set(re.findall(r'id="(case-[\d-]+)"', shown)) != set()


def test_a_text_about_somebody_else_than_the_chart_is_pointed_out(patient: Patient, alice: User) -> None:
    assert "Is it the right patient?" in words(post(alice, patient, case="A 4-year-old coughs.", with_chart="yes"))
    assert "Is it the right patient?" not in words(post(alice, patient, case="Cough.", with_chart="yes"))


def test_a_row_of_the_chart_that_an_entry_does_not_speak_of_is_not_held_against_it(
    patient: Patient, alice: User
) -> None:
    factories.condition(patient, name="Smoking")
    shown = words(post(alice, patient, case="Runny nose.", with_chart="yes"))
    cold = shown[shown.index("Common cold") :]
    assert "Smoking" not in cold[: cold.index("Accept")]


def test_another_sex_and_other_ages_show_what_moves(patient: Patient, alice: User) -> None:
    shown = words(post(alice, patient, who="yes"))
    assert "A man: the first diagnosis stays" in shown
    assert "8 years old" in shown


def test_strangers_and_others_get_no_differential(
    patient: Patient, charlie: User, officer: User, patient_user: User
) -> None:
    assert post(charlie, patient).status_code == 404
    assert post(officer, patient).status_code == 404
    assert "What it could be" not in post(patient_user, patient).content.decode()


def test_quality_counts_the_latest_decisions_only(
    patient: Patient, alice: User, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(alice, patient, add="Bird fancier's lung")
    post(alice, patient, accept="pulmonary-embolism")
    monkeypatch.setattr(differential_quality, "COUNTED", 1)
    shown = words(signed_in(officer).get(reverse("assistant:differential_quality")))
    assert "small 1 1 1 1 1 100 % 0" in shown


def test_quality_counts_where_decided_diagnoses_stood_and_shows_no_case(
    patient: Patient, alice: User, officer: User, administrator: User
) -> None:
    post(alice, patient, accept="pulmonary-embolism")
    post(alice, patient, add="Bird fancier's lung")
    post(alice, patient, wrong="pneumonia")
    for user in (officer, administrator):
        shown = words(signed_in(user).get(reverse("assistant:differential_quality")))
        assert "2 diagnoses were accepted or added; 1 of them were on the suggested list." in shown
        assert "small 1 2 1 1 1 50 % 1" in shown
        assert "coughing up blood" not in shown
    assert signed_in(alice).get(reverse("assistant:differential_quality")).status_code == 404
