"""Short questions as typed between two patients: abbreviations, what leans on the answer before, two in one."""

from dataclasses import replace

import pytest

from assistant.engine.types import Source, Status
from records.engine.rows import EncounterRow, MedicationRow, ObservationRow, ReportRow
from tests.assistant.engine.mind.asking import ask
from tests.assistant.engine.mind.charts import empty, marta, on, value
from tests.fakes.tools import Article, FakeTools


@pytest.mark.parametrize("question", ["pcn allergy?", "nkda?", "NKA", "allergic to pcn?"])
def test_an_abbreviated_allergy_question_finds_what_is_recorded(question: str) -> None:
    reply = ask(question)
    assert "Penicillin" in reply.text
    assert "No " not in reply.text


@pytest.mark.parametrize("question", ["K", "K?", "latest K", "is she hyperkalemic"])
def test_one_letter_is_potassium(question: str) -> None:
    reply = ask(question)
    assert reply.text.startswith("Potassium: 5.6 mmol/L")


def test_vitamin_k_is_another_thing() -> None:
    assert "Potassium" not in ask("did she get vitamin K").text


def test_the_other_form_of_a_marker_is_told_before_saying_that_one_was_never_measured() -> None:
    tools = replace(empty(), observed=[value("33762-6", "NT-proBNP", "2024-11-02", 1390, "pg/mL")])
    reply = ask("bnp", tools)
    assert reply.status is Status.ANSWERED
    assert reply.sentences[0].text.startswith("NT-proBNP: 1390")


@pytest.mark.parametrize("question", ["compare her last two creatinines", "last 2 creatinines, trend"])
def test_two_values_are_compared_from_the_rows(question: str) -> None:
    reply = ask(question)
    assert "1.42" in reply.text
    assert "1.18" in reply.text
    assert "0.97" not in reply.text


@pytest.mark.parametrize(
    "question", ["Is her sugar controlled?", "is the glucose ok", "Is her potassium normal?", "is the a1c at goal"]
)
def test_no_yes_is_said_to_whether_a_value_is_good(question: str) -> None:
    assert "Yes" not in ask(question).text


def test_a_value_that_is_shown_for_it_keeps_its_flag() -> None:
    row = ObservationRow(
        "g", "2345-7", "Glucose", "laboratory", "final", on("2024-11-02"), 187.0, unit="mg/dL", low=70, high=100
    )
    assert "above the reference range" in ask("Is her sugar controlled?", replace(empty(), observed=[row])).text


@pytest.mark.parametrize("question", ["prior?", "and the prior", "and before?", "previous?"])
def test_a_word_steps_back_one_value(question: str) -> None:
    assert ask(question, history=["latest potassium"]).holds("4.8")


def test_when_was_that_is_the_day_of_the_value_told() -> None:
    reply = ask("when was that", history=["lowest potassium"])
    assert reply.holds("3.9")
    assert "15 Mar 2022" in reply.text


def test_why_after_a_value_asks_the_notes_about_it() -> None:
    tools = marta()
    tools.written = [
        replace(tools.written[0], text="Potassium 5.6 mmol/L because of the salt substitute. Feels well."),
        *tools.written[1:],
    ]
    reply = ask("why", tools, history=["highest potassium"])
    assert "salt substitute" in reply.text


def test_the_report_before_is_another_report() -> None:
    tools = empty()
    tools.readings = [
        ReportRow("r2", "Echocardiogram", "", "final", on("2024-04-10"), "Ejection fraction 36%."),
        ReportRow("r1", "Echocardiogram", "", "final", on("2023-06-03"), "Ejection fraction 28%."),
    ]
    assert ask("ejection fraction", tools).holds("36")
    assert ask("and before?", tools, history=["ejection fraction"]).holds("28")
    assert ask("and before that?", tools, history=["ejection fraction", "and before?"]).status is Status.NOT_IN_RECORD


def test_a_year_ago_is_the_value_nearest_to_that_day() -> None:
    tools = replace(
        empty(),
        observed=[
            value("2823-3", "Potassium", "2024-05-08", 4.2, "mmol/L"),
            value("2823-3", "Potassium", "2023-10-02", 4.4, "mmol/L"),
        ],
    )
    assert ask("potassium a year ago", tools).holds("4.4")


def test_since_last_year_reaches_to_today() -> None:
    reply = ask("how has her weight changed since last year")
    assert reply.holds("82.4")
    assert reply.holds("79.1")


def test_an_appointment_to_come_is_not_the_last_visit() -> None:
    reply = ask("when is her next appointment")
    assert reply.status is Status.NOT_IN_RECORD
    assert "No appointment to come" in reply.text
    assert reply.citations == []


def test_a_planned_visit_is_told() -> None:
    tools = marta()
    planned = EncounterRow("e9", "Follow-up encounter", "AMB", "planned", on("2024-12-02"))
    tools.visits = [planned, *tools.visits]
    assert "2 Dec 2024" in ask("upcoming appointments?", tools).text


def test_how_a_dose_changed_is_told_order_by_order() -> None:
    tools = empty()
    tools.medicines = [
        MedicationRow("m3", "Metformin 500 mg tablet", "", "active", on("2024-05-08"), dosage="twice a day"),
        MedicationRow("m2", "Metformin 1000 mg tablet", "", "stopped", on("2023-12-26"), on("2024-05-08")),
    ]
    reply = ask("has the metformin dose changed?", tools)
    assert reply.text.index("1000 mg") < reply.text.index("500 mg")
    assert "ended 8 May 2024" in reply.text
    assert [c.ref for c in reply.citations] == ["m2", "m3"]


def test_a_maximum_dose_is_asked_of_the_literature_not_of_a_laboratory_value() -> None:
    article = Article(
        "l3", "Metformin", "Kidney function\nThe dose of metformin is at most 1000 mg a day below eGFR 45."
    )
    reply = ask("max dose of metformin at egfr 40", replace(marta(), articles=[article]))
    assert {c.source for c in reply.citations} == {Source.LITERATURE}


def test_a_heading_of_an_article_is_no_answer() -> None:
    text = "Switching from warfarin to apixaban\nStop warfarin, and start when the INR is below 2."
    reply = ask("literature on switching warfarin to apixaban", replace(marta(), articles=[Article("l4", "A", text)]))
    assert [c.quote for c in reply.citations] == ["Stop warfarin, and start when the INR is below 2."]


def test_two_vaccines_in_one_question_are_both_told() -> None:
    reply = ask("when was the flu shot and the pneumonia vaccine")
    assert {c.ref for c in reply.citations} == {"v1", "v3"}


def test_of_two_vaccines_one_of_which_is_missing_both_are_told() -> None:
    reply = ask("flu shot and shingles vaccine?")
    assert reply.status is Status.ANSWERED
    assert {c.ref for c in reply.citations} == {"v1"}
    assert "shingles" in reply.text.lower()


def test_what_is_not_on_the_problem_list_is_said_in_the_users_words() -> None:
    assert ask("any hx of MI?").text == "Not in the problem list of this record: MI."


@pytest.mark.parametrize(
    "question", ["whos her cardiologist", "last seen by cardiology?", "when did cardio last see her"]
)
def test_a_specialty_is_found_in_who_wrote_the_notes(question: str) -> None:
    tools = marta()
    tools.written = [
        tools.written[0],
        replace(tools.written[1], author="Dr. Wei Ming Tan, Cardiology"),
        *tools.written[2:],
    ]
    reply = ask(question, tools)
    assert reply.sentences[0].text == "19 Mar 2024, Progress note: Dr. Wei Ming Tan, Cardiology."
    assert {c.ref for c in reply.citations} == {"n2"}


def test_a_specialty_that_nobody_is_of_is_not_answered_by_the_last_visit() -> None:
    reply = ask("last seen by nephro?")
    assert reply.status is Status.NOT_IN_RECORD
    assert "nephro" in reply.text


def test_the_last_physical_is_no_specialty() -> None:
    assert "named as one of" not in ask("when was her last physical").text


def test_a_stay_is_told_from_its_first_to_its_last_day() -> None:
    assert "17 Aug 2022 to 21 Aug 2022" in ask("how long was she in hospital").text


def test_sick_day_rules_are_no_list_of_problems() -> None:
    assert "problem" not in ask("sick day rules").text


def test_fh_asks_for_relatives() -> None:
    reply = ask("fh of breast cancer?")
    assert "her mother had breast cancer" in reply.text


def test_the_plan_is_what_the_newest_note_advises_with_or_without_a_heading() -> None:
    tools = marta()
    tools.written = [
        replace(tools.written[0], text="Feels well.\nRepeat the potassium in one week."),
        replace(tools.written[2], text="PLAN\nDaily weights and a salt restriction."),
    ]
    reply = ask("what's the plan", tools)
    assert "Repeat the potassium" in reply.text
    assert "Daily weights" not in reply.text


def with_ct() -> FakeTools:
    report = ReportRow("r9", "CT of the head", "", "preliminary", on("2024-09-01"), "No hemorrhage. No atrial mass.")
    return replace(empty(), readings=[report])


def test_a_bleed_is_a_hemorrhage_and_its_absence_is_quoted_not_claimed() -> None:
    reply = ask("was there a bleed on ct", with_ct())
    assert "No hemorrhage" in reply.text
    assert {c.ref for c in reply.citations} == {"r9"}


def test_how_a_bone_broke_is_told_by_the_note_not_by_the_report() -> None:
    tools = marta()
    tools.readings = [
        ReportRow("r8", "X-ray of the right wrist", "", "final", on("2024-03-20"), "Fracture of the radius.")
    ]
    tools.written = [replace(tools.written[1], text="She broke her wrist when she fell over the dog."), *tools.written]
    assert "dog" in ask("How did she break her wrist?", tools).text


def test_what_is_not_found_does_not_read_like_a_finding() -> None:
    assert not ask("was there a bleed on ct").text.startswith("No bleed")


def test_a_report_that_is_not_final_says_so() -> None:
    assert "(preliminary)" in ask("last ct", with_ct()).text


def test_one_order_does_not_affirm_two() -> None:
    assert "Yes" not in ask("is she on dual beta blockers").text


def test_a_value_at_goal_is_the_value() -> None:
    reply = ask("bp at goal?")
    assert reply.holds("152/88")
    assert "Yes" not in reply.text


def test_the_last_time_of_a_complaint_is_a_visit_not_the_onset_of_a_problem() -> None:
    tools = marta()
    tools.visits = [
        EncounterRow("e8", "Emergency visit", "EMER", "finished", on("2024-09-11"), reason="Hypertension"),
        *tools.visits,
    ]
    assert "11 Sep 2024" in ask("when was her last hypertension", tools).text
    assert "21 Sep 2015" in ask("when was she last diagnosed with hypertension", tools).text
