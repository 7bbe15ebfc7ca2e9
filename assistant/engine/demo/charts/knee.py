from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="knee",
    given="Thomas",
    family="O'Rourke",
    sex="male",
    age=63,
    story="New right knee eight weeks ago; an operation note that named the wrong side was replaced.",
    height=180,
    weight=101,
    systolic=136,
    diastolic=82,
    marital="Married",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("hemoglobin", {90: 14.6, 55: 11.2, 54: 10.9, 20: 13.4})
    c.levels.follow("crp", {90: 3, 54: 96, 20: 4})
    c.levels.follow("weight", {1500: 96, 300: 104, 0: 99})
    c.routine(1500, 420, 260, "farrelly", ("Knee pain", "Blood pressure and knee", "Yearly check"), "bmp lipids")
    c.visit(300, "Knee clinic", "brandvold")
    c.visit(90, "Before the operation", "brandvold", panels="cbc bmp")
    stay = c.visit(56, "Right knee replacement", "brandvold", kind="IMP", days=3, panels="bmp")
    c.panel("cbc", 55)
    for ago in (46, 39, 32, 25):
        c.visit(ago, "Physical therapy, right knee", "vance", pain=ago // 9)
    c.visit(43, "Staple removal", "almeida")
    c.visit(20, "Six-week knee review", "brandvold", panels="cbc inflammation")
    c.problem("Primary osteoarthritis of right knee", "M17.11", 1500, until=56)
    c.problem("Presence of right artificial knee joint", "Z96.651", 56)
    c.problem("Essential hypertension", "I10", 2000)
    c.problem("Obesity", "E66.9", 1500)
    latex = c.allergy("Latex", ("Contact rash",), 1500, category="environment")
    c.drug("losartan", "Losartan 50 mg tablet", "1 tablet once a day", 2000, "farrelly", reason="Hypertension")
    c.drug(
        "apixaban",
        "Apixaban 2.5 mg tablet",
        "1 tablet twice a day for 12 days",
        55,
        "brandvold",
        stop=43,
        reason="Clot prevention after knee replacement",
    )
    c.drug(
        "oxycodone",
        "Oxycodone 5 mg tablet",
        "1 tablet every 6 hours when needed",
        55,
        "brandvold",
        stop=41,
        why_stopped="Pain settled",
    )
    c.drug("acetaminophen", "Acetaminophen 500 mg tablet", "2 tablets three times a day", 55, "brandvold")
    c.drug(
        "naproxen",
        "Naproxen 500 mg tablet",
        "1 tablet twice a day with food",
        700,
        "farrelly",
        stop=63,
        why_stopped="Before the operation",
    )
    operation = c.procedure("Total replacement of right knee", 56, "Osteoarthritis")
    c.vaccine("influenza", 420, 20)
    c.vaccine("td", 800)
    c.smoking(90, "Never smoker")
    c.report(
        "X-ray of both knees, standing",
        "",
        300,
        "Right: medial joint space gone, osteophytes. Left: moderate narrowing.",
    )
    c.report("X-ray of the right knee", "", 55, "Components in good position. No fracture.")
    _hospital(c, q)
    _after(c, q)
    q.lowest("hemoglobin", "What was the lowest hemoglobin after the operation?")
    q.on(operation, 56, "When was the knee replaced?")
    q.on(stay, 56, "When was he admitted?")
    q.ask("Allergies?", "Latex", evidence=(latex,))
    q.started("apixaban", "When was apixaban started?")


def _hospital(c: ChartBuilder, q: Questions) -> None:
    c.note(
        300,
        "consult",
        "brandvold",
        """
        R knee OA, bone on bone medially. Varus 8. ROM 10-100. Injections x2, PT, NSAIDs: failed. Walks 2 blocks.
        L knee moderate, leave.
        BMI 32, lose 5 kg first. No smoker, no DM. Latex rash: latex-free theater.
        TKR R. Consented for risks: infection, clot, stiffness, revision.
        """,
    )
    wrong = c.note(
        56,
        "operation",
        "brandvold",
        """
        LEFT TOTAL KNEE ARTHROPLASTY
        Spinal. Tourniquet 58 min. Medial parapatellar. Cemented, size 6 femur, 5 tibia, 10 mm insert. Patella not
          resurfaced.
        EBL 150 mL. No complications. Latex-free set used.
        """,
    )
    right = c.note(
        56,
        "operation",
        "brandvold",
        f"""
        RIGHT TOTAL KNEE ARTHROPLASTY (corrects the note of the same day, which named the wrong side; site marking,
          consent and
          time-out all read right)
        Patient {c.name}, {c.mrn}. Spinal. Tourniquet 58 min. Medial parapatellar. Cemented, size 6 femur, 5 tibia, 10
          mm insert.
          Patella not resurfaced.
        EBL 150 mL. No complications. Latex-free set used.
        WBAT. Apixaban 12 d. Staples out 2 wk.
        """,
        replaces=wrong,
    )
    c.conflict("superseded_document", "The first operation note named the left knee and was replaced.", wrong, right)
    c.note(
        55,
        "nursing",
        "whitcomb",
        f"""
        Day 1. Hb {c.num("hemoglobin", 55)}.
        Sat out 2 h, walked to door with frame.
        Dressing dry. Calf soft, foot warm, moves toes.
        Pain 6 moving, 2 at rest. Oxycodone x3.
        Passed urine. Vomited once, ondansetron.
        """,
    )
    c.note(
        53,
        "discharge",
        "brandvold",
        f"""
        R TKR {c.when(56)}. Uneventful. Stairs done. ROM 5-75. Wound dry. Hb {c.num("hemoglobin", 54)}, no transfusion.
        Home with wife {c.other("Maureen")}. Apixaban until {c.when(43)}. PT weekly. No naproxen while on apixaban.
        Call {c.doctor("brandvold")} if wound leaks, calf swells, fever over 38.
        """,
    )
    q.note(right, "How long was the tourniquet time?", "58")
    q.note(right, "Which knee was operated on?", ("RIGHT", "right"))


def _after(c: ChartBuilder, q: Questions) -> None:
    c.note(
        43,
        "nursing",
        "almeida",
        """
        31 staples out, none missed.
        Small scab lower end, no pus.
        Last apixaban this morning.
        Bruise down to ankle, yellow now. Calf same size as other.
        Sleeps 4 h, pillow NOT under knee (told again).
        """,
    )
    bend = c.note(
        25,
        "progress",
        "vance",
        f"""
        Week 4. Knee flexion 108, extension lacks 3. Quad lag gone.
        Walks 600 m with one stick. Stairs step over step up, not down.
        Pain {c.num("pain", 25)}/10. Bike 10 min no resistance.
        Goal: coach the hurling juniors again, from the sideline.
        """,
    )
    c.note(
        20,
        "progress",
        "brandvold",
        f"""
        6 wk. ROM 2-115. Wound healed. No effusion. CRP {c.val("crp", 20)}, Hb {c.val("hemoglobin", 20)}.
        Drives. Off oxycodone. XR next at 1 yr. L knee: not bothering him.
        Dental work: no routine antibiotics.
        """,
    )
    c.note(
        15,
        "telephone",
        "farrelly",
        f"""
        Tel {c.call_back}. Wants to restart naproxen for L knee.
        BP up last x2, CKD no. Advised paracetamol + gel first. No oral NSAID for now. r/v 1/12 w BP diary.
        """,
    )
    q.note(bend, "How far does the knee bend at four weeks?", "108")
