from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="osteoporosis",
    given="Margaret",
    family="Ellis",
    sex="female",
    age=77,
    story="Osteoporosis after a wrist fracture; tablets upset her stomach, a yearly drip does not.",
    height=159,
    weight=56,
    systolic=138,
    diastolic=74,
    marital="Widowed",
    coverage="Medicare",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.levels.follow("height", {1500: 161, 0: 158})
    c.series("vitamin_d", {1180: 15, 760: 31, 390: 34, 37: 36})
    c.levels.follow("creatinine", {1500: 0.78, 0: 0.86})
    c.routine(1500, 1210, 280, "okafor", ("Yearly check",), "cbc bmp lipids")
    c.visit(1190, "Fall, broken wrist", "reed", kind="EMER", pain=7)
    c.visit(1180, "After wrist fracture", "okafor", panels="bmp cbc thyroid")
    c.visit(1000, "Bone health", "okafor")
    c.visit(760, "Yearly check", "okafor", panels="bmp cbc")
    c.visit(735, "Zoledronic acid infusion", "almeida")
    c.visit(390, "Yearly check", "okafor", panels="bmp cbc lipids")
    c.visit(370, "Zoledronic acid infusion", "almeida")
    c.visit(210, "Balance class review", "vance")
    c.visit(37, "Yearly check", "okafor", panels="bmp cbc")
    c.visit(6, "Zoledronic acid infusion", "almeida")
    c.problem(
        "Age-related osteoporosis with current pathological fracture, right forearm", "M80.031A", 1190, until=1090
    )
    c.problem("Age-related osteoporosis without current pathological fracture", "M81.0", 1170)
    c.problem("Gastro-esophageal reflux disease", "K21.9", 2600)
    c.problem("Age-related cataract, both eyes", "H25.9", 900)
    c.no_known_allergies(1500)
    c.drug(
        "alendronate",
        "Alendronate 70 mg tablet",
        "1 tablet once a week, upright with water",
        1165,
        "okafor",
        stop=770,
        why_stopped="Heartburn and pain on swallowing",
        reason="Osteoporosis",
    )
    drip = c.drug(
        "zoledronic acid",
        "Zoledronic acid 5 mg infusion",
        "once a year into a vein",
        735,
        "okafor",
        reason="Osteoporosis",
    )
    c.drug("cholecalciferol", "Cholecalciferol 1000 unit tablet", "1 tablet once a day", 1180, "okafor")
    c.drug("omeprazole", "Omeprazole 20 mg capsule", "1 capsule before breakfast", 780, "okafor", stop=690)
    for ago in (735, 370, 6):
        c.procedure("Infusion of zoledronic acid", ago, "Osteoporosis")
    c.procedure("Plaster cast of right forearm", 1190, "Fracture of right wrist")
    eye = c.procedure("Cataract operation, right eye", 640, "Cataract")
    c.vaccine("influenza", 1130, 765, 395, 37)
    c.vaccine("zoster", 1000, 900)
    c.smoking(1180, "Never smoker")
    first = c.report(
        "Bone density (DXA)", "38269-7", 1170, "T-score -3.1 at the lumbar spine, -2.7 at the femoral neck."
    )
    second = c.report(
        "Bone density (DXA)", "38269-7", 60, "T-score -2.6 at the lumbar spine, -2.5 at the femoral neck."
    )
    c.report("X-ray of the right wrist", "", 1190, "Dorsally tilted fracture of the distal radius.")
    _notes(c, q)
    q.latest("vitamin_d", "latest vitamin D")
    q.ask("What was the first bone density?", "-3.1", evidence=(first,))
    q.ask("latest DXA result", "-2.6", evidence=(second,))
    q.on(drip, 735, "Since when does she get zoledronic acid?")
    q.on(eye, 640, "When was the cataract operated?")
    q.absent("When was denosumab started?", "enosumab")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        1190,
        "emergency",
        "reed",
        """
        73F tripped over dog lead, FOOSH R. Dinner-fork wrist. NV intact. No head strike, no LOC, no hip pain, full
          ROM hips.
        XR Colles. Haematoma block, reduced, backslab. Check film OK. Fracture clinic 1 wk. Sling. Dog is fine.
        """,
    )
    family = c.note(
        1180,
        "progress",
        "okafor",
        f"""
        {c.surname} fell from standing height and broke the right wrist. She has lost 2 cm since we last measured and
          went through
          the change at 44. Her mother broke a hip at 80 and never came home from it; that is what she fears. She
          herself has
          had no hip or spine fracture.

        No steroids ever, two cups of tea, sherry at Christmas. Vitamin D {c.val("vitamin_d", 1180)}. Calcium, thyroid
          and kidneys normal.
          DXA ordered, vitamin D started.
        """,
    )
    c.conflict("family_history", "The hip fracture was her mother's, not hers.", family)
    stopped = c.note(
        770,
        "telephone",
        "almeida",
        f"""
        Rang {c.call_back}.
        Burning behind breastbone after the weekly tablet, worse each month. Food sticks at times.
        No weight loss, no black stool.
        Had been lying down again after taking it.
        Dr Okafor: stop alendronate, appointment this week. Asked about dentist: none for 3 years, please go before
          any drip.
        """,
    )
    c.note(
        735,
        "nursing",
        "almeida",
        f"""
        First zoledronic acid, 5 mg over 20 min, left arm.
        Dentist seen, letter ok. Creatinine checked, {c.val("creatinine", 760)}.
        Drank 2 glasses before.
        Told: fever and aches tomorrow possible, paracetamol.
        BP {c.num("bp", 735)} after.
        """,
    )
    c.note(
        210,
        "progress",
        "vance",
        """
        Chair rise x5 in 14 s (was 21). Tandem stand 9 s. Timed up and go 11 s.
        Tai chi group twice a week, brings a friend.
        Rugs taped at home. New glasses after cataract help on stairs.
        """,
    )
    c.note(
        37,
        "progress",
        "okafor",
        f"""
        No fall in two years. DXA on {c.when(60)}: spine up from -3.1 to -2.6. Vitamin D {c.val("vitamin_d", 37)}.

        Third infusion planned; after it we pause and look again in two years, as her hip is no longer below -2.5 by
          much and she
          has had no new fracture. No thigh or groin pain. Teeth seen in spring.
        """,
    )
    c.note(
        6,
        "nursing",
        "almeida",
        f"""
        Third drip done, no reaction so far.
        Weight {c.val("weight", 6)}, BP {c.num("bp", 6)}.
        Daughter {c.other("Joan")} drives her home.
        """,
    )
    q.note(stopped, "Why did she stop alendronate?", ("Burning behind breastbone", "Burning"))
    q.note(family, "Who in the family broke a hip?", "mother")
