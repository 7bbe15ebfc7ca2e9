from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="rheumatoid",
    given="Mei-Ling",
    family="Chao",
    sex="female",
    age=49,
    story="Rheumatoid arthritis coming under control on methotrexate, with one liver bump.",
    height=156,
    weight=54,
    systolic=118,
    race="Asian",
    language="zh",
    marital="Married",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("crp", {830: 42.0, 720: 28.0, 560: 14.0, 380: 9.0, 200: 5.6, 27: 3.1})
    c.levels.follow("esr", {830: 58, 560: 31, 200: 18, 27: 14})
    c.series("alt", {830: 19, 720: 26, 560: 31, 380: 92, 350: 48, 200: 30, 27: 27})
    c.series("rf", {830: 84})
    c.series("ccp", {830: 146})
    c.levels.follow("hemoglobin", {1500: 12.9, 1190: 12.7, 830: 11.2, 200: 12.6, 27: 12.9})
    c.routine(1500, 900, 290, "okafor", ("Yearly check", "Tired, aching hands"), "cbc bmp lipids")
    for ago in (830, 720, 560, 380, 200, 27):
        c.visit(ago, "Rheumatoid arthritis review", "park", panels="inflammation liver cbc")
    c.visit(640, "Methotrexate safety bloods", "almeida", vitals=False, panels="cbc liver")
    c.visit(470, "Methotrexate safety bloods", "almeida", vitals=False, panels="cbc liver")
    c.visit(350, "Repeat liver tests", "almeida", vitals=False, panels="liver")
    c.visit(110, "Methotrexate safety bloods", "almeida", vitals=False, panels="cbc liver")
    c.problem("Rheumatoid arthritis with rheumatoid factor", "M05.79", 830)
    c.problem("Iron deficiency anemia", "D50.9", 830, until=420)
    c.allergy("Sulfamethoxazole", ("Widespread rash",), 1500, category="medication")
    _medicines(c)
    c.vaccine("influenza", 760, 380, 50)
    c.vaccine("pneumococcal", 700)
    c.smoking(830, "Never smoker")
    c.report(
        "X-ray of both hands", "", 826, "Periarticular osteopenia. Small erosion at the right fifth metacarpal head."
    )
    c.report(
        "X-ray of both hands", "", 200, "No new erosions. Known erosion at the right fifth metacarpal head unchanged."
    )
    _notes(c, q)
    q.medications("Which medicines is she on now?")
    q.latest("crp", "Latest CRP?")
    q.highest("alt", "What is the highest ALT on record?")
    q.latest("rf", "rheumatoid factor result")
    q.started("methotrexate", "When was methotrexate first prescribed?")
    q.absent("When was adalimumab started?", "dalimumab")


def _medicines(c: ChartBuilder) -> None:
    c.drug(
        "methotrexate",
        "Methotrexate 2.5 mg tablet",
        "6 tablets (15 mg) ONCE A WEEK, on Saturday",
        820,
        "park",
        stop=380,
        why_stopped="ALT raised to twice the limit, lower dose after a pause",
        reason="Rheumatoid arthritis",
    )
    c.drug(
        "methotrexate",
        "Methotrexate 2.5 mg tablet",
        "5 tablets (12.5 mg) ONCE A WEEK, on Saturday",
        345,
        "park",
        reason="Rheumatoid arthritis",
    )
    c.drug("folic acid", "Folic acid 1 mg tablet", "1 tablet once a day except Saturday", 820, "park")
    c.drug(
        "prednisone",
        "Prednisone 5 mg tablet",
        "3 tablets every morning, one less every 4 weeks",
        830,
        "park",
        stop=745,
        reason="Bridge until methotrexate works",
    )
    c.drug(
        "naproxen",
        "Naproxen 250 mg tablet",
        "1 tablet twice a day with food when needed",
        860,
        "okafor",
        stop=800,
        why_stopped="Stomach pain",
    )
    c.drug("ferrous sulfate", "Ferrous sulfate 325 mg tablet", "1 tablet once a day", 830, "okafor", stop=430)


def _notes(c: ChartBuilder, q: Questions) -> None:
    first = c.note(
        830,
        "consult",
        "park",
        f"""
        REASON
        Six months of swollen hands, sent by {c.doctor("okafor")}.

        HISTORY (interpreter: {c.other("Wen Hua")}, Mandarin)
        Morning stiffness for two hours. Cannot open jars or hold chopsticks before ten o'clock. Feet hurt on the first
          steps. No psoriasis, no back pain, no eye inflammation, no bowel symptoms, no mouth ulcers.

        FAMILY
        Grandmother "had crooked hands". Father has gout.

        EXAMINATION
        Swollen: MCP 2, 3 and 5 on the right, 2 and 3 on the left, both wrists. 14 tender joints. No nodules.

        RESULTS
        RF {c.val("rf", 830)}, anti-CCP {c.val("ccp", 830)}, CRP {c.val("crp", 830)}, ESR {c.val("esr", 830)},
          hemoglobin {c.val("hemoglobin", 830)}. Brought on paper from the clinic in Eastmere: QuantiFERON negative,
          hepatitis B surface antigen negative, hepatitis C antibody negative.

        PLAN
        - Methotrexate 15 mg once a week with folic acid; prednisone as a bridge.
        - She wears a copper IUD and plans no further pregnancy.
        - No alcohol beyond one glass a week.
        """,
    )
    c.conflict(
        "lab_only_in_note",
        "QuantiFERON and hepatitis results came on paper and stand only in the consultation note.",
        first,
    )
    liver = c.note(
        380,
        "progress",
        "park",
        f"""
        INTERVAL
        Joints good: one swollen (right MCP 3), three tender. Stiffness 15 minutes.

        PROBLEM
        ALT {c.val("alt", 380)}, was {c.val("alt", 560)}. No jaundice, no itching, no dark urine. She had taken a herbal
          "joint tea" bought online for five weeks, and acetaminophen for a cold.

        PLAN
        Stop the tea. Stop methotrexate for now. Repeat liver tests in four weeks. If ALT is below twice the limit,
          restart at 12.5 mg.
        """,
    )
    c.conflict("outside_medication_in_note", "The herbal joint tea is known only from the note.", liver)
    c.note(
        345,
        "telephone",
        "park",
        f"""
        Spoke with {c.first_name} through the interpreter line. ALT came down to {c.val("alt", 350)} without the tea.
          Restart methotrexate, five tablets on Saturday. She repeated it back: once a week, never daily.
        """,
    )
    c.note(
        27,
        "progress",
        "park",
        f"""
        INTERVAL
        Plays the erhu again. No swollen joints for the second visit running. No infections, no mouth ulcers, no cough.

        RESULTS
        CRP {c.val("crp", 27)}, ALT {c.val("alt", 27)}, hemoglobin {c.val("hemoglobin", 27)}.

        ASSESSMENT
        Remission on 12.5 mg weekly. No need for a biologic at present.

        PLAN
        Blood tests every three months. Hands X-ray in a year. Shingles vaccine to be discussed next time.
        """,
    )
    q.note(first, "Was she tested for tuberculosis?", ("QuantiFERON negative", "QuantiFERON"))
    q.note(liver, "What might have raised the ALT?", ("joint tea", "herbal"))
    q.note(first, "How long was the morning stiffness at the start?", "two hours")
