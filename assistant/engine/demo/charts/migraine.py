from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="migraine",
    given="Chloé",
    family="Martin",
    sex="female",
    age=29,
    story="Migraine with aura; the combined pill had to go, topiramate helped.",
    height=170,
    weight=61,
    systolic=114,
    marital="Single",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.levels.follow("weight", {1200: 64, 200: 63, 0: 59.5})
    c.levels.follow("bicarbonate", {1200: 25, 190: 25, 0: 21})
    c.routine(1200, 620, 220, "okafor", ("Yearly check", "Contraception"), "cbc bmp")
    c.visit(430, "Headaches with zigzag lines", "okafor", panels="bmp cbc")
    c.visit(330, "Headache clinic", "sharma")
    c.visit(190, "Headache clinic", "sharma", panels="bmp")
    c.visit(90, "Headache diary review", "almeida", kind="VR")
    c.visit(28, "Headache clinic", "sharma", panels="bmp")
    c.problem("Migraine with aura", "G43.109", 430)
    c.no_known_allergies(1200)
    pill = c.drug(
        "ethinyl estradiol / norgestimate",
        "Ethinyl estradiol-norgestimate 0.035-0.25 mg tablet",
        "1 tablet once a day",
        1180,
        "okafor",
        stop=430,
        why_stopped="Migraine with aura",
        reason="Contraception",
    )
    c.drug("levonorgestrel", "Levonorgestrel 52 mg intrauterine device", "in place up to 8 years", 400, "okafor")
    c.drug(
        "sumatriptan",
        "Sumatriptan 50 mg tablet",
        "1 tablet at onset of pain, may repeat once after 2 hours",
        330,
        "sharma",
    )
    c.drug(
        "propranolol",
        "Propranolol 40 mg tablet",
        "1 tablet twice a day",
        330,
        "sharma",
        stop=190,
        why_stopped="Dizzy on standing, no fewer headaches",
    )
    c.drug("topiramate", "Topiramate 50 mg tablet", "1 tablet twice a day", 190, "sharma", reason="Migraine prevention")
    c.vaccine("hpv", 1190, 1130, 1010)
    c.vaccine("influenza", 400, 28)
    coil = c.procedure("Insertion of intrauterine device", 400, "Contraception")
    c.smoking(620, "Never smoker")
    mri = c.report("MRI of the brain", "24590-2", 410, "Normal.")
    _notes(c, q)
    q.started("topiramate", "When was topiramate started?")
    q.on(coil, 400, "When was the IUD put in?")
    q.ask("Result of the brain MRI?", "Normal", evidence=(mri,))
    q.ask("Why was the combined pill stopped?", "aura", evidence=(pill,))
    q.absent("What was the last cholesterol?", "holesterol")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        430,
        "progress",
        "okafor",
        f"""
        {c.first_name}, pastry cook, has had five attacks since spring. First shimmering zigzags creep across the left
          half of what
          she sees for twenty minutes, then throbbing on the right with vomiting, until she sleeps. No weakness, no
          fever, no
          headache that woke her from sleep, none that came like a clap.

        Mother has migraine too. No clots in the family. Neurological examination normal, discs flat.

        Aura and estrogen together raise the risk of stroke: combined pill stopped today. She chose an IUD.
          MRI because the aura is always on the same side.
        """,
    )
    c.note(
        330,
        "consult",
        "sharma",
        f"""
        Dear {c.doctor("okafor")},

        Thank you for {c.surname}. I agree with migraine with visual aura, seven headache days a month. Her MRI is
          normal.
          She was taking ibuprofen on twelve to fifteen days a month, so part of this may be rebound; she now limits
          it to eight.

        Sumatriptan 50 mg for the pain, not during the aura. Propranolol 40 mg twice a day to prevent; she has no
          asthma.

        Kind regards,
        {c.doctor("sharma")}
        """,
    )
    c.note(
        190,
        "progress",
        "sharma",
        """
        Propranolol made her dizzy at the ovens and the diary shows no gain. Changed to topiramate, slowly up to 50 mg
          twice a day.
          Tingling fingers, word-finding trouble, weight loss and kidney stones explained; drink two liters. It can
          harm a
          pregnancy, the IUD is reliable.
        """,
    )
    diary = c.note(
        90,
        "telephone",
        "almeida",
        f"""
        Diary read out by phone, {c.call_back}.
        Month 1: 6 days. Month 2: 4. Month 3: 2.
        Sumatriptan x5 in total.
        Fizzy water tastes flat.
        No mood change when asked.
        """,
    )
    last = c.note(
        28,
        "progress",
        "sharma",
        f"""
        Two headache days a month. Weight {c.val("weight", 28)}, bicarbonate {c.val("bicarbonate", 28)}: expected with
          topiramate, watch.
          Triggers she trusts: skipped lunch and the flour-dust days before holidays; red wine turned out innocent.

        Keep going for nine months in all, then try to come off. Not to mix with any new estrogen tablet.
        """,
    )
    q.note(diary, "How many headache days in the third month of the diary?", "2")
    q.note(last, "What triggers her migraine?", ("skipped lunch", "lunch"))
