from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="copd",
    given="Frank",
    family="Kowalczyk",
    sex="male",
    age=70,
    story="COPD with flares each winter; the chart says former smoker, the nurse smells smoke.",
    height=172,
    weight=63,
    systolic=132,
    pulse=84,
    marital="Married",
    coverage="Medicare",
    smoking="Former smoker",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.levels.follow("spo2", {1500: 95, 400: 93, 0: 92})
    c.levels.follow("weight", {1500: 69, 0: 61.5})
    c.levels.follow("bicarbonate", {1500: 26, 0: 29})
    c.series("fev1", {1450: 1.62, 1080: 1.51, 720: 1.43, 340: 1.31})
    c.levels.follow("fev1_fvc", {1450: 56, 340: 49})
    for ago in (1450, 1080, 720, 340):
        c.visit(ago, "Spirometry and COPD review", "lindqvist", panels="cbc bmp")
        c.lab("fev1_fvc", ago, c.levels.draw("fev1_fvc", ago))
    c.routine(1300, 500, 190, "farrelly", ("COPD review", "Chesty cough", "Repeat inhalers"), "cbc")
    c.visit(285, "COPD flare", "reed", kind="EMER", spo2=86, breaths=28, pulse=112, panels="cbc bmp")
    c.visit(278, "After the emergency visit", "farrelly")
    c.visit(160, "Inhaler check", "almeida")
    c.visit(90, "COPD review", "farrelly")
    c.visit(31, "COPD flare", "farrelly", spo2=90, temperature=37.6)
    c.visit(14, "Follow-up of flare", "almeida")
    c.problem("Chronic obstructive pulmonary disease", "J44.9", 2500)
    c.problem("Underweight risk, unintended weight loss", "R63.4", 90)
    c.no_known_allergies(1450)
    c.drug(
        "albuterol", "Albuterol 90 mcg/actuation inhaler", "2 puffs every 4 to 6 hours when needed", 2500, "farrelly"
    )
    c.drug("tiotropium", "Tiotropium 18 mcg inhalation capsule", "1 capsule inhaled once a day", 1440, "lindqvist")
    c.drug(
        "budesonide",
        "Budesonide-formoterol 160-4.5 mcg inhaler",
        "2 puffs twice a day, rinse mouth",
        340,
        "lindqvist",
        reason="COPD with repeated flares",
    )
    for start, by in ((285, "reed"), (31, "farrelly")):
        c.drug("prednisone", "Prednisone 40 mg course", "40 mg once a day for 5 days", start, by, stop=start - 5)
    c.drug("doxycycline", "Doxycycline 100 mg capsule", "1 capsule twice a day for 5 days", 31, "farrelly", stop=26)
    c.vaccine("influenza", 1140, 780, 420, 55)
    pneumo = c.vaccine("pneumococcal", 720)[0]
    smoking = c.smoking(340, "Former smoker")
    c.report("Chest X-ray", "36643-5", 285, "Hyperinflated lungs, flat diaphragms. No consolidation, no pneumothorax.")
    ct = c.report(
        "CT of the chest, low dose",
        "",
        330,
        "Emphysema, upper lobes. Nodule of 5 mm in the right middle lobe; repeat in 12 months.",
    )
    nurse = _notes(c, q)
    c.conflict(
        "smoking_status", "Coded as former smoker; the nurse's note says three cigarettes a day.", smoking, nurse
    )
    q.medications("What medications is he taking?")
    q.latest("fev1", "What is the latest FEV1?")
    q.highest("fev1", "best FEV1 on record?")
    q.ask("What did the chest CT find?", "5 mm", evidence=(ct,))
    q.on(pneumo, 720, "When was the pneumococcal vaccine?")


def _notes(c: ChartBuilder, q: Questions) -> str:
    c.note(
        340,
        "consult",
        "lindqvist",
        f"""
        HISTORY
        {c.surname}, retired welder, 45 pack-years. Stopped smoking, he says, when his grandson was born. Walks 200
          meters
          on the flat, then rests. Two courses of prednisone in the past year. Denies coughing blood.

        SPIROMETRY
        FEV1 {c.val("fev1", 340)}, FEV1/FVC {c.val("fev1_fvc", 340)}. It was {c.val("fev1", 1450)} four winters ago.

        EXAMINATION
        Barrel chest, quiet breath sounds, no crackles. No clubbing. No ankle edema.

        ASSESSMENT
        COPD, moderate to severe obstruction, repeated flares.

        PLAN
        1. Add budesonide-formoterol to tiotropium.
        2. Low-dose CT for screening.
        3. Pulmonary rehabilitation: he prefers the Tuesday group.
        4. Not yet a candidate for home oxygen; resting saturation {c.val("spo2", 340)}.
        """,
    )
    c.note(
        285,
        "emergency",
        "reed",
        f"""
        70M COPD. 3 d worse SOB, green sputum. SpO2 {c.val("spo2", 285)} RA, RR {c.num("breaths", 285)}. Tripod,
          wheeze throughout.
        VBG pH 7.36, CO2 52. No NIV needed. Target sats 88-92.
        Nebs, prednisone 40. CXR no consolidation, no PTX. ECG sinus tach, no ischemia.
        Back to 90% on RA after 4 h. Offered admission, declined, wife {c.other("Halina")} with him.
        GP 1 wk.
        """,
    )
    nurse = c.note(
        160,
        "nursing",
        "almeida",
        f"""
        Inhaler check.
        Smelled of smoke. Admits 3 cigarettes/day again for some months.
        Does not want wife or Dr Lindqvist told "in a lecture".
        Tiotropium technique good. Was swallowing no capsules (asked).
        SpO2 {c.val("spo2", 160)}.
        Quit line number given. Not ready for patches.
        """,
    )
    plan = c.note(
        90,
        "progress",
        "farrelly",
        f"""
        COPD r/v. SOBOE unchanged. Wt {c.val("weight", 90)}, down a good bit over 3 yrs.
        No haemoptysis, no night sweats, no dysphagia.
        CT 5mm nodule RML - rpt due {c.when(-35)}.
        Imp: cachexia of COPD likely but nodule + wt loss => bring CT fwd. Ref'd.
        Fortisip bd. Wt monthly w nurse.
        Rescue pack at home: pred + doxy. Told to phone if uses it.
        """,
    )
    c.note(
        31,
        "progress",
        "farrelly",
        f"""
        Flare 2/7. ^SOB, ^sputum, green. T {c.val("temperature", 31)} SpO2 {c.val("spo2", 31)}. Wheeze ++, no focal
          signs.
        Started own rescue pack y'day - good.
        Pred 40 5/7, doxy 5/7. Not for hosp. Wife to ring if sats <88 on home probe.
        """,
    )
    c.note(
        14,
        "nursing",
        "almeida",
        f"""
        Post flare.
        SpO2 {c.val("spo2", 14)}, wt {c.val("weight", 14)}.
        Sputum white again. Courses finished.
        Rehab Tuesdays: has gone twice.
        CT date letter arrived.
        """,
    )
    q.note(nurse, "Is he still smoking?", ("3 cigarettes", "cigarettes"))
    q.note(plan, "Why was the CT brought forward?", "nodule")
    return nurse
