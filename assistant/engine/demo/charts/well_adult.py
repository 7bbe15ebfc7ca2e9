from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="well_adult",
    given="Emily",
    family="Carter",
    sex="female",
    age=41,
    story="A healthy adult who comes for prevention and the odd sprain.",
    height=172,
    weight=66,
    systolic=116,
    pulse=58,
    marital="Married",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.routine(1750, 400, 330, "okafor", ("Yearly check",), "cbc lipids bmp")
    c.visit(610, "Twisted knee", "farrelly", pain=4)
    c.visit(320, "Mole on the back", "okafor")
    c.visit(52, "Yearly check", "okafor", panels="cbc lipids bmp thyroid", systolic=114, diastolic=72)
    c.visit(49, "Flu vaccine", "almeida", vitals=False)
    c.no_known_allergies(1750)
    c.problem("Sprain of medial collateral ligament of right knee", "S83.411A", 610, until=560)
    c.vaccine("influenza", 1130, 765, 400, 49)
    tetanus = c.vaccine("tdap", 1750)[0]
    c.vaccine("hpv", 5200, 5140, 5020)
    smear = c.procedure("Cervical screening with HPV test", 420, "Screening")
    c.smoking(52, "Never smoker")
    c.report("Cervical screening", "", 412, "HPV negative. No abnormal cells.", lab=True)
    first = c.report("Screening mammogram", "24606-6", 55, "No sign of cancer. Dense tissue. BI-RADS 1.")
    _notes(c, q)
    q.latest("bp", "latest blood pressure")
    q.on(tetanus, 1750, "When was the last tetanus shot?")
    q.on(smear, 420, "When was the last cervical screening?")
    q.ask("What did the mammogram show?", "No sign of cancer", evidence=(first,))
    q.born("What is her date of birth?")
    q.absent("What is the latest INR?", "INR")
    q.absent("When was metformin started?", "etformin")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        610,
        "progress",
        "farrelly",
        """
        Twisted R knee at netball y'day. No pop, no locking, no giving way. Small effusion. MCL tender, stable at 0
          and 30. ACL/PCL ok.
        Imp: MCL gd 1. RICE, quads, 6/52 off pivoting. No XR per rules.
        """,
    )
    mole = c.note(
        320,
        "progress",
        "okafor",
        f"""
        Her husband {c.other("Ben")} noticed a mole between the shoulder blades. 5 mm, round, even brown, same as a
          photo on her phone
          from three summers ago. No itching or bleeding. Father had a melanoma removed at 70; she herself has had no
          skin cancer.

        Looks benign under the dermatoscope. Photo stored, look again in a year or sooner when it changes.
        """,
    )
    c.conflict("family_history", "The melanoma was her father's.", mole)
    c.note(
        52,
        "progress",
        "okafor",
        f"""
        Runs three times a week, teaches fourth grade, two children. Sleeps seven hours. One glass of wine at weekends.

        LDL {c.val("ldl", 52)}, sugar {c.val("glucose", 52)}, TSH {c.val("tsh", 52)}: all fine. BP {c.num("bp", 52)}.
          First mammogram clear. Mole unchanged against the photo.

        She asked about magnesium for cramps at night: nuts and stretching first. Tetanus booster is not due for some
          years.
        """,
    )
    q.note(mole, "Where is her mole?", "between the shoulder blades")
