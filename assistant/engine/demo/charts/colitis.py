from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="colitis",
    given="Yusuf",
    family="Demir",
    sex="male",
    age=33,
    story="Ulcerative colitis: azathioprine inflamed the pancreas, mesalamine alone now holds.",
    height=179,
    weight=72,
    language="tr",
    marital="Married",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("calprotectin", {1000: 1240, 880: 310, 560: 1820, 470: 260, 200: 74, 30: 38})
    c.levels.follow("crp", {1000: 24, 880: 5, 560: 48, 470: 6, 30: 2})
    c.levels.follow("hemoglobin", {1300: 14.6, 1000: 12.4, 880: 13.6, 560: 11.6, 30: 14.4})
    c.levels.follow("weight", {1300: 72, 1000: 66, 880: 70, 560: 65, 30: 73})
    for ago, reason in ((1000, "Bloody diarrhea"), (880, "Colitis clinic"), (700, "Colitis clinic")):
        c.visit(ago, reason, "dumont", panels="cbc inflammation")
    c.visit(1300, "Yearly check", "okafor", panels="cbc bmp lipids")
    c.visit(560, "Colitis flare", "dumont", panels="cbc inflammation bmp liver")
    c.visit(518, "Severe belly pain", "reed", kind="EMER", pain=8, panels="cbc bmp liver")
    c.visit(470, "Colitis clinic", "dumont", panels="cbc inflammation liver")
    c.visit(330, "Travel advice", "almeida")
    c.visit(200, "Colitis clinic", "dumont", panels="cbc inflammation liver bmp")
    c.visit(30, "Colitis clinic", "dumont", panels="cbc inflammation bmp")
    c.problem("Ulcerative (chronic) pancolitis", "K51.00", 985)
    c.problem("Drug-induced acute pancreatitis", "K85.30", 518, until=480)
    allergy = c.allergy("Azathioprine", ("Acute pancreatitis",), 515, category="medication", high=True)
    c.drug(
        "mesalamine",
        "Mesalamine 1.2 g delayed-release tablet",
        "2 tablets every morning",
        985,
        "dumont",
        stop=560,
        why_stopped="Flare, dose raised",
        reason="Ulcerative colitis",
    )
    c.drug(
        "mesalamine",
        "Mesalamine 1.2 g delayed-release tablet",
        "4 tablets every morning",
        560,
        "dumont",
        reason="Ulcerative colitis",
    )
    c.drug(
        "prednisone", "Prednisone 10 mg tablet", "4 tablets every morning, 5 mg less each week", 560, "dumont", stop=500
    )
    trial = c.drug(
        "azathioprine",
        "Azathioprine 50 mg tablet",
        "2 tablets once a day",
        540,
        "dumont",
        stop=518,
        why_stopped="Acute pancreatitis",
    )
    first = c.procedure("Colonoscopy with biopsies", 985, "Bloody diarrhea")
    c.procedure("Flexible sigmoidoscopy", 556, "Flare")
    c.vaccine("influenza", 760, 400, 30)
    c.vaccine("pneumococcal", 470)
    c.vaccine("hepa", 330)
    c.smoking(1000, "Never smoker")
    c.report(
        "Colonoscopy", "18746-8", 985, "Continuous inflammation from rectum to cecum, Mayo 2. Terminal ileum normal."
    )
    c.report(
        "CT of the abdomen",
        "",
        518,
        "Swollen pancreas with fluid around the tail. No gallstones. Colon wall mildly thick.",
    )
    c.report(
        "Stool culture and C. difficile",
        "",
        560,
        "No Salmonella, Shigella, Campylobacter. C. difficile toxin negative.",
        lab=True,
    )
    _notes(c, q)
    q.latest("calprotectin", "latest calprotectin?")
    q.highest("calprotectin", "highest fecal calprotectin")
    q.on(first, 985, "When was the first colonoscopy?")
    q.ask("What happened on azathioprine?", "pancreatitis", evidence=(trial, allergy))
    q.started("mesalamine", "When was mesalamine first prescribed?")
    q.absent("When was infliximab started?", "nfliximab")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        1000,
        "consult",
        "dumont",
        f"""
        Dear {c.doctor("okafor")},

        {c.surname}, a violin maker, has passed blood and slime six times a day for seven weeks, twice at night. He
          lost 5 kg. He
          stopped smoking never having truly begun; no antibiotics, no travel. An uncle in Izmir has Crohn's disease.
          No joint pain, no red eye, no mouth ulcers.

        Calprotectin {c.val("calprotectin", 1000)}, hemoglobin {c.val("hemoglobin", 1000)}. I shall look inside next
          week; infection is being excluded.

        Sincerely,
        {c.doctor("dumont")}
        """,
    )
    c.note(
        560,
        "progress",
        "dumont",
        f"""
        Flare after a calm year: eight stools, blood in most, calprotectin {c.val("calprotectin", 560)}. He had cut
          mesalamine to one
          tablet since he felt well. No fever, belly soft, pulse {c.num("pulse", 560)}. Not sick enough for admission.

        Sigmoidoscopy this week, stool for infection, prednisone 40 mg tapering, mesalamine up to 4.8 g.
          As this is the second course of steroids we discussed azathioprine; TPMT activity normal. Sun cream, blood
          tests.
        """,
    )
    emergency = c.note(
        518,
        "emergency",
        "reed",
        f"""
        31M UC, d22 azathioprine. Epigastric pain to back 10 h, vomiting x5. No EtOH. Lipase 1,940. TG normal, no
          stones on CT.
        Imp: azathioprine pancreatitis. STOP AZA. Fluids, antiemetic, NPO then sips. GI informed ({c.doctor("dumont")}).
        Obs unit 24 h, pain 8 -> 2. Home. Do not rechallenge.
        """,
    )
    c.conflict("lab_only_in_note", "The lipase of 1,940 stands only in the emergency note.", emergency)
    advice = c.note(
        330,
        "nursing",
        "almeida",
        f"""
        Going to Izmir 4 wks, wife {c.other("Selin")} + baby.
        Hep A given. No live vaccine needed.
        Carries: meds x6 wks in hand bag, letter, oral rehydration.
        If flare abroad: start enema, call clinic, NO ibuprofen.
        """,
    )
    c.note(
        30,
        "progress",
        "dumont",
        f"""
        Two formed stools a day, no blood since winter. Calprotectin {c.val("calprotectin", 30)}: lowest we have seen.
          Weight {c.val("weight", 30)}, hemoglobin {c.val("hemoglobin", 30)}.

        All on mesalamine alone, which he now takes every day with his coffee. Thiopurines are closed to him. Were he
          to flare
          again, a biologic would be next. First surveillance colonoscopy eight years after the start of symptoms.
        """,
    )
    q.note(emergency, "How high was the lipase?", "1,940")
    q.note(advice, "What should he do if he flares abroad?", ("enema", "call clinic"))
