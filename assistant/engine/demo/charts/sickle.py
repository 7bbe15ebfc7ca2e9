from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="sickle",
    given="Isaiah",
    family="Johnson",
    sex="male",
    age=22,
    story="Sickle cell disease; fewer crises since hydroxyurea, hemoglobin F rising.",
    height=174,
    weight=63,
    systolic=114,
    pulse=84,
    race="Black or African American",
    marital="Single",
    coverage="MassCare Medicaid",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("hbf", {1300: 4.2, 900: 11.8, 520: 17.5, 210: 20.3, 25: 21.6})
    c.levels.follow("hemoglobin", {1300: 7.4, 900: 8.3, 520: 8.9, 0: 9.3})
    c.levels.follow("retic", {1300: 14, 520: 9, 0: 7.5})
    c.levels.follow("mcv", {1300: 88, 900: 104, 0: 112})
    c.levels.follow("bilirubin", {1300: 3.8, 0: 2.4})
    c.levels.follow("ldh", {1300: 520, 0: 340})
    c.levels.follow("spo2", {0: 96})
    c.levels.follow("creatinine", {0: 0.6})
    for ago in (1300, 1090, 900, 720, 520, 350, 210, 25):
        c.visit(ago, "Sickle cell clinic", "morales", panels="cbc bmp liver")
        c.lab("retic", ago, c.levels.draw("retic", ago))
        c.lab("ldh", ago, c.levels.draw("ldh", ago))
    c.visit(1350, "Pain crisis", "lindqvist", kind="IMP", days=5, pain=9, panels="cbc bmp")
    stay = c.visit(410, "Pain crisis", "reed", kind="EMER", pain=9, spo2=95, panels="cbc bmp")
    c.visit(120, "College health form", "okafor")
    c.problem("Sickle-cell disease without crisis (Hb-SS)", "D57.1", 22 * 365)
    c.problem("Sickle-cell disease with acute chest syndrome", "D57.01", 2300, until=2285)
    c.problem("Asplenia (functional)", "D73.0", 15 * 365)
    ketorolac = c.allergy("Morphine", ("Itching",), 1345, category="medication")
    c.drug(
        "hydroxyurea",
        "Hydroxyurea 500 mg capsule",
        "2 capsules once a day",
        1290,
        "morales",
        stop=900,
        why_stopped="Room for a higher dose",
        reason="Sickle cell disease",
    )
    c.drug(
        "hydroxyurea",
        "Hydroxyurea 500 mg capsule",
        "3 capsules once a day",
        900,
        "morales",
        reason="Sickle cell disease",
    )
    c.drug("folic acid", "Folic acid 1 mg tablet", "1 tablet once a day", 2500, "morales")
    c.drug("ibuprofen", "Ibuprofen 600 mg tablet", "1 tablet every 8 hours with food when in pain", 1290, "morales")
    c.drug("oxycodone", "Oxycodone 5 mg tablet", "1 to 2 tablets every 6 hours when needed", 1290, "morales")
    c.vaccine("pneumococcal", 520)
    c.vaccine("ppsv23", 2000)
    c.vaccine("meningococcal", 2000, 350)
    c.vaccine("influenza", 1100, 740, 380, 25)
    c.procedure("Exchange transfusion", 2298, "Acute chest syndrome")
    c.smoking(120, "Never smoker")
    eyes = c.report("Eye examination", "", 340, "No proliferative sickle retinopathy in either eye.")
    c.report(
        "Echocardiogram", "34552-0", 700, "Normal ventricles. Tricuspid jet 2.4 m/s, no sign of pulmonary hypertension."
    )
    c.report("Chest X-ray", "36643-5", 410, "No infiltrate. Heart slightly large, as before.")
    _notes(c, q)
    q.latest("hbf", "latest hemoglobin F")
    q.latest("hemoglobin", "What is his latest hemoglobin?")
    q.started("hydroxyurea", "When was hydroxyurea started?")
    q.on(stay, 410, "When was the last emergency visit for pain?")
    q.ask("Result of the eye exam?", "No proliferative", evidence=(eyes,))
    q.ask("What does morphine do to him?", "Itching", evidence=(ketorolac,))


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        1350,
        "admission",
        "lindqvist",
        f"""
        CHIEF COMPLAINT
        Pain in back and thighs, 9 of 10, since last night.

        HISTORY OF PRESENT ILLNESS
        {c.name}, Hb SS, fourth admission in twelve months. Began after a swim meet in cold water. Oxycodone at home
          did not hold.
          No fever, no cough, no chest pain, no priapism, no weakness of face or limbs.

        PAST HISTORY
        Acute chest syndrome at 16 with exchange transfusion. No stroke; childhood transcranial Doppler always normal.
          His older brother {c.other("Josiah")} had a stroke at 7.

        PLAN
        Hydromorphone by patient-controlled pump, because morphine makes him itch all over. Fluids, incentive spirometer
          every two hours. Ask hematology about hydroxyurea, which he has refused so far.
        """,
    )
    c.conflict(
        "family_history", "The childhood stroke was his brother's; he has never had one.", f"Patient/{c.patient_id}"
    )
    c.note(
        1348,
        "nursing",
        "whitcomb",
        """
        Pain 5 at 06:00, was 8.
        Spirometer 10x, reaches 2,200.
        No itch on hydromorphone.
        Believed him when he says 7. Warm packs to thighs.
        Studied for chemistry.
        """,
    )
    choice = c.note(
        1300,
        "consult",
        "morales",
        f"""
        REASON
        Four admissions in a year.

        DISCUSSION
        He feared that hydroxyurea is "chemo" and that he would not have children. We talked for forty minutes. He
          banked sperm last
          week and wishes to start.

        BASELINE
        Hemoglobin {c.val("hemoglobin", 1300)}, HbF {c.val("hbf", 1300)}, MCV {c.val("mcv", 1300)}, reticulocytes
          {c.val("retic", 1300)}.

        PLAN
        - Hydroxyurea 1000 mg a day, counts every four weeks at first.
        - Hold it if neutrophils fall below 1.0 or platelets below 80.
        - Fever of 38.5 or more: come at once, day or night; his spleen no longer protects him.
        """,
    )
    c.note(
        410,
        "emergency",
        "reed",
        f"""
        21M SS. Pain legs 9/10 x8 h after exams, little sleep. Plan on file followed: hydromorphone in 22 min of
          arrival.
        SpO2 {c.val("spo2", 410)}, T {c.val("temperature", 410)}, no chest pain. CXR clear. Hb
          {c.val("hemoglobin", 410)}, near own baseline.
        3 doses, pain 4, wants to go home. First ED visit in 14 mo. Heme clinic informed.
        """,
    )
    c.note(
        25,
        "progress",
        "morales",
        f"""
        INTERVAL
        No crisis for more than a year. Second year of civil engineering. Misses about two doses a month.

        RESULTS
        HbF {c.val("hbf", 25)}, hemoglobin {c.val("hemoglobin", 25)}, MCV {c.val("mcv", 25)}: the large cells show
          that he takes it.

        PLAN
        Same dose. Eye check due. He asked about gene therapy; the transplant center in the city holds an open
          evening, leaflet given.
        """,
    )
    q.note(choice, "At what temperature should he come in at once?", "38.5")
    q.note(choice, "Why was he reluctant to take hydroxyurea?", ("chemo", "children"))
