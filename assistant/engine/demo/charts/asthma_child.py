from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="asthma_child",
    given="Amara",
    family="Nwosu",
    sex="female",
    age=9,
    story="A nine-year-old with asthma, a cat at home and a better year since a daily inhaler.",
    height=133,
    weight=29,
    systolic=98,
    diastolic=60,
    pulse=88,
    race="Black or African American",
    coverage="State Children's Health Plan",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.levels.follow("height", {1500: 108, 0: 133})
    c.levels.follow("weight", {1500: 18, 0: 29})
    c.levels.follow("pulse", {1500: 98, 0: 86})
    c.series("peak_flow", {620: 170, 400: 150, 380: 205, 150: 240, 22: 255})
    c.routine(1500, 700, 180, "achterberg", ("Well-child visit", "Cold and cough", "Well-child visit, growth"))
    c.visit(620, "Asthma review", "achterberg")
    emergency = c.visit(400, "Wheeze and shortness of breath", "reed", kind="EMER", spo2=91, pulse=128)
    c.visit(380, "After the emergency visit", "achterberg")
    c.visit(260, "Inhaler technique", "almeida")
    c.visit(150, "Asthma review", "achterberg")
    c.visit(22, "Asthma review and flu vaccine", "achterberg", panels="cbc")
    c.problem("Mild persistent asthma", "J45.30", 900)
    c.problem("Allergic rhinitis due to animal hair and dander", "J30.81", 620)
    c.problem("Acute otitis media", "H66.90", 1130, until=1115)
    c.allergy("Cat dander", ("Sneezing", "Itchy eyes"), 620, category="environment")
    reliever = c.drug(
        "albuterol",
        "Albuterol 90 mcg/actuation inhaler",
        "2 puffs with spacer every 4 to 6 hours when needed",
        900,
        "achterberg",
        reason="Asthma",
    )
    daily = c.drug(
        "fluticasone",
        "Fluticasone 44 mcg/actuation inhaler",
        "2 puffs with spacer twice a day",
        380,
        "achterberg",
        reason="Asthma",
    )
    c.drug("cetirizine", "Cetirizine 5 mg chewable tablet", "1 tablet at night in spring", 620, "achterberg")
    c.drug(
        "prednisone",
        "Prednisone 20 mg tablet",
        "30 mg once a day for 5 days",
        400,
        "reed",
        stop=395,
        reason="Asthma attack",
    )
    c.drug(
        "amoxicillin",
        "Amoxicillin 400 mg/5 mL suspension",
        "7 mL twice a day for 10 days",
        1130,
        "achterberg",
        stop=1120,
        reason="Acute otitis media",
    )
    c.vaccine("dtap", 9 * 365 - 400)
    c.vaccine("mmr", 8 * 365 - 100, 5 * 365)
    c.vaccine("varicella", 8 * 365 - 100, 5 * 365)
    c.vaccine("polio", 5 * 365)
    flu = c.vaccine("influenza", 1130, 765, 390, 22)[-1]
    _notes(c, q)
    q.latest("peak_flow", "Latest peak flow?")
    q.on(flu, 22, "When was the last flu vaccine?")
    q.on(emergency, 400, "When was she in the emergency department?")
    q.ask("what inhalers is she on", "Albuterol", "Fluticasone", evidence=(reliever, daily))


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        620,
        "progress",
        "achterberg",
        f"""
        {c.first_name} coughs at night two or three times a week and stops at soccer before the others do.
          Worse at her aunt's, who has two cats; sneezing there within minutes.

        Mother had asthma as a child and still has hay fever. {c.first_name}'s little brother has eczema and a peanut
          allergy;
          {c.first_name} eats peanuts without trouble.

        Nobody smokes indoors. Father smokes on the balcony.

        Chest: no wheeze today. Peak flow {c.val("peak_flow", 620)}. Nose pale and swollen.

        Reliever as needed with spacer, cetirizine in spring. If she needs the reliever more than twice a week, come
          back.
        """,
    )
    attack = c.note(
        400,
        "emergency",
        "reed",
        f"""
        8F, known asthma, brought by mother. 12 h of wheeze after sleepover in house with cats. Albuterol x6 at home.
        SpO2 {c.val("spo2", 400)} RA, HR {c.num("pulse", 400)}, speaking in phrases, subcostal retractions. No
          stridor. Afebrile.
        PEF {c.val("peak_flow", 400)}.
        Albuterol/ipratropium nebs x3, prednisone po.
        2 h later: SpO2 96% RA, wheeze end-expiratory only, eating crackers.
        No CXR needed. Not admitted. Never intubated, never in ICU.
        D/C home: prednisone 5 d, albuterol q4h x 24 h, PCP this month.
        """,
    )
    c.note(
        380,
        "progress",
        "achterberg",
        f"""
        Follow-up of the emergency visit on {c.when(400)}. Finished prednisone. No night cough for four nights.
          Peak flow back to {c.val("peak_flow", 380)}.

        She has used 11 reliever canisters in 18 months; I had not seen that number until the pharmacy sent it.
          Starting fluticasone 44 mcg, two puffs twice a day, every day, also when well. Rinse mouth.

        Written action plan: green above 200, yellow 125 to 200, red below 125.
        School form signed so that she may carry her inhaler.
        """,
    )
    technique = c.note(
        260,
        "nursing",
        "almeida",
        f"""
        Inhaler check, mum {c.other("Ifeoma")} present.
        Was not shaking the inhaler. Corrected.
        Spacer cracked, new one given.
        Forgets evening puffs about 3 of 7 nights.
        Idea: keep it by the toothbrush.
        Shows back well.
        """,
    )
    c.note(
        22,
        "progress",
        "achterberg",
        f"""
        Best year so far. Reliever about once a month, no night waking, plays whole matches as a left back.
          Peak flow {c.val("peak_flow", 22)}, {c.val("height", 22)} tall, {c.val("weight", 22)}.

        Missed doses fewer since the inhaler moved to the bathroom. Growth along her line.
        Flu vaccine today, left arm. Keep fluticasone through winter; try stepping down in late spring.
        """,
    )
    q.note(attack, "What set off the asthma attack?", "cats")
    q.note(technique, "What was wrong with her inhaler technique?", "shaking")
    q.absent("When was montelukast started?", "ontelukast")
