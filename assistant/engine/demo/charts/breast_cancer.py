from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="breast_cancer",
    given="Denise",
    family="Washington",
    sex="female",
    age=58,
    story="Five years after breast cancer, on anastrozole, bones getting thinner.",
    height=167,
    weight=74,
    systolic=126,
    race="Black or African American",
    marital="Divorced",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.levels.follow("vitamin_d", {1700: 17, 900: 29, 0: 34})
    c.routine(
        1680, 300, 180, "stein", ("Breast cancer follow-up", "Breast cancer follow-up, hot flashes"), "cbc liver bmp"
    )
    c.visit(820, "Yearly check", "okafor", panels="lipids")
    c.visit(430, "Yearly check", "okafor", panels="lipids bmp")
    c.visit(152, "Breast cancer follow-up", "stein", panels="cbc liver")
    c.visit(26, "Breast cancer follow-up, five years", "stein", panels="cbc liver bmp")
    c.series("vitamin_d", {1680: 17, 820: 29, 26: 34})
    c.problem("Malignant neoplasm of right breast, upper-outer quadrant", "C50.411", 1860, until=1600)
    c.problem("Personal history of malignant neoplasm of breast", "Z85.3", 1600)
    c.problem("Osteopenia", "M85.80", 760)
    c.problem("Hot flashes", "N95.1", 1500)
    wrong = c.problem("Type 2 diabetes mellitus", "E11.9", 400, verification="entered-in-error")
    c.conflict(
        "entered_in_error", "Diabetes was filed to this chart by mistake and withdrawn; it must never show.", wrong
    )
    c.drug("anastrozole", "Anastrozole 1 mg tablet", "1 tablet once a day", 1590, "stein", reason="Breast cancer")
    c.drug(
        "tamoxifen",
        "Tamoxifen 20 mg tablet",
        "1 tablet once a day",
        1640,
        "stein",
        stop=1595,
        why_stopped="Hot flashes at night, changed to anastrozole after menopause confirmed",
    )
    c.drug("cholecalciferol", "Cholecalciferol 1000 unit tablet", "1 tablet once a day", 1660, "okafor")
    c.drug("gabapentin", "Gabapentin 300 mg capsule", "1 capsule at bedtime", 1200, "stein", reason="Hot flashes")
    tape = c.allergy("Adhesive tape", ("Blistering rash",), 1850, category="environment")
    c.procedure("Lumpectomy of right breast with sentinel node biopsy", 1850, "Breast cancer")
    c.procedure("Radiation therapy to right breast", 1720, "Breast cancer")
    c.procedure("Colonoscopy", 700, "Screening")
    c.vaccine("influenza", 1120, 770, 410, 60)
    c.vaccine("zoster", 650, 560)
    c.report(
        "Surgical pathology",
        "11526-1",
        1846,
        "Invasive ductal carcinoma 1.4 cm, grade 2. ER 95%, PR 80%, HER2 negative. Margins clear, 0 of 2 nodes.",
        lab=True,
    )
    for ago, words in (
        (1480, "Post-surgical change on the right. No sign of cancer. BI-RADS 2."),
        (1115, "Stable. BI-RADS 2."),
        (750, "Stable scar, no new calcification. BI-RADS 2."),
        (385, "Stable. BI-RADS 2."),
    ):
        c.report("Diagnostic mammogram, both breasts", "", ago, words)
    last = c.report("Diagnostic mammogram, both breasts", "", 33, "No change against earlier films. BI-RADS 2.")
    dexa = c.report("Bone density (DXA)", "38269-7", 760, "T-score -1.8 at the lumbar spine, -1.5 at the femoral neck.")
    c.report("Bone density (DXA)", "38269-7", 40, "T-score -2.1 at the lumbar spine, -1.7 at the femoral neck.")
    _notes(c, q)
    q.started("anastrozole", "When was anastrozole started?")
    q.on(last, 33, "Date of the last mammogram?")
    q.ask("What was the first spine T-score?", "-1.8", evidence=(dexa,))
    q.ask("Is she allergic to anything?", "Adhesive tape", evidence=(tape,))
    q.latest("vitamin_d", "latest vitamin D level")
    q.absent("What is the most recent HbA1c?", "A1c")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        1680,
        "consult",
        "stein",
        f"""
        Dear {c.doctor("okafor")},

        I met {c.surname}, a school librarian, after her lumpectomy and radiotherapy. The tumor was 14 mm, grade 2,
          hormone
          receptor positive, HER2 negative, with clear margins and no cancer in two sentinel nodes.

        Her recurrence score was low, and we agreed that chemotherapy would add little. She has not had chemotherapy.
          I plan five years of hormone treatment at least.

        Vitamin D is low at {c.val("vitamin_d", 1680)}, please replace it before any aromatase inhibitor.

        With thanks,
        {c.doctor("stein")}
        """,
    )
    genes = c.note(
        1560,
        "consult",
        "stein",
        f"""
        Genetic counselling result.

        Family: sister {c.other("Yvonne")} had ovarian cancer at 49 and carries a BRCA1 variant. Mother had breast
          cancer at 71.
          A paternal uncle had colon cancer.

        {c.first_name} was tested for the family's variant and for a panel of 28 genes. Result: negative; she did not
          inherit
          the BRCA1 variant. Risk-reducing removal of the ovaries is not advised on this ground.
        """,
    )
    c.conflict("family_history", "Ovarian cancer and the BRCA1 variant belong to her sister, not to her.", genes)
    arm = c.note(
        430,
        "progress",
        "okafor",
        """
        Yearly check. Heaviness in the right arm after carrying book boxes; no swelling now, arms measure equal
          (28.5 cm both sides, 10 cm above the elbow). No infection. Sent to physical therapy for lymphedema teaching.

        Blood pressure should be taken on the left arm only.

        Mood steady. Divorce went through in spring; sleeps better since gabapentin at night.
        """,
    )
    five = c.note(
        26,
        "progress",
        "stein",
        f"""
        Five years since surgery. No lump, no bone pain, no cough, no headache, no weight loss. Scar soft. Axillae
          empty.
          Mammogram on {c.when(33)}: no change.

        Aching fingers in the morning for half an hour, typical of anastrozole, bearable with swimming.

        Bone density has slipped from -1.8 to -2.1 at the spine. Options: stop at five years, or go on to seven with
          a bone drug. With node-negative disease the gain of going on is small. She would like to stop at the end of
          the year.
          I agree; decision on {c.when(26)} is to stop anastrozole after the present pack of 90 and repeat DXA in two
          years.
        """,
    )
    c.note(
        20,
        "telephone",
        "almeida",
        f"""
        Rang {c.call_back}.
        Asked if she can have blood pressure on right arm at dentist. No, left.
        Reminded: calcium from food, vit D continues.
        Flu jab done {c.when(60)}.
        """,
    )
    q.note(genes, "Does she carry the BRCA1 variant?", ("negative", "did not inherit"))
    q.note(arm, "Which arm should be used for blood pressure?", "left")
    q.note(five, "What was decided about anastrozole after five years?", "stop")
