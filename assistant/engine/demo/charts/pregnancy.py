from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="pregnancy",
    given="Priya",
    family="Raman",
    sex="female",
    age=31,
    story="Twenty-nine weeks pregnant, Rh negative, with a raised glucose screen.",
    height=162,
    weight=60,
    systolic=112,
    diastolic=68,
    pulse=80,
    race="Asian",
    language="ta",
    marital="Married",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.levels.follow("weight", {900: 57, 150: 58.5, 8: 67})
    c.levels.follow("hemoglobin", {900: 12.9, 145: 12.1, 8: 10.6})
    c.levels.follow("creatinine", {900: 0.7, 8: 0.55})
    c.levels.follow("systolic", {900: 114, 100: 108, 8: 121})
    c.series("fundal_height", {64: 20, 36: 24, 8: 29})
    c.series("glucose_1h", {36: 152})
    c.visit(900, "Yearly check", "okafor", panels="cbc bmp")
    c.visit(540, "Contraception talk", "okafor")
    booking = c.visit(145, "First prenatal visit", "diop", panels="cbc bmp thyroid")
    c.routine(116, 90, 26, "diop", ("Prenatal visit",))
    c.visit(64, "Prenatal visit, 21 weeks", "diop", panels="cbc")
    c.visit(36, "Prenatal visit, 25 weeks", "diop", panels="cbc")
    c.visit(8, "Prenatal visit, 29 weeks", "diop", panels="cbc liver", systolic=122, diastolic=74)
    c.visit(4, "Glucose test result", "almeida", kind="VR")
    c.problem("Supervision of normal pregnancy", "Z34.90", 145)
    c.problem("Anemia complicating pregnancy", "O99.019", 8)
    c.problem("Abnormal glucose complicating pregnancy", "O99.810", 34)
    c.problem("Urinary tract infection in pregnancy", "O23.40", 100, until=88)
    c.no_known_allergies(900)
    c.drug("folic acid", "Folic acid 400 mcg tablet", "1 tablet once a day", 200, "okafor", stop=120)
    c.drug("ferrous sulfate", "Ferrous sulfate 325 mg tablet", "1 tablet every other day", 8, "diop", reason="Anemia")
    antibiotic = c.drug(
        "nitrofurantoin",
        "Nitrofurantoin 100 mg capsule",
        "1 capsule twice a day for 7 days",
        100,
        "diop",
        stop=93,
        reason="Urinary tract infection",
    )
    c.drug("prenatal vitamins", "Prenatal multivitamin tablet", "1 tablet once a day", 145, "diop")
    c.vaccine("influenza", 36)
    tdap = c.vaccine("tdap", 8)[0]
    c.smoking(145, "Never smoker")
    group = c.report(
        "Blood group and antibody screen", "882-1", 145, "Blood group O, Rh negative. Antibodies: none.", lab=True
    )
    c.report(
        "Anatomy ultrasound",
        "",
        60,
        "Single fetus, growth on the 52nd centile. No abnormality of heart, brain, spine or kidneys seen."
        " Placenta posterior.",
    )
    c.report("Glucose tolerance test, 3 hours", "", 4, "Two of four values received so far.", lab=True, draft=True)
    _notes(c, q)
    q.latest("hemoglobin", "What is the latest hemoglobin?")
    q.ask("What is her blood group?", ("Rh negative", "O, Rh negative"), evidence=(group,))
    q.on(tdap, 8, "When did she get Tdap?")
    q.on(booking, 145, "When was the first prenatal visit?")
    q.ask("Which antibiotic did she have for the urine infection?", "Nitrofurantoin", evidence=(antibiotic,))
    q.latest("glucose_1h", "What did the one-hour glucose come to?")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        145,
        "progress",
        "diop",
        f"""
        G1P0. LMP sure, cycle 28 d. Due date worked out from the early scan. Planned pregnancy, husband
          {c.other("Karthik")} present.
        No bleeding, no pain. Nausea mornings only.
        PMH nil. No prior surgery. No hypertension, no diabetes, no thyroid disease.
        FH: mother type 2 DM from 45; aunt with twins. No pre-eclampsia in the family that she knows of.
        Vegetarian. No alcohol, no tobacco.
        Blood group O neg, antibody screen negative: anti-D at 28 weeks and after birth if baby Rh positive.
        Rubella immune. HIV, HBsAg, syphilis negative (outside lab, paper result seen).
        """,
    )
    c.note(
        100,
        "telephone",
        "almeida",
        f"""
        Called from {c.call_back}.
        Burning on passing urine x2 days, no fever, no flank pain, no bleeding.
        Urine sent. Dr Diop informed, antibiotic to pharmacy.
        Told to call if fever, back pain or contractions.
        """,
    )
    glucose = c.note(
        36,
        "progress",
        "diop",
        f"""
        25 wk. Feels movements daily. FH {c.num("fundal_height", 36)} cm, fetal heart 148 regular.
        1 h glucose {c.val("glucose_1h", 36)} after 50 g. Threshold here is 140. Needs the 3 h test.
        Explained: this is a screen, not a diagnosis.
        """,
    )
    plan = c.note(
        8,
        "progress",
        "diop",
        f"""
        29 wk. BP {c.num("bp", 8)}, urine dip no protein. No headache, no visual symptoms, no epigastric pain. Trace
          ankle swelling.
        FH {c.num("fundal_height", 8)} cm. Cephalic.
        Hb {c.val("hemoglobin", 8)}: iron every other day with orange juice, not with tea.
        Anti-D 300 mcg given today, left thigh, lot in nursing log. Tdap given.
        3 h glucose test tomorrow at Lakeside.
        Return 2 wk. Warning signs sheet again.
        """,
    )
    preliminary = c.note(
        4,
        "telephone",
        "almeida",
        f"""
        Part result of 3 h glucose test read to {c.first_name}.
        Fasting 94, 1 h 186. 2 h and 3 h still to come.
        Asked her to wait for the full result before changing anything.
        Dietitian slot held for next week.
        """,
        draft=True,
    )
    c.conflict(
        "preliminary_result",
        "The three-hour glucose test is preliminary: only two of four values are in.",
        preliminary,
    )
    q.note(plan, "Was anti-D given and how much?", "300 mcg")
    q.note(glucose, "What is the threshold for the glucose screen here?", "140")
