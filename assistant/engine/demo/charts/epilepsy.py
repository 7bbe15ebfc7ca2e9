from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="epilepsy",
    given="Daniel",
    family="Yazzie",
    sex="male",
    age=27,
    story="Epilepsy: one more seizure after missed tablets, and the question of driving.",
    height=176,
    weight=72,
    race="American Indian or Alaska Native",
    marital="Single",
    coverage="Tribal Health Plan",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("levetiracetam", {900: 24, 420: 21, 75: 6, 20: 23})
    c.visit(1180, "First seizure", "reed", kind="EMER", pulse=104, panels="cbc bmp")
    for ago in (1160, 1040, 900, 660, 420):
        c.visit(ago, "Epilepsy clinic", "sharma", panels="cbc" if ago in (900, 420) else "")
    c.visit(780, "Yearly check", "okafor", panels="bmp liver lipids")
    c.visit(75, "Seizure", "reed", kind="EMER", pulse=110, panels="bmp cbc")
    c.visit(20, "Epilepsy clinic", "sharma", panels="bmp")
    c.problem("Focal epilepsy with impaired awareness", "G40.209", 1040)
    c.no_known_allergies(1160)
    old = c.drug(
        "levetiracetam",
        "Levetiracetam 500 mg tablet",
        "1 tablet twice a day",
        1160,
        "sharma",
        stop=420,
        why_stopped="Dose raised after an aura",
        reason="Epilepsy",
    )
    c.drug("levetiracetam", "Levetiracetam 750 mg tablet", "1 tablet twice a day", 420, "sharma", reason="Epilepsy")
    c.drug(
        "lamotrigine",
        "Lamotrigine 25 mg tablet",
        "1 tablet a day for 2 weeks, then 2 tablets",
        1100,
        "sharma",
        stop=1088,
        why_stopped="Rash on the trunk",
    )
    c.vaccine("influenza", 430, 70)
    c.vaccine("tdap", 1180)
    c.smoking(780, "Never smoker")
    eeg = c.report("EEG", "11523-8", 1150, "Sharp waves over the left temporal region. No seizure recorded.")
    mri = c.report(
        "MRI of the brain", "24590-2", 1140, "Left hippocampus slightly smaller than the right. No tumor, no bleed."
    )
    draft = c.report("EEG", "11523-8", 18, "Left temporal slowing. Full reading to follow.", draft=True)
    c.conflict("preliminary_result", "The newest EEG report is preliminary.", draft)
    _notes(c, q)
    q.lowest("levetiracetam", "What was the lowest levetiracetam level?")
    q.latest("levetiracetam", "latest levetiracetam level")
    q.on(eeg, 1150, "When was the first EEG?")
    q.ask("What did the brain MRI show?", "hippocampus", evidence=(mri,))
    q.on(old, 1160, "When was levetiracetam started?")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        1180,
        "emergency",
        "reed",
        f"""
        24M, no PMH. Witnessed at work (garage): stopped answering, fumbled with his sleeve ~1 min, then stiff and
          shaking ~2 min.
        Bit tongue. Drowsy 30 min, now oriented x3. Afebrile. Neck supple. No head injury. No alcohol, no drugs.
        Glucose {c.val("glucose", 1180)}, Na {c.val("sodium", 1180)}. ECG normal, QTc 410.
        No further events x6 h. D/C with cousin {c.other("Ray")}. Neurology 2-3 wk. No driving, no heights, showers
          not baths.
        """,
    )
    rash = c.note(
        1088,
        "telephone",
        "sharma",
        f"""
        {c.first_name} phoned from {c.call_back}: red rash on trunk since yesterday, day twelve of lamotrigine, no
          fever, no sores
          in the mouth or eyes. Lamotrigine stopped at once. Levetiracetam alone for now. To be seen the same day if
          blisters,
          fever or sore mouth. Do not give lamotrigine again without speaking to me.
        """,
    )
    c.conflict(
        "allergy_only_in_note",
        "A rash from lamotrigine stands in a note and a stop reason; the allergy list says none known.",
        rash,
    )
    c.note(
        900,
        "consult",
        "sharma",
        f"""
        Dear {c.doctor("okafor")},

        {c.surname} has had no seizure for eight months. The EEG had shown left temporal sharp waves and MRI a
          slightly small left
          hippocampus, so this is focal epilepsy. Birth was normal, he never had seizures with fever, and nobody in
          his family
          has epilepsy, though a cousin on his mother's side had meningitis as a child.

        Level {c.val("levetiracetam", 900)}. His mood is fair; I asked about irritability, which this drug may bring.

        He may drive again once the state's seizure-free period is over and the form is signed.

        Yours sincerely,
        {c.doctor("sharma")}
        """,
    )
    seizure = c.note(
        75,
        "emergency",
        "reed",
        f"""
        27M focal epilepsy on LEV 750 bid. One generalized seizure ~90 s at sister's house, self-terminated. Ran out 5
          d ago, was
        fighting fire season overtime, slept 4 h/night. LEV level {c.val("levetiracetam", 75)}.
        No injury. Shoulder ROM full. Back to baseline 40 min. No status, no benzo needed.
        Loaded LEV 1.5 g po. Rx refilled. No driving. Neuro f/u.
        """,
    )
    plan = c.note(
        20,
        "progress",
        "sharma",
        f"""
        One seizure since the last visit, explained by five days without tablets and little sleep. Level back to
          {c.val("levetiracetam", 20)}. I would not add a second drug.

        Phone alarm set here in the room; the pharmacy will mail 90 days at a time.
        Driving clock starts again from {c.when(75)}. His chief has moved him to dispatch for the time being.
        Folic acid not relevant. Rescue nasal midazolam discussed, not wanted.
        Repeat EEG done, only a first reading is available.
        """,
    )
    q.note(rash, "What happened with lamotrigine?", ("rash", "Rash"))
    q.note(seizure, "Why did he have the last seizure?", "Ran out")
    q.note(plan, "Was rescue midazolam prescribed?", "not wanted")
