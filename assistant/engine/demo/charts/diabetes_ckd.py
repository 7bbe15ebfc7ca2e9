from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="diabetes_ckd",
    given="Rosa Elena",
    family="Delgado",
    sex="female",
    age=67,
    story="Type 2 diabetes with kidney disease; metformin goes up, then has to come down again.",
    height=158,
    weight=81,
    systolic=142,
    diastolic=82,
    hispanic=True,
    language="es",
    marital="Widowed",
    coverage="Medicare",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("hba1c", {1420: 6.9, 1060: 7.1, 700: 7.6, 420: 7.9, 200: 8.1, 19: 8.4})
    c.series("creatinine", {1420: 0.98, 700: 1.12, 420: 1.21, 200: 1.34, 19: 1.42})
    c.series("uacr", {1060: 38, 420: 96, 19: 148})
    c.levels.follow("glucose", {1420: 128, 700: 146, 19: 178})
    c.levels.follow("weight", {1420: 79, 420: 82, 0: 80.5})
    c.levels.follow("ldl", {1420: 141, 1300: 92, 0: 84})
    c.visit(1420, "New diagnosis of type 2 diabetes", "okafor", panels="bmp cbc lipids liver")
    c.routine(
        1240, 500, 180, "farrelly", ("Diabetes review", "Blood pressure check", "Diabetes review, feet"), "bmp lipids"
    )
    c.visit(700, "Diabetes review, HbA1c rising", "okafor", panels="bmp cbc")
    c.visit(420, "Yearly diabetes review", "okafor", panels="bmp cbc lipids")
    c.visit(300, "Blood pressure and weight", "almeida")
    c.visit(200, "Diabetes and kidney review", "lindqvist", panels="bmp cbc")
    c.visit(110, "Cough", "okafor")
    c.visit(19, "Diabetes review", "okafor", panels="bmp cbc lipids", systolic=148, diastolic=84)
    c.problem("Type 2 diabetes mellitus with diabetic chronic kidney disease", "E11.22", 1420)
    c.problem("Chronic kidney disease, stage 3a", "N18.31", 420)
    c.problem("Essential hypertension", "I10", 2100)
    c.problem("Hyperlipidemia", "E78.5", 1420)
    c.problem("Acute cystitis", "N30.00", 610, until=600)
    penicillin = c.allergy("Penicillin G", ("Anaphylaxis",), 2100, category="medication", high=True)
    _medicines(c)
    c.vaccine("influenza", 1130, 770, 400, 40)
    c.vaccine("pneumococcal", 770)
    c.vaccine("zoster", 700, 600)
    c.procedure("Retinal photography", 390, "Diabetes")
    c.smoking(420, "Never smoker")
    c.report("Renal ultrasound", "", 190, "Both kidneys normal in size, slightly echogenic. No obstruction, no stones.")
    _notes(c, q)
    q.latest("hba1c", "What is the latest HbA1c?")
    q.highest("hba1c", "What was the highest HbA1c on record?")
    q.latest("egfr", "latest eGFR?")
    q.started("metformin", "When was metformin first prescribed?")
    q.ask("Any allergies?", "Penicillin", ("Anaphylaxis", "anaphylaxis"), evidence=(penicillin,))
    q.absent("What is the most recent ferritin?", "Ferritin")


def _medicines(c: ChartBuilder) -> None:
    kidneys = "Kidney function fell, dose reduced"
    c.drug(
        "metformin",
        "Metformin 500 mg tablet",
        "1 tablet twice a day with meals",
        1420,
        "okafor",
        stop=700,
        why_stopped="HbA1c above goal, dose raised",
    )
    c.drug(
        "metformin",
        "Metformin 1000 mg tablet",
        "1 tablet twice a day with meals",
        700,
        "okafor",
        stop=200,
        why_stopped=kidneys,
    )
    c.drug("metformin", "Metformin 500 mg tablet", "1 tablet twice a day with meals", 200, "lindqvist")
    c.drug(
        "empagliflozin", "Empagliflozin 10 mg tablet", "1 tablet every morning", 19, "okafor", reason="Type 2 diabetes"
    )
    c.drug("atorvastatin", "Atorvastatin 20 mg tablet", "1 tablet at night", 1380, "okafor", reason="Hyperlipidemia")
    c.drug("amlodipine", "Amlodipine 5 mg tablet", "1 tablet every morning", 110, "okafor", reason="Hypertension")
    c.drug(
        "nitrofurantoin",
        "Nitrofurantoin 100 mg capsule",
        "1 capsule twice a day for 5 days",
        610,
        "farrelly",
        stop=605,
        reason="Acute cystitis",
    )


def _notes(c: ChartBuilder, q: Questions) -> None:
    lisinopril = c.drug(
        "lisinopril", "Lisinopril 20 mg tablet", "1 tablet every morning", 1400, "okafor", reason="Hypertension"
    )
    c.note(
        420,
        "progress",
        "okafor",
        f"""
        {c.name} came with her daughter {c.other("Lucía")}, who translates when needed.

        HbA1c is now {c.val("hba1c", 420)}. She walks to church and back most days but supper is late and large.
          We looked at her food diary: rice at every meal, juice in the morning.

        Kidneys: creatinine {c.val("creatinine", 420)}, urine albumin ratio {c.val("uacr", 420)}. I explained that both
          diabetes and pressure wear on the kidneys and that this is stage 3a.

        Feet: skin intact, pulses felt on both sides, monofilament felt at all ten points.
        Eyes: last photographs were two years ago, booked again.

        Her mother and one brother had kidney failure; the brother was on dialysis. She herself has never had
          dialysis or a transplant referral.

        Plan: same metformin, dietitian in Spanish, repeat tests in six months.
        """,
    )
    c.note(
        200,
        "consult",
        "lindqvist",
        f"""
        REASON FOR REFERRAL
        Falling kidney function in type 2 diabetes.

        HISTORY
        {c.surname} is {c.person.age} and was found to have diabetes about four years ago. No visible blood in the
          urine,
          no stones, no NSAID use. No chest pain, no leg swelling, no orthopnea.

        FINDINGS
        Creatinine {c.val("creatinine", 200)}, eGFR {c.val("egfr", 200)}. HbA1c {c.val("hba1c", 200)}. Urine sediment
          bland.

        ASSESSMENT
        1. Diabetic kidney disease, progressing.
        2. Metformin 1000 mg twice a day is more than I would give at this filtration rate.

        PLAN
        - Metformin down to 500 mg twice a day.
        - If eGFR stays above 25, an SGLT2 inhibitor would help both heart and kidneys.
        - Ultrasound of the kidneys.
        - No further nephrology visit unless eGFR falls below 30 or albumin ratio passes 300 mg/g.
        """,
    )
    cough = c.note(
        110,
        "progress",
        "okafor",
        f"""
        Dry tickling cough for about three months, worse lying down, no fever, no sputum, no weight loss.
          Lungs clear. No wheeze. It began some weeks after her lisinopril was last refilled at the higher dose.

        Stopped lisinopril today because of the cough. Amlodipine 5 mg in its place.
          If the cough has not gone in six weeks we will get a chest film.

        She asked whether she could take her neighbor's amoxicillin. No: she had anaphylaxis to penicillin,
          recorded on {c.when(2100)}.
        """,
    )
    c.conflict(
        "stopped_in_note_active_in_orders",
        "The note stops lisinopril because of cough; the order is still active.",
        cough,
        lisinopril,
    )
    visit = c.note(
        19,
        "progress",
        "okafor",
        f"""
        Cough gone since lisinopril was stopped. BP today {c.num("bp", 19)}, so amlodipine may need to go up.

        HbA1c {c.val("hba1c", 19)}, up from {c.val("hba1c", 200)} since metformin was halved. Creatinine
          {c.val("creatinine", 19)},
          albumin ratio {c.val("uacr", 19)}. Potassium {c.val("potassium", 19)}.

        Starting empagliflozin 10 mg in the morning. Told her about thrush, about drinking enough, and to stop it
          on days when she is vomiting or cannot eat. Consider losartan for the albumin at the next visit.

        Home sugars in her booklet run 140 to 210 before breakfast.
        """,
    )
    phone = c.note(
        12,
        "telephone",
        "almeida",
        f"""
        Daughter phoned ({c.call_back}).
        Asks if new tablet can be taken with coffee. Yes.
        Passing a bit more urine, no burning, no itch.
        Sugar this morning 151.
        Advised to keep drinking water.
        """,
    )
    q.note(cough, "Why was lisinopril stopped?", "cough")
    q.note(visit, "What did Dr. Okafor say about sick days and empagliflozin?", ("vomiting", "cannot eat"))
    q.note(phone, "What home sugar did the daughter report by phone?", "151")
