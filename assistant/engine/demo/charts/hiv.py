from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="hiv",
    given="Marcus",
    family="Bell",
    sex="male",
    age=45,
    story="HIV, undetectable for years; a chart that only its own clinic should open.",
    height=183,
    weight=80,
    race="Black or African American",
    marital="Domestic partner",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.levels.follow("cd4", {1500: 410, 1300: 560, 600: 690, 0: 742})
    c.lab("viral_load", 1500, 48200)
    c.lab("viral_load", 1440, 310)
    for ago in (1380, 1200, 1020, 840, 660, 480, 300, 120, 21):
        c.lab("viral_load", ago, 20, comparator="<")
    for ago in (1500, 1440, 1380, 1200, 1020, 840, 660, 480, 300, 120, 21):
        reason = "New HIV diagnosis" if ago == 1500 else "HIV follow-up"
        c.visit(ago, reason, "boateng", panels="cbc bmp liver" if ago % 120 else "cbc bmp")
        c.lab("cd4", ago, c.levels.draw("cd4", ago))
    c.visit(900, "Yearly check", "boateng", panels="lipids")
    c.visit(21 + 150, "Vaccines", "boateng", vitals=False)
    c.problem("Human immunodeficiency virus (HIV) disease", "B20", 1510)
    c.problem("Syphilis, early latent", "A51.5", 700, until=640)
    c.allergy("Sulfamethoxazole", ("Fever", "Rash"), 1490, category="medication")
    start = c.drug(
        "bictegravir",
        "Bictegravir-emtricitabine-tenofovir alafenamide 50-200-25 mg tablet",
        "1 tablet once a day",
        1495,
        "boateng",
        reason="HIV",
    )
    c.drug(
        "penicillin G",
        "Penicillin G benzathine 2.4 million unit injection",
        "once, into the muscle",
        700,
        "boateng",
        stop=700,
    )
    c.vaccine("hepb", 1480, 1450, 1300)
    c.vaccine("pneumococcal", 1200)
    c.vaccine("meningococcal", 1200, 1140)
    c.vaccine("influenza", 1120, 760, 400, 21)
    c.vaccine("zoster", 171, 90)
    c.smoking(900, "Never smoker")
    c.report(
        "HIV genotype", "", 1494, "Subtype B. No resistance mutation in reverse transcriptase or integrase.", lab=True
    )
    _notes(c, q)
    q.latest("cd4", "latest CD4 count")
    q.ask("What is the latest viral load?", ("< 20", "<20"), evidence=(c.need("viral_load").ref,))
    q.highest("viral_load", "highest viral load on record")
    q.on(start, 1495, "When did he start antiretroviral treatment?")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        1500,
        "consult",
        "boateng",
        f"""
        REASON
        Positive fourth-generation test at the community van, confirmed.

        HISTORY
        {c.first_name}, {c.person.age - 4}, high school chemistry teacher. Tests every year; last negative eleven
          months ago. Sore throat and
          rash in the summer, gone in ten days. No weight loss, no night sweats, no thrush. Partner
          {c.other("Julian")} tested
          negative and begins PrEP this week.

        RESULTS
        CD4 {c.val("cd4", 1500)}, HIV RNA {c.val("viral_load", 1500)}. Hepatitis B and C negative. Syphilis negative.

        PLAN
        - Start treatment now, without waiting for the genotype; he wants to.
        - Nobody at work knows. Phone only on {c.call_back}, leave no message.
        """,
    )
    c.note(
        1380,
        "progress",
        "boateng",
        f"""
        INTERVAL
        No missed tablets. Vivid dreams in week one, gone.

        RESULTS
        HIV RNA {c.val("viral_load", 1380)}, first time below the limit. CD4 {c.val("cd4", 1380)}.

        TALK
        Undetectable means not passed on through sex. He cried and asked me to say it again.
        """,
    )
    antacid = c.note(
        480,
        "progress",
        "boateng",
        """
        INTERVAL
        Takes chewable calcium antacid for heartburn most evenings, bought at the grocery store; not on his list.

        ADVICE
        Minerals bind bictegravir. Take both together with food, or the HIV tablet two hours before. No omeprazole
          needed now.

        SCREENING
        Three-site gonorrhea and chlamydia: negative. RPR stable after treatment of syphilis.
        """,
    )
    c.conflict(
        "outside_medication_in_note", "The calcium antacid is bought without prescription, noted only here.", antacid
    )
    c.note(
        21,
        "progress",
        "boateng",
        f"""
        INTERVAL
        Well. Ran a half marathon. Married {c.other("Julian")} this year.

        RESULTS
        HIV RNA {c.val("viral_load", 21)}, CD4 {c.val("cd4", 21)}, creatinine {c.val("creatinine", 21)}.

        PLAN
        Visits every six months are enough. He is 45: colon screening talk, prefers the stool test. Long-acting
          injections
          explained; he likes his tablet.
        """,
    )
    q.note(antacid, "Does he take anything that interferes with his HIV tablet?", ("antacid", "calcium"))
