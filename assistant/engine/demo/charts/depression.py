from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

PERSON = Person(
    key="depression",
    given="Leah",
    family="Goldstein",
    sex="female",
    age=34,
    story="A first depression, now mild; scores falling on sertraline and weekly therapy.",
    height=169,
    weight=64,
    systolic=112,
    pulse=68,
    marital="Single",
)


def write(c: ChartBuilder, q: Questions) -> None:
    c.series("phq9", {310: 14, 280: 13, 250: 10, 190: 8, 120: 6, 23: 4})
    c.series("gad7", {310: 11, 250: 9, 120: 6, 23: 4})
    c.routine(1400, 480, 310, "okafor", ("Yearly check", "Sore throat"), "cbc bmp")
    c.visit(310, "Low mood, poor sleep", "okafor", panels="cbc thyroid bmp")
    c.visit(280, "Mood follow-up", "okafor")
    c.visit(250, "First psychiatry visit", "adler", vitals=False)
    c.visit(190, "Psychiatry follow-up", "adler", vitals=False)
    c.visit(120, "Psychiatry follow-up", "adler", vitals=False)
    c.visit(23, "Psychiatry follow-up", "adler", vitals=False)
    c.visit(61, "Medication question", "ortega", kind="VR")
    c.problem("Major depressive disorder, single episode, mild", "F32.0", 310)
    c.problem("Streptococcal pharyngitis", "J02.0", 1090, until=1080)
    c.allergy("Ibuprofen", ("Hives",), 1400, category="medication")
    c.drug(
        "sertraline",
        "Sertraline 50 mg tablet",
        "1 tablet every morning",
        280,
        "okafor",
        stop=190,
        why_stopped="Dose raised",
        reason="Depression",
    )
    c.drug("sertraline", "Sertraline 100 mg tablet", "1 tablet every morning", 190, "adler", reason="Depression")
    c.drug("penicillin V", "Penicillin V 500 mg tablet", "1 tablet twice a day for 10 days", 1090, "okafor", stop=1080)
    c.vaccine("influenza", 770, 30)
    c.vaccine("tdap", 1400)
    c.smoking(310, "Never smoker")
    _notes(c, q)
    q.latest("phq9", "What is the latest PHQ-9?")
    q.highest("phq9", "highest PHQ-9 score?")
    q.started("sertraline", "When was sertraline first prescribed?")
    q.latest("tsh", "What was the TSH?")
    q.absent("When was bupropion started?", "upropion")


def _notes(c: ChartBuilder, q: Questions) -> None:
    c.note(
        310,
        "progress",
        "okafor",
        f"""
        {c.first_name}, a graphic designer, has felt flat since the studio closed. Wakes at four, cannot read a page,
          has stopped
          climbing with friends. Appetite small. PHQ-9 {c.num("phq9", 310)}, item nine scored zero.

        No thoughts that life is not worth living, no thoughts of harming herself. Never had a manic spell.
          Drinks little. Her father was treated for bipolar disorder; she has never been.

        Thyroid, blood count and sugar sent today to be sure nothing else explains it.
          Sleep rules, a walk before noon, back in a month; phone numbers for bad nights given.
        """,
    )
    c.note(
        280,
        "progress",
        "okafor",
        f"""
        Not much better (PHQ-9 {c.num("phq9", 280)}). Tests normal, TSH {c.val("tsh", 310)}. She would like to try a
          tablet and talking
          therapy both. Sertraline 50 mg in the morning; warned of nausea in week one and of sexual side effects.
          No suicidal thoughts. Psychiatry opinion because of her father's history.
        """,
    )
    first = c.note(
        250,
        "consult",
        "adler",
        f"""
        {c.surname} was on time, dressed with care, and began to cry when she spoke about the closing of the studio,
          then laughed
          at herself for it. Speech normal. Thought in order, a good deal of "I should have seen it coming".
          No delusions, no hallucinations. She denies wishing to be dead and denies any plan or past attempt.

        I asked about her father {c.other("Aaron")}: admitted twice, lithium for years, well now. In her own life I
          find no
          episode of raised mood, little need of sleep, or spending.

        Impression: depressive episode, moderate at the start and now nearer mild. PHQ-9 {c.num("phq9", 250)}.
          Sertraline to continue. Cognitive behavioral therapy with {c.other("Tom Reyes")}, weekly, twelve sessions.

        What she wants: to climb again, and to stop apologizing.
        """,
    )
    c.conflict("family_history", "Bipolar disorder is her father's, not hers.", first)
    c.note(
        190,
        "progress",
        "adler",
        f"""
        PHQ-9 {c.num("phq9", 190)}. Sleeps until six. Has two freelance clients. Still no joy in food. Partial
          response after three
          months, so sertraline to 100 mg. No suicidal ideation. She noticed in therapy how often she reads the minds
          of others,
          and always finds contempt there.
        """,
    )
    hives = c.note(
        61,
        "telephone",
        "ortega",
        """
        Patient asked which painkiller is safe with sertraline. Ibuprofen is out (hives, and bleeding risk together
          with sertraline).
        Acetaminophen up to 3 g a day is fine. No St. John's wort. She takes none.
        Takes melatonin 2 mg from the drugstore most nights; added here since it is on no list.
        """,
    )
    c.conflict("outside_medication_in_note", "Melatonin from the drugstore is only in the pharmacist's note.", hives)
    last = c.note(
        23,
        "progress",
        "adler",
        f"""
        PHQ-9 {c.num("phq9", 23)}, GAD-7 {c.num("gad7", 23)}. She led a route last Sunday, her first in a year, and
          showed me the blister.
          Twelve sessions completed, a booster is planned. No suicidal thoughts at any visit.

        Sertraline 100 mg for at least six more months, then a slow taper in spring when days are long.
          Early signs she named herself: waking at four, silent phone, unanswered mail.
        """,
    )
    q.note(last, "What early warning signs did she name?", ("waking at four", "silent phone"))
    q.note(hives, "Does she take anything over the counter?", ("melatonin", "Melatonin"))
    q.note(last, "How long should sertraline be continued?", "six more months")
