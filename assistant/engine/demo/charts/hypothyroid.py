from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="hypothyroid",
    given="Anh Thu",
    family="Nguyen",
    sex="female",
    age=42,
    story="Underactive thyroid; the TSH will not settle until the calcium tablets are moved.",
    height=154,
    weight=58,
    pulse=62,
    race="Asian",
    language="vi",
    marital="Married",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("tsh", {980: 12.4, 910: 6.1, 800: 2.3, 520: 2.8, 330: 8.9, 240: 3.1, 16: 2.1})
    c.series("ft4", {980: 0.7, 910: 1.0, 800: 1.3, 520: 1.2, 330: 0.9, 240: 1.2, 16: 1.3})
    c.levels.follow("ldl", {980: 152, 800: 118, 0: 112})
    c.levels.follow("weight", {980: 62, 700: 58, 0: 57})
    c.visit(980, "Tired, cold, weight gain", "farrelly", panels="cbc bmp lipids thyroid")
    c.visit(910, "Thyroid follow-up", "farrelly", panels="thyroid")
    c.visit(800, "Thyroid follow-up", "farrelly", panels="thyroid lipids")
    c.visit(660, "Sore shoulder", "okafor")
    c.visit(520, "Yearly check", "okafor", panels="thyroid cbc bmp")
    c.visit(330, "Tired again", "okafor", panels="thyroid cbc")
    c.visit(240, "Thyroid follow-up", "almeida", panels="thyroid")
    c.visit(16, "Yearly check", "okafor", panels="thyroid lipids cbc bmp")
    c.problem("Autoimmune thyroiditis", "E06.3", 975)
    c.problem("Hypothyroidism", "E03.9", 980)
    c.allergy("Shellfish", ("Hives", "Lip swelling"), 980, category="food")
    half = c.drug(
        "levothyroxine",
        "Levothyroxine 50 mcg tablet",
        "1 tablet on an empty stomach",
        978,
        "farrelly",
        stop=910,
        why_stopped="TSH still high, dose raised",
    )
    c.drug(
        "levothyroxine",
        "Levothyroxine 75 mcg tablet",
        "1 tablet on an empty stomach, 30 to 60 minutes before breakfast",
        910,
        "farrelly",
        reason="Hypothyroidism",
    )
    c.drug("calcium carbonate", "Calcium carbonate 500 mg tablet", "1 tablet with supper", 330, "okafor")
    c.vaccine("influenza", 700, 16)
    c.vaccine("hepb", 1400, 1370, 1220)
    c.smoking(520, "Never smoker")
    c.procedure("Screening mammogram", 500)
    antibodies = c.report("Thyroid peroxidase antibodies", "", 975, "TPO antibodies 612 IU/mL (limit 34).", lab=True)
    _notes(c, q)
    q.latest("tsh", "What's the latest TSH?")
    q.highest("tsh", "highest TSH ever")
    q.latest("ft4", "latest free T4")
    q.on(half, 978, "When was levothyroxine started?")
    q.ask("What were the TPO antibodies?", "612", evidence=(antibodies,))
    q.on(f"Condition/{_first(c)}", 975, "When was autoimmune thyroiditis diagnosed?")
    q.absent("Has she ever had a vitamin B12 level?", "B12")


def _first(c: ChartBuilder) -> str:
    return next(str(row["id"]) for row in c.resources if row["resourceType"] == "Condition")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        980,
        "progress",
        "farrelly",
        f"""
        TATT 6/12, cold, wt +4kg, constip, dry skin. Periods heavy. No neck lump, no dysphagia, no voice change.
        FH: mum thyroid op (?goitre), sister T1DM.
        O/E: HR {c.num("pulse", 980)} reg, slow-relaxing ankle jerks, thyroid firm not enlarged.
        TSH {c.val("tsh", 980)}, fT4 {c.val("ft4", 980)}. Not pregnant (test neg).
        Imp: hypothyroid, prob Hashimoto's. TPO Ab sent.
        Rx levothyroxine 50. Rpt TFT 8/52.
        """,
    )
    c.note(
        910,
        "telephone",
        "farrelly",
        f"""
        TFT: TSH {c.num("tsh", 910)} (was {c.num("tsh", 980)}). Feels a bit better. ^ T4 to 75. Rpt 3/12. Explained
          lifelong Rx.
        """,
    )
    calcium = c.note(
        330,
        "progress",
        "okafor",
        f"""
        Tired and cold again, TSH {c.val("tsh", 330)} after two good years on the same dose. She has missed no tablets.

        What changed: in spring she began calcium for her bones and took it together with levothyroxine, both at six in
          the morning with soy milk. Calcium keeps the hormone from being taken up.

        Dose unchanged. Levothyroxine alone with water; calcium moved to supper, at least four hours apart. TSH again in
          three months. Her husband {c.other("Minh")} will put the two boxes on different shelves.
        """,
    )
    c.note(
        240,
        "nursing",
        "almeida",
        f"""
        Blood taken, left arm.
        Calcium now with supper.
        Less tired, hair still thin.
        Wt {c.val("weight", 240)}.
        TSH back same day: {c.val("tsh", 240)}. Dr Okafor phoned pt.
        """,
    )
    c.note(
        16,
        "progress",
        "okafor",
        f"""
        Well. TSH {c.val("tsh", 16)}. Walks at lunch with two colleagues from the nail salon; asked about fumes,
          gloves and a fan advised.

        No palpitations, no tremor. Thyroid not enlarged. Not planning a pregnancy; if that changes she should tell us
          early
          because the dose will need to rise.

        Mammogram due next year. Flu vaccine today.
        """,
    )
    q.note(calcium, "Why did the TSH go up again?", ("calcium", "Calcium"))
