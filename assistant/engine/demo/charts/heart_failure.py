from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="heart_failure",
    given="Walter",
    family="Brandt",
    sex="male",
    age=74,
    story="Heart failure on lisinopril and spironolactone while potassium climbs.",
    height=178,
    weight=88,
    systolic=112,
    diastolic=68,
    pulse=66,
    marital="Married",
    coverage="Medicare",
    smoking="Former smoker",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("potassium", {540: 4.4, 300: 4.6, 190: 4.8, 96: 5.2, 18: 5.6})
    c.series("ntprobnp", {540: 3180, 300: 1460, 96: 1210, 18: 1390})
    c.levels.follow("creatinine", {540: 1.15, 300: 1.2, 96: 1.31, 18: 1.44})
    c.levels.follow("weight", {560: 95, 540: 92, 500: 88, 0: 87})
    c.levels.follow("spo2", {1500: 97, 560: 96, 545: 90, 530: 95, 0: 96})
    admission = c.visit(545, "Breathlessness and leg swelling", "lindqvist", kind="IMP", days=6, panels="bmp cbc liver")
    c.panel("bmp", 540)
    c.routine(1500, 620, 210, "okafor", ("Blood pressure check", "Yearly check"), "bmp lipids cbc")
    c.routine(500, 230, 68, "tan", ("Heart failure clinic",), "bmp")
    c.visit(190, "Heart failure clinic", "tan", panels="bmp")
    c.visit(150, "Weight and blood pressure", "almeida")
    c.visit(96, "Heart failure clinic", "tan", panels="bmp cbc")
    c.visit(40, "Weight and blood pressure", "almeida")
    c.visit(18, "Heart failure clinic, blood tests", "tan", panels="bmp cbc")
    c.problem("Chronic systolic heart failure", "I50.22", 545)
    c.problem("Coronary artery disease", "I25.10", 1900)
    c.problem("Essential hypertension", "I10", 4200)
    _medicines(c)
    c.no_known_allergies(1500)
    c.procedure("Coronary angioplasty with one stent, left anterior descending artery", 1900, "Coronary artery disease")
    c.vaccine("influenza", 760, 395, 35)
    c.vaccine("pneumococcal", 395)
    c.smoking(500, "Former smoker")
    echo = c.report(
        "Echocardiogram",
        "34552-0",
        541,
        "Dilated left ventricle, ejection fraction 28%. Moderate mitral regurgitation. No thrombus.",
    )
    c.report("Echocardiogram", "34552-0", 230, "Ejection fraction 36%, improved. Mild mitral regurgitation.")
    c.report(
        "Chest X-ray", "36643-5", 545, "Enlarged heart, small pleural effusions on both sides, upper lobe diversion."
    )
    _hospital_notes(c, q)
    _clinic_notes(c, q)
    q.latest("potassium", "What is the latest potassium and how has it moved?")
    q.highest("potassium", "Highest K+ ever?")
    q.lowest("ntprobnp", "What was the lowest NT-proBNP?")
    q.on(admission, 545, "When was he admitted to hospital?")
    q.ask("What did the first echocardiogram show?", "28%", evidence=(echo,))
    q.started("spironolactone", "since when is he on spironolactone")


def _medicines(c: ChartBuilder) -> None:
    failure = "Heart failure"
    c.drug("lisinopril", "Lisinopril 20 mg tablet", "1 tablet every morning", 520, "tan", reason=failure)
    c.drug("spironolactone", "Spironolactone 25 mg tablet", "1 tablet every morning", 430, "tan", reason=failure)
    c.drug("furosemide", "Furosemide 40 mg tablet", "1 tablet every morning", 539, "lindqvist", reason=failure)
    low = c.drug(
        "metoprolol",
        "Metoprolol succinate 25 mg extended-release tablet",
        "1 tablet once a day",
        530,
        "lindqvist",
        reason=failure,
    )
    high = c.drug(
        "metoprolol",
        "Metoprolol succinate 50 mg extended-release tablet",
        "1 tablet once a day",
        300,
        "tan",
        reason=failure,
    )
    c.conflict("two_doses", "Metoprolol succinate 25 mg and 50 mg are both active.", low, high)
    c.drug(
        "atorvastatin", "Atorvastatin 80 mg tablet", "1 tablet at night", 1900, "tan", reason="Coronary artery disease"
    )
    c.drug("aspirin", "Aspirin 81 mg tablet", "1 tablet once a day", 1900, "tan", reason="Coronary artery disease")
    c.drug(
        "hydrochlorothiazide",
        "Hydrochlorothiazide 25 mg tablet",
        "1 tablet every morning",
        4200 - 2700,
        "okafor",
        stop=539,
        why_stopped="Replaced by furosemide",
    )


def _hospital_notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        545,
        "admission",
        "lindqvist",
        f"""
        CHIEF COMPLAINT
        Short of breath for nine days, worse at night.

        HISTORY OF PRESENT ILLNESS
        {c.name}, retired bus driver, {c.person.age - 1} years old, noticed that he could no longer climb to his
          second-floor
          bedroom without stopping. He sleeps on three pillows. Both ankles swell by noon. He gained 7 kg in a month.
          Denies chest pain, fever, or cough with blood. He had been eating ready meals while his wife was away.

        PAST HISTORY
        Stent to the left anterior descending artery. High blood pressure for many years.

        FAMILY HISTORY
        Father died at 58 of a heart attack. Sister has type 1 diabetes.

        SOCIAL
        Stopped smoking 20 years ago. One beer on Sundays.

        EXAMINATION
        Oxygen saturation {c.val("spo2", 545)} on room air. Neck veins raised to the ear lobe. Crackles to mid-zones.
          Third heart sound. Pitting edema to the knees.

        ASSESSMENT AND PLAN
        New heart failure, congested, warm. IV furosemide, daily weights, fluid limit 1.5 liters, echocardiogram.
          Stop hydrochlorothiazide.
        """,
    )
    c.note(
        543,
        "nursing",
        "whitcomb",
        f"""
        Night shift.
        Slept semi-upright, 2 pillows.
        Urine 2.9 L over 24 h.
        Weight down 1.8 kg since admission.
        K checked, replaced by mouth x1.
        No chest pain. Call bell in reach.
        Wife {c.other("Ingrid")} phoned for news, {c.call_back}.
        """,
    )
    discharge = c.note(
        539,
        "discharge",
        "lindqvist",
        f"""
        ADMITTED {c.when(545)} DISCHARGED {c.when(539)}

        DIAGNOSIS
        Heart failure with reduced ejection fraction, first presentation. Cause: coronary artery disease.

        COURSE
        Lost 6.4 kg with IV furosemide. Echocardiogram showed an ejection fraction of 28%. No arrhythmia on monitor.
          Troponin not raised. He was walking the corridor twice a day without oxygen by day five.

        DISCHARGE WEIGHT
        88 kg. He should call when he gains more than 2 kg in three days.

        MEDICATION CHANGES
        Started furosemide and, shortly after discharge, metoprolol succinate 25 mg. Stopped hydrochlorothiazide.

        TO DO
        Clinic of {c.doctor("tan")} within two weeks. Blood tests in one week. Salt below 2 g sodium a day.
        """,
    )
    q.note(discharge, "At what weight gain should he call after discharge?", "2 kg")


def _clinic_notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        300,
        "consult",
        "tan",
        f"""
        Dear {c.doctor("okafor")},

        {c.surname} continues to improve. He climbs one flight without stopping and sleeps flat. NT-proBNP has come down
          from {c.val("ntprobnp", 540)} to {c.val("ntprobnp", 300)}. Blood pressure leaves little room, yet he is not
          dizzy.

        I have raised metoprolol succinate to 50 mg once a day; the 25 mg tablets should no longer be taken.
          Potassium is {c.val("potassium", 300)}, so spironolactone can stay.

        Yours sincerely,
        {c.doctor("tan")}
        """,
    )
    knee = c.note(
        40,
        "nursing",
        "almeida",
        f"""
        Weight {c.val("weight", 40)}, BP {c.num("bp", 40)}.
        Ankles: trace only.
        Says his knee is bad again. Buys ibuprofen 400 mg at the pharmacy, takes it most evenings since about 6 weeks.
        Uses "salt substitute" on eggs.
        Told him to ask the doctor before going on with either.
        Message left for Dr.
        """,
    )
    c.conflict(
        "outside_medication_in_note",
        "Over-the-counter ibuprofen (and a salt substitute) appear only in the nurse's note; there is no order.",
        knee,
    )
    clinic = c.note(
        18,
        "progress",
        "tan",
        f"""
        Heart failure clinic. NYHA II. No orthopnea, no palpitations, no syncope.

        BP {c.num("bp", 18)}, weight {c.val("weight", 18)}. Chest clear, no edema.

        Potassium {c.val("potassium", 18)} (was {c.val("potassium", 96)} on {c.when(96)} and {c.val("potassium", 190)}
          on {c.when(190)}). Creatinine {c.val("creatinine", 18)}. NT-proBNP {c.val("ntprobnp", 18)}.

        He is on an ACE inhibitor and spironolactone together; nothing else on his list raises potassium.
          Repeat in one week. If 5.5 or above again, halve spironolactone; at 6.0 stop it and get an ECG.
        """,
    )
    q.note(knee, "Does he take any painkillers that were not prescribed?", ("ibuprofen", "Ibuprofen"))
    q.note(clinic, "What is the plan if the potassium stays high?", ("halve spironolactone", "Repeat in one week"))
    q.absent("What is the most recent HbA1c?", "A1c")
