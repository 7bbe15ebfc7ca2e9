from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="celiac",
    given="Siobhan",
    family="Kelleher",
    sex="female",
    age=38,
    story="Anemia that turned out to be celiac disease; antibodies fall on a gluten-free diet.",
    height=165,
    weight=57,
    systolic=110,
    marital="Married",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("ttg", {900: 128, 710: 61, 500: 24, 260: 11, 35: 6})
    c.series("ferritin", {930: 6, 710: 14, 500: 31, 260: 44, 35: 52})
    c.levels.follow("hemoglobin", {930: 9.8, 710: 11.4, 500: 12.6, 35: 13.1})
    c.levels.follow("mcv", {930: 72, 710: 80, 500: 86, 35: 88})
    c.levels.follow("weight", {930: 53, 500: 56, 35: 58})
    c.series("vitamin_d", {900: 14, 500: 27, 35: 33})
    c.visit(930, "Tired, short of breath on hills", "farrelly", panels="cbc bmp thyroid")
    c.visit(900, "Anemia, second visit", "farrelly", panels="cbc liver")
    for ago in (870, 710, 500, 260):
        c.visit(ago, "Celiac clinic", "dumont", panels="cbc liver" if ago < 800 else "")
    c.visit(800, "Dietitian day and weight", "almeida")
    c.visit(400, "Ankle sprain", "okafor")
    c.visit(150, "Skin rash on elbow", "farrelly")
    c.visit(35, "Celiac clinic", "dumont", panels="cbc liver bmp")
    c.problem("Celiac disease", "K90.0", 880)
    c.problem("Iron deficiency anemia", "D50.9", 930, until=500)
    c.problem("Sprain of left ankle", "S93.402A", 400, until=360)
    c.no_known_allergies(930)
    iron = c.drug(
        "ferrous sulfate",
        "Ferrous sulfate 325 mg tablet",
        "1 tablet every other day",
        928,
        "farrelly",
        stop=500,
        why_stopped="Ferritin normal",
        reason="Iron deficiency",
    )
    c.drug("cholecalciferol", "Cholecalciferol 2000 unit tablet", "1 tablet once a day", 870, "dumont")
    endoscopy = c.procedure("Upper endoscopy with duodenal biopsies", 882, "Raised tissue transglutaminase antibodies")
    c.vaccine("influenza", 760, 35)
    c.vaccine("ppsv23", 500)
    c.smoking(930, "Never smoker")
    c.report(
        "Duodenal biopsy",
        "11526-1",
        878,
        "Subtotal villous atrophy, raised intraepithelial lymphocytes. Marsh 3b.",
        lab=True,
    )
    dexa = c.report("Bone density (DXA)", "38269-7", 690, "T-score -1.1 at the lumbar spine. Normal at the hip.")
    _notes(c, q)
    q.latest("ttg", "latest tissue transglutaminase?")
    q.lowest("ferritin", "What was the lowest ferritin?")
    q.on(endoscopy, 882, "When was the endoscopy done?")
    q.on(iron, 928, "When was iron prescribed?")
    q.ask("How was her bone density?", "-1.1", evidence=(dexa,))


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        930,
        "progress",
        "farrelly",
        f"""
        TATT 1y, SOB on hills. Periods normal, not heavy. No melaena, no PR blood. Wt down "a bit". Loose stools
          on/off since teens,
          told IBS.
        Veg? no, eats meat x3/wk. No NSAIDs. FH: sister coeliac!! Dad bowel ca at 74.
        O/E pale, abdo soft, no masses.
        Hb {c.num("hemoglobin", 930)} MCV {c.num("mcv", 930)} ferritin {c.num("ferritin", 930)}.
        Imp: IDA ?malabsorption. tTG + total IgA. Fe alt days. Keep eating gluten till tests done.
        """,
    )
    c.note(
        870,
        "consult",
        "dumont",
        f"""
        Dear {c.doctor("farrelly")},

        Your suspicion was right. With a tissue transglutaminase of {c.val("ttg", 900)} and Marsh 3b atrophy,
          {c.surname} has
          celiac disease. Total IgA was normal. The duodenum looked scalloped; the stomach was healthy.

        I saw her with her husband {c.other("Declan")} and our dietitian. She bakes bread on Sundays, and that was the
          hardest part
          of the conversation. Oats, if labelled pure, may come back after six months.

        Vitamin D is {c.val("vitamin_d", 900)}. Please continue iron until ferritin passes 30. Bone density next spring.
          Her two children ought to be tested; she herself has no dermatitis herpetiformis and no diabetes.

        With best regards,
        {c.doctor("dumont")}
        """,
    )
    slip = c.note(
        500,
        "progress",
        "dumont",
        f"""
        Antibodies {c.val("ttg", 500)}, down from {c.val("ttg", 710)} but not yet normal. Diet diary is strict at
          home. The likely
          leak: her mother-in-law's gravy and the toaster they still share. A second toaster is the cheapest treatment
          I know.

        Ferritin {c.val("ferritin", 500)}: iron can stop.
        """,
    )
    rash = c.note(
        150,
        "progress",
        "farrelly",
        """
        Dry plaque R elbow 2/12, not itchy, no blisters. Not DH clinically - silvery, sharp edge.
        Imp: psoriasis, mild. Emollient. Photo in file. r/v 6/52, derm if blisters.
        """,
    )
    c.note(
        35,
        "progress",
        "dumont",
        f"""
        tTG {c.val("ttg", 35)}, within range for the second time. Hemoglobin {c.val("hemoglobin", 35)}. Weight
          {c.val("weight", 35)}.

        Energy is back; she cycles to the harbor. One accidental exposure at a wedding, with cramps for two days.
          No repeat biopsy needed. Yearly visits from now on, with antibodies, blood count and vitamin D.
        """,
    )
    q.note(slip, "What was the likely source of gluten?", ("toaster", "gravy"))
    q.note(rash, "What is the rash on her elbow?", "psoriasis")
