from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="gout",
    given="Samuel",
    family="Kealoha",
    sex="male",
    age=52,
    story="Gout: uric acid finally below 6 on allopurinol.",
    height=177,
    weight=106,
    systolic=138,
    diastolic=86,
    race="Native Hawaiian or Other Pacific Islander",
    marital="Married",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("uric_acid", {720: 9.8, 560: 7.9, 420: 6.8, 280: 5.9, 33: 5.4})
    c.levels.follow("creatinine", {1400: 1.05, 0: 1.12})
    c.levels.follow("weight", {1400: 112, 560: 110, 0: 104})
    c.levels.follow("triglycerides", {1400: 248, 0: 176})
    c.routine(1400, 800, 290, "okafor", ("Yearly check", "Blood pressure"), "bmp lipids")
    c.visit(724, "Red, painful big toe", "reed", kind="EMER", pain=9, systolic=164, diastolic=98, panels="cbc")
    c.visit(720, "After the emergency visit", "okafor", panels="bmp")
    for ago in (560, 420, 280):
        c.visit(ago, "Gout review", "okafor", panels="bmp" if ago == 420 else "")
    c.visit(610, "Swollen ankle", "farrelly", pain=7)
    c.visit(33, "Yearly check", "okafor", panels="bmp lipids liver")
    c.problem("Idiopathic gout", "M10.00", 724)
    c.problem("Essential hypertension", "I10", 1800)
    c.problem("Obesity", "E66.9", 1800)
    c.drug(
        "allopurinol",
        "Allopurinol 100 mg tablet",
        "1 tablet once a day",
        690,
        "okafor",
        stop=420,
        why_stopped="Uric acid above goal, dose raised",
        reason="Gout",
    )
    c.drug("allopurinol", "Allopurinol 300 mg tablet", "1 tablet once a day", 420, "okafor", reason="Gout")
    c.drug("colchicine", "Colchicine 0.6 mg tablet", "1 tablet once a day for 6 months", 690, "okafor", stop=505)
    water = c.drug(
        "hydrochlorothiazide",
        "Hydrochlorothiazide 25 mg tablet",
        "1 tablet every morning",
        1800,
        "okafor",
        stop=720,
        why_stopped="Raises uric acid",
    )
    c.drug("losartan", "Losartan 50 mg tablet", "1 tablet once a day", 720, "okafor", reason="Hypertension")
    c.drug("prednisone", "Prednisone 30 mg course", "30 mg once a day for 5 days", 724, "reed", stop=719)
    c.vaccine("influenza", 760, 33)
    c.smoking(1400, "Never smoker")
    fluid = c.report(
        "Joint fluid, left ankle", "", 610, "Needle-shaped crystals, negatively birefringent. No organisms.", lab=True
    )
    _notes(c, q)
    q.latest("uric_acid", "latest uric acid")
    q.highest("uric_acid", "Highest uric acid?")
    q.started("allopurinol", "When was allopurinol first prescribed?")
    q.ask("Why was hydrochlorothiazide stopped?", "uric acid", evidence=(water,))
    q.ask("What did the joint fluid show?", "crystals", evidence=(fluid,))
    q.absent("What allergies does the patient have?", "AllergyIntolerance")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        724,
        "emergency",
        "reed",
        """
        50M, R great toe, woke 02:00, cannot bear bedsheet. Red, hot, MTP. No trauma, no fever, no skin break. No
          prior stones.
        Luau Saturday, beer + organ meat. On HCTZ.
        Not septic: afebrile, WBC normal, no portal of entry. Gout clinically, not tapped.
        No NSAID (BP 164/98, on HCTZ). Prednisone 30 x5 d. PCP: uric acid, stop HCTZ?
        """,
    )
    plan = c.note(
        690,
        "progress",
        "okafor",
        f"""
        {c.first_name} drives a school bus and cannot miss weeks. Uric acid {c.val("uric_acid", 720)} four weeks after
          the attack. Two such
          toes last year that he put down to football. Father and two brothers have gout; nobody has kidney stones.

        Hydrochlorothiazide is already off, losartan on: it lowers uric acid a little. Allopurinol 100 mg, with
          colchicine for
          six months as cover. Goal below 6. I warned that attacks can come in the first months and that he should
          keep taking it.

        Told to stop and call with any rash or fever. Less beer, no liver; shellfish only on birthdays.
        """,
    )
    c.note(
        610,
        "progress",
        "farrelly",
        """
        L ankle swollen 2/7, hot. Keen to stop allopurinol ("it made it worse"). Explained flare on starting, carry on.
        Aspirated 8 ml cloudy, crystals seen. No organisms. Ice, colchicine up to bd x3/7, r/v.
        """,
    )
    c.note(
        280,
        "progress",
        "okafor",
        f"""
        Uric acid {c.val("uric_acid", 280)}: under 6 for the first time. No attack for ten months. He has put his
          medicine next to the
          bus keys. Ten pounds lighter, his wife {c.other("Leilani")} cooks with less salt.
        """,
    )
    kidney = c.note(
        33,
        "progress",
        "okafor",
        f"""
        Uric acid {c.val("uric_acid", 33)}, creatinine {c.val("creatinine", 33)}, triglycerides
          {c.val("triglycerides", 33)}.

        No attack in more than a year. Small hard lump at the right elbow, 6 mm, not sore: a tophus that should shrink.
          Asked about allergies: he does not recall any, but nobody has gone through it properly; to do next time.
        """,
    )
    q.note(plan, "What is the uric acid goal?", ("below 6", "6"))
    q.note(kidney, "Is there a tophus?", "elbow")
