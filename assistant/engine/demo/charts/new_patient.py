from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="new_patient",
    given="Omar",
    family="Haddad",
    sex="male",
    age=36,
    story="New to the practice; the chart is almost empty.",
    height=176,
    weight=78,
    language="ar",
    marital="Married",
    coverage="Self-pay",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.visit(10, "New patient", "almeida", systolic=128, diastolic=82)
    c.note(
        17,
        "telephone",
        "almeida",
        f"""
        Wants to register. Moved here for work 6 weeks ago.
        Name {c.name}, born {c.birth}, phone {c.call_back}.
        Needs evening slot. Arabic interpreter: no, speaks English well.
        Old records: asked him to sign the release form.
        """,
    )
    intake = c.note(
        10,
        "nursing",
        "almeida",
        f"""
        Intake.
        BP {c.num("bp", 10)}, weight {c.val("weight", 10)}, height {c.val("height", 10)}.
        Says he had "a stomach operation as a boy", scar R lower belly. Probably appendix, does not know.
        No regular tablets. Vaccines: unsure.
        Allergies: not asked, interrupted by fire drill. ASK NEXT TIME.
        """,
    )
    c.note(
        3,
        "referral",
        "okafor",
        f"""
        To: records office, {c.other("Dr. Hanna Weiss")}, previous family doctor.

        Please send the records of {c.name}, {c.mrn}. We hold nothing so far, neither past illnesses nor allergies nor
          vaccines.
          First visit with me is booked within the month.

        {c.doctor("okafor")}
        """,
    )
    q.latest("bp", "What is the blood pressure?")
    q.note(intake, "Has he had any surgery?", ("stomach operation", "appendix"))
    q.absent("What allergies does he have?", "AllergyIntolerance")
    q.absent("What is the latest hemoglobin?", "emoglobin")
    q.absent("What medications is he taking?", "MedicationRequest")
    q.absent("What are the active problems?", '"Condition"')
