from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="af_warfarin",
    given="Harold",
    family="Pettersson",
    sex="male",
    age=79,
    story="Atrial fibrillation on warfarin, an INR that jumped after an antibiotic.",
    height=175,
    weight=77,
    systolic=134,
    diastolic=74,
    pulse=78,
    marital="Married",
    coverage="Medicare Advantage",
    smoking="Former smoker",
)

_INR = {
    1400: 1.9,
    1250: 2.4,
    1100: 2.6,
    950: 2.2,
    800: 2.7,
    650: 2.3,
    520: 3.1,
    400: 2.5,
    300: 2.4,
    210: 2.8,
    130: 2.6,
    66: 4.8,
    59: 3.2,
    45: 2.5,
    11: 2.7,
}


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("inr", _INR)
    c.levels.follow("creatinine", {1400: 1.05, 0: 1.18})
    c.levels.follow("hemoglobin", {1400: 14.4, 66: 13.6, 0: 13.7})
    for ago in _INR:
        if ago not in (1400, 520, 66, 11):
            c.visit(ago, "INR check", "almeida", vitals=ago % 100 == 0)
    c.visit(1400, "Irregular pulse, warfarin started last month", "okafor", panels="bmp cbc thyroid liver")
    c.visit(520, "Yearly check", "okafor", panels="bmp cbc lipids")
    c.visit(72, "Burning on passing urine", "farrelly")
    c.visit(66, "INR 4.8", "okafor", panels="cbc bmp")
    c.visit(11, "Yearly check and INR", "okafor", panels="bmp cbc lipids", systolic=136, diastolic=72)
    c.problem("Permanent atrial fibrillation", "I48.21", 1430)
    c.problem("Essential hypertension", "I10", 5000)
    c.problem("Urinary tract infection", "N39.0", 72, until=62)
    wrong = c.lab("inr", 44, 12.0, status="entered-in-error")
    c.conflict(
        "entered_in_error", "An INR of 12 was typed for another person and withdrawn; it must never show.", wrong
    )
    c.drug(
        "warfarin",
        "Warfarin 2.5 mg tablet",
        "5 mg Monday to Friday, 2.5 mg Saturday and Sunday",
        1430,
        "okafor",
        reason="Atrial fibrillation",
    )
    c.drug("metoprolol", "Metoprolol tartrate 25 mg tablet", "1 tablet twice a day", 1430, "tan", reason="Rate control")
    c.drug("amlodipine", "Amlodipine 5 mg tablet", "1 tablet once a day", 1700, "okafor", reason="Hypertension")
    antibiotic = c.drug(
        "sulfamethoxazole / trimethoprim",
        "Sulfamethoxazole-trimethoprim 800-160 mg tablet",
        "1 tablet twice a day for 7 days",
        72,
        "farrelly",
        stop=66,
        why_stopped="INR 4.8, interaction with warfarin",
        reason="Urinary tract infection",
    )
    c.allergy("Codeine", ("Nausea", "Vomiting"), 1700, category="medication")
    c.vaccine("influenza", 1120, 760, 390, 45)
    c.vaccine("pneumococcal", 760)
    c.smoking(520, "Former smoker")
    c.report("Electrocardiogram", "11524-6", 1400, "Atrial fibrillation, rate 84. No ischemic changes.")
    echo = c.report(
        "Echocardiogram", "34552-0", 1390, "Left atrium 4.8 cm. Ejection fraction 58%. No valve disease of note."
    )
    _notes(c, q)
    q.latest("inr", "latest INR?")
    q.ask("What was the highest INR?", "4.8", evidence=(c.need("inr", 66).ref,), never=("12.0", "INR: 12", "INR 12"))
    q.on(antibiotic, 72, "When was sulfamethoxazole-trimethoprim ordered?")
    q.started("warfarin", "When was warfarin started?")
    q.ask("How big is the left atrium?", "4.8 cm", evidence=(echo,))


def _notes(c: ChartBuilder, q: Questions) -> None:
    start = c.note(
        1400,
        "progress",
        "okafor",
        f"""
        {c.name} ({c.mrn}) was sent by the eye clinic, where his pulse was found irregular. ECG: atrial fibrillation,
          rate 84.
          He had noticed nothing apart from being slower on the stairs.

        Stroke risk: age, blood pressure. No previous stroke or TIA, no diabetes, no heart failure.
          Bleeding risk: he falls rarely, drinks a glass of wine with dinner, takes no aspirin.

        We discussed warfarin and the newer drugs. He chose warfarin because his brother {c.other("Nils")} takes it and
          he wants "a number to hold on to". Goal INR 2 to 3. INR today {c.num("inr", 1400)}.
        """,
    )
    c.note(
        72,
        "progress",
        "farrelly",
        """
        Dysuria + freq 3/7, no fever, no loin pain. Urine dip leuc+++ nit+.
        Imp UTI. Rx co-trimoxazole 7/7.
        NKDA per pt [sic].
        MSU sent. TCI if worse.
        """,
    )
    c.conflict("note_denies_allergy", "The note says no drug allergy per patient; codeine intolerance is on the list.")
    jump = c.note(
        66,
        "progress",
        "okafor",
        f"""
        INR {c.num("inr", 66)} today, a week into co-trimoxazole from the duty doctor. No bleeding: gums, urine and
          stool clear,
          one bruise on the left forearm from the garden gate. Hemoglobin {c.val("hemoglobin", 66)}.

        Stopped the antibiotic (urine already sterile). Hold warfarin tonight and tomorrow, then back to the usual week.
          No vitamin K as he is not bleeding. INR again in one week.

        Flag for all of us: antibiotics and warfarin, check INR at day 4.
        """,
    )
    c.note(
        59,
        "nursing",
        "almeida",
        f"""
        INR {c.num("inr", 59)}.
        No nosebleed, no dark stool.
        Restarted usual warfarin week as told.
        Box and diary match.
        Next {c.when(45)}.
        """,
    )
    letter = c.note(
        30,
        "consult",
        "tan",
        f"""
        Dear {c.doctor("okafor")},

        Thank you for asking about {c.surname} after his INR of {c.num("inr", 66)}. Rate control is good and he has no
          heart failure.

        His time in range is fair but this scare worries his wife. I would be happy for him to change to apixaban;
          at his age of {c.person.age}, weight and creatinine he would need the full dose of 5 mg twice a day. Should
          he agree,
          start it when INR is below 2. He wished to think about it and remains on warfarin for now.

        Yours,
        {c.doctor("tan")}
        """,
    )
    c.note(
        11,
        "progress",
        "okafor",
        f"""
        Yearly check. INR {c.num("inr", 11)}. Has read about apixaban and prefers to stay with warfarin "until the
          garden is done".

        BP {c.num("bp", 11)}. Pulse irregular, 76. No edema. Walks with {c.other("Birgit")} every day, two kilometers.
          Hearing worse on the right; wax removed.

        Bloods otherwise quiet. Flu vaccine was given at the INR visit on {c.when(45)}.
        """,
    )
    q.note(start, "Why did he choose warfarin over the newer drugs?", ("brother", "a number to hold on to"))
    q.note(jump, "Why did the INR jump to 4.8?", ("co-trimoxazole", "antibiotic"))
    q.note(letter, "What does the cardiologist suggest instead of warfarin?", "apixaban")
