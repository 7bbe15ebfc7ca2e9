from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="prostate",
    given="George",
    family="Papadakis",
    sex="male",
    age=71,
    story="Enlarged prostate; PSA halved by finasteride, and one outside PSA in a letter only.",
    height=171,
    weight=83,
    systolic=132,
    language="el",
    marital="Married",
    coverage="Medicare",
    smoking="Former smoker",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("psa", {1400: 3.1, 1020: 3.8, 680: 2.2, 320: 1.8, 44: 1.7})
    c.routine(1400, 760, 190, "farrelly", ("Yearly check", "Getting up at night"), "bmp cbc")
    c.visit(1020, "Urology clinic", "lang", panels="bmp")
    c.visit(680, "Urology clinic", "lang", panels="bmp")
    c.visit(510, "Dizzy on standing", "farrelly", systolic=112, diastolic=64)
    c.visit(320, "Yearly check", "farrelly", panels="bmp lipids cbc")
    c.visit(230, "Cannot pass urine", "reed", kind="EMER", pain=8, panels="bmp")
    c.visit(224, "Trial without catheter", "almeida")
    c.visit(44, "Urology clinic", "lang", panels="bmp")
    c.problem("Benign prostatic hyperplasia with lower urinary tract symptoms", "N40.1", 1020)
    c.problem("Acute urinary retention", "R33.8", 230, until=224)
    allergy = c.allergy("Iodinated contrast", ("Hives", "Flushing"), 1400, category="medication")
    c.drug(
        "tamsulosin",
        "Tamsulosin 0.4 mg capsule",
        "1 capsule after supper",
        1200,
        "farrelly",
        reason="Enlarged prostate",
    )
    c.drug("finasteride", "Finasteride 5 mg tablet", "1 tablet once a day", 1020, "lang", reason="Enlarged prostate")
    c.drug("atorvastatin", "Atorvastatin 20 mg tablet", "1 tablet at night", 1390, "farrelly", reason="Cholesterol")
    catheter = c.procedure("Insertion of urinary catheter", 230, "Acute urinary retention")
    c.vaccine("influenza", 1120, 760, 410, 44)
    c.vaccine("zoster", 700, 620)
    c.smoking(320, "Former smoker")
    scan = c.report(
        "Ultrasound of bladder and prostate", "", 1015, "Prostate 62 mL. Residual urine 85 mL. Kidneys normal."
    )
    _notes(c, q)
    q.latest("psa", "latest PSA")
    q.highest("psa", "What was the highest PSA measured here?")
    q.started("finasteride", "When was finasteride started?")
    q.on(catheter, 230, "When did he need a catheter?")
    q.ask("How large is the prostate?", "62 mL", evidence=(scan,))
    q.ask("allergy list?", "Iodinated contrast", evidence=(allergy,))


def _notes(c: ChartBuilder, q: Questions) -> None:
    outside = c.note(
        1020,
        "consult",
        "lang",
        f"""
        LUTS 2 y. IPSS 19, bother 4. Nocturia x4. DRE: 60 g, smooth, no nodule. PSA {c.val("psa", 1020)}.
        Brought letter from Athens: PSA 2.6 ng/mL the summer before last, so rise is slow. No FH prostate ca. Brother
          bladder ca, smoker.
        Add finasteride to tamsulosin. PSA will halve in 6-12 mo: double it when reading.
        Biopsy not indicated.
        """,
    )
    c.conflict("lab_only_in_note", "The PSA from Athens (2.6 ng/mL) is only in the urology note.", outside)
    c.note(
        680,
        "progress",
        "lang",
        f"""
        IPSS 9. Nocturia x1-2. PSA {c.val("psa", 680)} on finasteride (corrects to about twice that). No haematuria.
          Libido ok.
        Continue both. GP yearly PSA.
        """,
    )
    dizzy = c.note(
        510,
        "progress",
        "farrelly",
        f"""
        Lightheaded on standing 3/52, worse after hot bath. No syncope, no palps, no fall.
        BP {c.num("bp", 510)} sitting, 96/60 standing. ECG SR.
        Takes tamsulosin a.m. by mistake + his wife's BP pill once last wk.
        P: tamsulosin back to after supper, sort pill boxes. r/v 2/52.
        """,
    )
    cause = c.note(
        230,
        "emergency",
        "reed",
        f"""
        71M, no urine 14 h, suprapubic pain 8/10. Cold remedy with pseudoephedrine x3 d. No back pain, no leg
          weakness, perianal sensation intact.
        Bladder 900 mL. 16F Foley, 950 mL clear. Creatinine {c.val("creatinine", 230)}. UA neg.
        Home w leg bag, stop decongestant, TWOC 1 wk. On tamsulosin already.
        """,
    )
    c.conflict(
        "outside_medication_in_note",
        "Pseudoephedrine cold remedy and the wife's tablet are only in notes.",
        cause,
        dizzy,
    )
    c.note(
        224,
        "nursing",
        "almeida",
        f"""
        Catheter out 08:30.
        Voids 180, 240, 210 mL. Residual on scan 60 mL.
        Wife {c.other("Eleni")} interprets.
        No cold remedies without asking. Card given.
        """,
    )
    c.note(
        44,
        "progress",
        "lang",
        f"""
        No second retention. IPSS 8. PSA {c.val("psa", 44)} on finasteride, flat. DRE smaller.
        Offered laser, declines. 1 yr.
        """,
    )
    q.note(outside, "What PSA did the letter from Athens give?", "2.6")
    q.note(cause, "What brought on the urinary retention?", ("pseudoephedrine", "Cold remedy"))
