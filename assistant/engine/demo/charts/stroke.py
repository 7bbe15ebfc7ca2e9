from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="stroke",
    given="Elijah",
    family="Brooks",
    sex="male",
    age=66,
    story="A small stroke seven months ago; the arm is back, cholesterol halved.",
    height=181,
    weight=94,
    systolic=150,
    diastolic=88,
    race="Black or African American",
    marital="Married",
    coverage="Medicare",
    smoking="Former smoker",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("ldl", {900: 158, 540: 161, 214: 166, 130: 88, 12: 62})
    c.levels.follow("cholesterol", {900: 238, 214: 244, 130: 162, 12: 134})
    c.levels.follow("systolic", {900: 152, 215: 176, 150: 138, 12: 127})
    c.levels.follow("diastolic", {900: 90, 215: 98, 12: 76})
    c.levels.follow("weight", {900: 97, 215: 98, 12: 91})
    c.routine(1400, 560, 280, "okafor", ("Blood pressure", "Yearly check"), "bmp lipids")
    c.visit(540, "Yearly check", "okafor", panels="lipids bmp")
    stay = c.visit(215, "Weak left arm, slurred speech", "lindqvist", kind="IMP", days=4, panels="bmp cbc")
    c.panel("lipids", 214)
    c.series("troponin", {215: 0.01})
    c.visit(196, "After stroke", "okafor")
    c.routine(190, 150, 13, "vance", ("Physical therapy, left arm", "Physical therapy, walking"))
    c.visit(130, "Stroke clinic", "sharma", panels="lipids liver")
    c.visit(60, "Blood pressure", "almeida")
    c.visit(12, "Six-month review", "okafor", panels="lipids bmp liver", systolic=126, diastolic=76)
    c.problem("Cerebral infarction due to small artery occlusion", "I63.81", 215)
    c.problem("Essential hypertension", "I10", 3000)
    c.problem("Hyperlipidemia", "E78.5", 900)
    c.no_known_allergies(1400)
    aspirin = c.drug("aspirin", "Aspirin 81 mg tablet", "1 tablet once a day for 21 days", 215, "lindqvist", stop=194)
    c.drug(
        "clopidogrel", "Clopidogrel 75 mg tablet", "1 tablet once a day", 215, "lindqvist", reason="Stroke prevention"
    )
    c.drug(
        "atorvastatin", "Atorvastatin 80 mg tablet", "1 tablet at night", 213, "lindqvist", reason="Stroke prevention"
    )
    c.drug("losartan", "Losartan 100 mg tablet", "1 tablet once a day", 196, "okafor", reason="Hypertension")
    c.drug(
        "amlodipine",
        "Amlodipine 10 mg tablet",
        "1 tablet once a day",
        1400,
        "okafor",
        stop=60,
        why_stopped="Ankle swelling",
        reason="Hypertension",
    )
    c.drug("hydrochlorothiazide", "Hydrochlorothiazide 12.5 mg tablet", "1 tablet every morning", 60, "okafor")
    c.vaccine("influenza", 760, 400, 60)
    c.vaccine("pneumococcal", 130)
    c.smoking(540, "Former smoker")
    head = c.report("CT of the head", "24725-4", 215, "No hemorrhage. No early sign of a large infarct.")
    c.report(
        "MRI of the brain",
        "24590-2",
        214,
        "Acute infarct of 11 mm in the right internal capsule. Older white matter changes.",
    )
    c.report("Ultrasound of the neck arteries", "", 214, "Less than 40% narrowing on both sides.")
    c.report("Heart rhythm monitor, 14 days", "", 180, "Sinus rhythm throughout. No atrial fibrillation.")
    _notes(c, q)
    q.medications("current meds?")
    q.latest("ldl", "What is the latest LDL?")
    q.ask(
        "How did LDL change after atorvastatin?",
        c.num("ldl", 214),
        c.num("ldl"),
        evidence=(c.need("ldl", 214).ref, c.need("ldl").ref),
    )
    q.on(stay, 215, "When was the hospital stay for stroke?")
    q.ask("Was there bleeding on the head CT?", "No hemorrhage", evidence=(head,))
    q.on(aspirin, 215, "When was aspirin ordered?")
    q.absent("What is the most recent INR?", "INR")


def _notes(c: ChartBuilder, q: Questions) -> None:
    onset = c.note(
        215,
        "admission",
        "lindqvist",
        f"""
        CHIEF COMPLAINT
        Left arm weakness and slurred speech since 06:40.

        HISTORY OF PRESENT ILLNESS
        {c.name}, choir leader, was buttering toast when the knife fell. His wife {c.other("Bernice")} saw the left
          side of his mouth
          hang. He was last well at 06:30, when they spoke. Arrived at 11:50, outside the window for thrombolysis, no
          large
          vessel closed. No headache, no seizure, no loss of consciousness. He had stopped amlodipine for two weeks
          because of
          swollen ankles and restarted it on his own.

        PAST HISTORY
        High blood pressure, cholesterol untreated by choice. No diabetes, no known heart rhythm trouble.

        FAMILY HISTORY
        Mother had atrial fibrillation and a stroke at 81.

        EXAMINATION
        BP {c.num("bp", 215)}. Left facial droop, left arm 3/5, leg 4+/5. Speech slurred, words correct. NIHSS 6.

        PLAN
        Aspirin and clopidogrel for 21 days, then clopidogrel alone. High-dose statin. Swallow test before any food.
          Let pressure ride to 220 systolic on the first day.
        """,
    )
    c.note(
        214,
        "nursing",
        "whitcomb",
        """
        Swallow screen passed, soft diet.
        L arm drifts, can lift cup with two hands.
        Neuro obs 2-hourly, stable.
        Mood low this evening, sang hymn with daughter.
        Skin intact. Bed alarm on.
        """,
    )
    c.note(
        211,
        "discharge",
        "lindqvist",
        f"""
        ADMITTED {c.when(215)} DISCHARGED {c.when(211)}

        DIAGNOSIS
        Small-vessel stroke, right internal capsule.

        COURSE
        Arm improved from 3/5 to 4/5. Walks with a cane. No atrial fibrillation on four days of telemetry.
          LDL {c.val("ldl", 214)}.

        AT HOME
        Clopidogrel; aspirin only until day 21. Atorvastatin 80 mg. Physical therapy twice a week. No driving for one
          month.

        PENDING
        14-day rhythm monitor.
        """,
    )
    c.note(
        151,
        "progress",
        "vance",
        f"""
        Session 4. Grip L 21 kg, R 38 kg. Nine-hole peg L 41 s (first session 78 s).
        Walks 400 m no cane, one rest. Stairs with rail.
        Goal he set: conduct a full hymn with the left arm. Managed two verses.
        Home: putty, towel slides, hymn daily. See {c.first_name} weekly now.
        """,
    )
    swelling = c.note(
        60,
        "nursing",
        "almeida",
        f"""
        BP {c.num("bp", 60)}, sitting, R arm.
        Both ankles puffy, socks mark. Says same tablet as before did it.
        Dr Okafor asked in: amlodipine stopped, water tablet instead.
        Home BP cuff checked against ours, reads 3 high.
        """,
    )
    c.note(
        12,
        "progress",
        "okafor",
        f"""
        Six months on. LDL {c.val("ldl", 12)} (was {c.val("ldl", 214)} at the time of the stroke). BP {c.num("bp", 12)}.
          No muscle pain. Liver tests fine. Ankles slim again without amlodipine.

        He conducted the whole jubilee program. Left hand still slow with buttons. Drives by day.
          Mood: no longer low; he says fear comes at night, when he checks that his fingers move.

        Clopidogrel, atorvastatin, losartan and hydrochlorothiazide go on. Aspirin was finished as planned and he does
          not take it.
        """,
    )
    q.note(onset, "Why did he not get thrombolysis?", ("outside the window", "11:50"))
    q.note(swelling, "Why was amlodipine stopped?", ("ankles", "puffy"))
