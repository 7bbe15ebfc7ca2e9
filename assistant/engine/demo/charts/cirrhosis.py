from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="cirrhosis",
    given="Viktor",
    family="Petrov",
    sex="male",
    age=61,
    story="Alcohol-related cirrhosis, two years sober, platelets low and liver scans on time.",
    height=174,
    weight=79,
    systolic=108,
    diastolic=64,
    pulse=60,
    language="ru",
    marital="Divorced",
    coverage="MassCare Medicaid",
    smoking="Current every day smoker",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("platelets", {1100: 118, 760: 84, 500: 79, 250: 76, 29: 74})
    c.series("bilirubin", {1100: 1.3, 760: 3.4, 500: 1.8, 250: 1.5, 29: 1.4})
    c.series("albumin", {1100: 3.6, 760: 2.7, 500: 3.2, 250: 3.4, 29: 3.5})
    c.series("inr", {760: 1.6, 500: 1.4, 250: 1.3, 29: 1.3})
    c.levels.follow("ast", {1100: 121, 760: 148, 700: 60, 29: 44})
    c.levels.follow("alt", {1100: 66, 760: 71, 29: 31})
    c.levels.follow("sodium", {1100: 137, 760: 131, 500: 135, 29: 137})
    c.levels.follow("weight", {1100: 82, 762: 91, 755: 83, 29: 78})
    stay = c.visit(762, "Swollen abdomen, jaundice", "lindqvist", kind="IMP", days=9, panels="bmp")
    for ago in (760,):
        c.panel("liver", ago)
        c.panel("cbc", ago)
    c.visit(1100, "Yearly check, liver tests raised", "farrelly", panels="liver cbc bmp")
    c.routine(720, 560, 50, "dumont", ("Liver clinic",), "liver bmp")
    c.visit(500, "Liver clinic", "dumont", panels="liver bmp cbc")
    c.visit(380, "Liver clinic", "dumont", panels="liver bmp")
    c.visit(250, "Liver clinic", "dumont", panels="liver bmp cbc")
    c.visit(140, "Weight and sobriety check", "almeida")
    c.visit(29, "Liver clinic", "dumont", panels="liver bmp cbc")
    for ago in (500, 250):
        c.lab("afp", ago, c.levels.draw("afp", ago))
    c.lab("afp", 29, 1.3, comparator="<")
    c.problem("Alcoholic cirrhosis of liver with ascites", "K70.31", 760)
    c.problem("Esophageal varices in cirrhosis, without bleeding", "I85.10", 740)
    c.problem("Alcohol use disorder, severe, in sustained remission", "F10.21", 380)
    c.problem("Alcohol use disorder, severe", "F10.20", 1100, until=380)
    naproxen = c.allergy("Naproxen", ("Stomach bleeding",), 1400, category="medication", high=True)
    c.drug(
        "propranolol", "Propranolol 20 mg tablet", "1 tablet twice a day", 740, "dumont", reason="Esophageal varices"
    )
    c.drug(
        "spironolactone", "Spironolactone 100 mg tablet", "1 tablet every morning", 755, "lindqvist", reason="Ascites"
    )
    c.drug(
        "furosemide",
        "Furosemide 40 mg tablet",
        "1 tablet every morning",
        755,
        "lindqvist",
        stop=380,
        why_stopped="No ascites for a year",
    )
    c.drug(
        "lactulose", "Lactulose 10 g/15 mL solution", "15 mL once or twice a day, 2 to 3 soft stools", 755, "lindqvist"
    )
    c.vaccine("hepb", 690, 660, 510)
    c.vaccine("hepa", 690, 500)
    c.vaccine("influenza", 420, 45)
    c.procedure("Paracentesis, 5 liters", 761, "Ascites")
    scope = c.procedure("Upper endoscopy", 742, "Screening for varices")
    c.smoking(500, "Current every day smoker")
    c.report("Upper endoscopy", "", 742, "Two columns of medium varices without red marks. Mild gastropathy.")
    for ago, words in (
        (560, "Coarse liver, spleen 15 cm, little ascites. No focal lesion."),
        (375, "Coarse liver. No ascites. No focal lesion."),
        (190, "Coarse liver. No focal lesion."),
    ):
        c.report("Ultrasound of the abdomen", "24558-9", ago, words)
    scan = c.report(
        "Ultrasound of the abdomen", "24558-9", 22, "Coarse liver, spleen 14.6 cm. No focal lesion. No ascites."
    )
    _notes(c, q)
    q.latest("platelets", "latest platelet count?")
    q.ask("What is the latest AFP?", "1.3", evidence=(c.need("afp").ref,))
    q.highest("bilirubin", "highest bilirubin")
    q.on(scope, 742, "When was the endoscopy?")
    q.on(scan, 22, "When was the last liver ultrasound?")
    q.on(stay, 762, "When was he in hospital for ascites?")
    q.ask("allergies", "Naproxen", evidence=(naproxen,))


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        762,
        "admission",
        "lindqvist",
        f"""
        CHIEF COMPLAINT
        Belly growing for five weeks, yellow eyes for one.

        HISTORY OF PRESENT ILLNESS
        {c.name}, piano tuner. Half a bottle of vodka a day for about ten years, more since his divorce. Last drink
          two days ago.
          No vomiting of blood, no black stools. No fever. Slept by day and muddled two appointments this month.

        EXAMINATION
        Jaundiced. Tense ascites. Spider marks on the chest. Mild flap of the hands. Not trembling, no hallucinations.

        RESULTS
        Bilirubin {c.val("bilirubin", 760)}, albumin {c.val("albumin", 760)}, INR {c.val("inr", 760)}, platelets
          {c.val("platelets", 760)}.
          Ascitic fluid: 90 white cells, no infection. Hepatitis B and C negative.

        ASSESSMENT
        First decompensation of alcohol-related cirrhosis, mild encephalopathy.

        PLAN
        Paracentesis with albumin, spironolactone and furosemide, lactulose, thiamine, watch for withdrawal.
        """,
    )
    c.note(
        757,
        "nursing",
        "whitcomb",
        """
        CIWA 3. No PRN needed since yesterday.
        Girth 104 cm, was 112.
        3 soft stools, clearer in head, did the crossword.
        Asked for Russian-speaking chaplain, called.
        """,
    )
    c.note(
        753,
        "discharge",
        "lindqvist",
        f"""
        ADMITTED {c.when(762)} DISCHARGED {c.when(753)}

        DIAGNOSIS
        Alcohol-related cirrhosis with ascites and grade 1 encephalopathy.

        COURSE
        Five liters drained. No withdrawal seizures. No bleeding. Weight from 91 to 83 kg.

        ADVICE
        No alcohol, no NSAIDs (naproxen made his stomach bleed years ago), acetaminophen at most 2 g a day, salt
          sparingly.

        FOLLOW-UP
        {c.doctor("dumont")}: endoscopy for varices, ultrasound every six months.
        """,
    )
    sober = c.note(
        380,
        "progress",
        "dumont",
        f"""
        A year without alcohol, confirmed by his group leader {c.other("Oleg")} who came along. No ascites on scan, so
          furosemide can
          stop; spironolactone stays for now. No confusion. Still smokes ten a day.

        Score: Child-Pugh A. Transplant referral is not needed while he improves like this.
        """,
    )
    driving = c.note(
        140,
        "nursing",
        "almeida",
        f"""
        Wt {c.val("weight", 140)}, no ankle swelling.
        Sober 20 months by his count.
        Forgot lactulose on tour, got foggy, missed an exit on the highway.
        Advised: lactulose daily, also when travelling. No driving on foggy days.
        """,
    )
    c.note(
        29,
        "progress",
        "dumont",
        f"""
        Stable. Platelets {c.val("platelets", 29)}, bilirubin {c.val("bilirubin", 29)}, albumin
          {c.val("albumin", 29)}, INR {c.num("inr", 29)}.
          AFP below the reporting limit. Pulse {c.num("pulse", 29)} on propranolol.

        Varices were medium and have never bled. Propranolol makes repeat endoscopy unnecessary while he takes it.
          Ultrasound this month, then every six months. No NSAIDs, again.
        """,
    )
    q.note(sober, "What is his Child-Pugh class?", ("Child-Pugh A", "A"))
    q.note(driving, "Did he get confused when he forgot lactulose?", "foggy")
