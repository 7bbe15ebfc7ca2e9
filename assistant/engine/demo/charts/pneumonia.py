from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="pneumonia",
    given="Grace",
    family="Abara",
    sex="female",
    age=54,
    story="Pneumonia with a hospital stay; amoxicillin was ordered despite a penicillin allergy.",
    height=164,
    weight=70,
    race="Black or African American",
    marital="Married",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("wbc", {47: 17.8, 45: 12.1, 36: 7.4})
    c.levels.follow("wbc", {1500: 6.4, 60: 6.5, 47: 17.8, 36: 7.4})
    c.series("crp", {47: 214.0, 45: 128.0, 36: 12.0})
    c.series("procalcitonin", {47: 2.4})
    c.levels.follow("urea", {400: 13, 47: 27, 36: 14})
    c.routine(1500, 420, 350, "okafor", ("Yearly check",), "cbc bmp lipids")
    c.visit(50, "Cough and fever", "farrelly", temperature=38.6, pulse=104)
    stay = c.visit(
        47,
        "Pneumonia",
        "lindqvist",
        kind="IMP",
        days=4,
        spo2=89,
        temperature=39.3,
        breaths=26,
        pulse=118,
        panels="bmp cbc liver",
    )
    c.panel("cbc", 45)
    c.visit(36, "After hospital", "okafor", panels="cbc bmp")
    c.visit(5, "Result of chest X-ray", "almeida", kind="VR")
    c.problem("Pneumonia, unspecified organism", "J18.9", 47, until=20)
    c.problem("Essential hypertension", "I10", 900)
    c.problem("Seasonal allergic rhinitis", "J30.2", 1500)
    allergy = c.allergy("Penicillin G", ("Hives",), 1500, category="medication")
    c.drug("losartan", "Losartan 50 mg tablet", "1 tablet once a day", 900, "okafor", reason="Hypertension")
    order = c.drug(
        "amoxicillin",
        "Amoxicillin 875 mg tablet",
        "1 tablet twice a day for 7 days",
        50,
        "farrelly",
        reason="Chest infection",
    )
    c.conflict(
        "allergy_and_order",
        "Penicillin allergy (hives) on the list, yet amoxicillin was ordered and is still active.",
        allergy,
        order,
    )
    c.drug("ceftriaxone", "Ceftriaxone 1 g injection", "1 g into a vein once a day", 47, "lindqvist", stop=43)
    c.drug("azithromycin", "Azithromycin 500 mg tablet", "1 tablet once a day for 3 days", 47, "lindqvist", stop=44)
    c.drug("cetirizine", "Cetirizine 10 mg tablet", "1 tablet once a day in pollen season", 1500, "okafor")
    c.vaccine("influenza", 770)
    c.vaccine("tdap", 1500)
    c.smoking(1150, "Never smoker")
    film = c.report("Chest X-ray", "36643-5", 47, "Consolidation in the right lower lobe. No effusion.")
    clear = c.report("Chest X-ray", "36643-5", 6, "Right lower lobe has cleared. No mass.")
    blood = c.report("Blood culture", "600-7", 47, "No growth after 5 days, two sets.", lab=True)
    _notes(c, q)
    q.latest("crp", "latest CRP")
    q.highest("wbc", "highest white count")
    q.on(stay, 47, "When was she in hospital with pneumonia?")
    q.ask("What did the first chest X-ray show?", "right lower lobe", evidence=(film,))
    q.ask("Has the chest X-ray cleared?", "cleared", evidence=(clear,))
    q.ask("Did the blood culture grow anything?", "No growth", evidence=(blood,))
    q.ask("Is she allergic to penicillin?", "Hives", evidence=(allergy,))


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        50,
        "progress",
        "farrelly",
        f"""
        Cough 4/7, green, fever, R sided pleuritic pain. No SOB at rest. T {c.val("temperature", 50)} SpO2
          {c.val("spo2", 50)}.
        Creps R base. Imp LRTI. Rx amox 875 bd 7/7, fluids, para. Safety-netted: 111/ED if SOB.
        (Busy duty clinic, system slow.)
        """,
    )
    came = c.note(
        47,
        "admission",
        "lindqvist",
        f"""
        CHIEF COMPLAINT
        Fever, cough, breathless for a day.

        HISTORY OF PRESENT ILLNESS
        {c.name}, court clerk, one week of cough. Was given amoxicillin three days ago by a colleague. After the
          second tablet
          she had itching wheals on both arms, and stopped it herself. She has been allergic to penicillin since
          childhood
          (hives). No wheeze, no swelling of lips or tongue, no collapse. No travel, no birds, no hot tub.

        EXAMINATION
        Temperature {c.val("temperature", 47)}, saturation {c.val("spo2", 47)} on room air, breathing rate
          {c.num("breaths", 47)}.
          Dull and bronchial at the right base. No confusion. No rash now.

        RESULTS
        White cells {c.val("wbc", 47)}, CRP {c.val("crp", 47)}, procalcitonin {c.val("procalcitonin", 47)}.
          Film: right lower lobe consolidation. Legionella and pneumococcal antigens in urine: negative.

        ASSESSMENT
        Community-acquired pneumonia, CURB-65 of 1 (urea), but needs oxygen. Recent reaction to amoxicillin.

        PLAN
        Ceftriaxone under observation, azithromycin, 2 liters of oxygen. Amoxicillin must not be restarted.
        """,
    )
    c.note(
        46,
        "nursing",
        "whitcomb",
        """
        First ceftriaxone dose watched 1 h: no itch, no rash, BP steady.
        O2 2 L, sats 94. Temp down to 38.1 at 04:00.
        Sputum rusty, sent.
        Ate toast. Husband staying till 21:00.
        """,
    )
    c.note(
        43,
        "discharge",
        "lindqvist",
        f"""
        ADMITTED {c.when(47)} DISCHARGED {c.when(43)}

        DIAGNOSIS
        Pneumonia of the right lower lobe.

        COURSE
        Off oxygen on day two, no fever from day three. CRP {c.val("crp", 45)} on {c.when(45)}. Ceftriaxone was
          tolerated well.

        FOR THE PRACTICE
        - Chest film in six weeks.
        - Please cancel the amoxicillin order and record the new reaction (hives after two tablets).
        - Pneumococcal vaccine when well.

        Contact: husband {c.other("Emeka")}, {c.call_back}.
        """,
    )
    back = c.note(
        36,
        "progress",
        "okafor",
        f"""
        Back at half days. Coughs a little at night, walks to the courthouse with one pause. Lungs: few crackles at
          the right base.
          CRP {c.val("crp", 36)}.

        The order for amoxicillin shows as active in our system; I have asked the pharmacy to close it. Apologized for
          the slip.
          We will send her to the allergy clinic, since the label matters for the rest of her life.
        """,
    )
    c.note(
        5,
        "telephone",
        "almeida",
        f"""
        Told {c.first_name}: film of {c.when(6)} is clear.
        Cough gone. Back full time.
        Pneumonia shot to book, allergy clinic letter has come.
        """,
    )
    q.note(came, "What happened when she took amoxicillin?", ("wheals", "hives"))
    q.note(back, "Where is she being referred because of the reaction?", "allergy clinic")
