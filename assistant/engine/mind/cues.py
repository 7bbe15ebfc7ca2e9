"""Words that tell what kind of thing is asked for and what about it.

Patterns run over the question's comparable words (singular, American spelling) in which everything that
points at the patient has become `pt`. Order matters: the first that fits wins.
"""

import re
from collections.abc import Sequence

from assistant.engine.mind.plan import Aspect, Topic

_BE = r"(?:be|is|was|are|were|been|am|s)"


def _rules(*pairs: tuple[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"\b(?:{pattern})\b")) for name, pattern in pairs)


BEFORE_THAT = re.compile(
    r"\b(?:before (?:that|this|it|then)|prior to that|(?:previous|prior|preceding) (?:one|value|result|reading|time)"
    r"|one before|previous$|(?:second|next) (?:to )?last|penultimate|visit before|the time before)\b"
)
LEADS_ON = re.compile(r"^(?:and|also|what about|how about|then|but|or|ok|okay|i mean|what else)\b|\btoo$")
LISTING = re.compile(
    r"^(?:what|which|list|show|name|tell|give|all|display|any)\b.*\b(?:condition|problem|diagnos[ei]s|disease|illness|medication|medicine|med"
    r"|drug|pill|tablet|prescription|allergy|allergie|allergen|vaccine|vaccination|immunization|shot|procedure|surgery|operation)\b"
)
POINTS_BACK = re.compile(r"\b(?:it|that|thi|this|one|those|these|them|same|there|then)\b")

_ASPECTS = _rules(
    (Aspect.ABNORMAL, r"abnormal|out of range|outside (?:the )?(?:normal|reference)|flagged|deranged"),
    (Aspect.AVERAGE, r"average|mean|avg|typical(?:ly)?|median|on average"),
    (
        Aspect.HIGHEST,
        r"highest|max(?:imum)?|peak(?:ed)?|greatest|largest|biggest|top|worst|how high (?:did|has|have)|record high|most it|biggest",
    ),
    (Aspect.LOWEST, r"lowest|min(?:imum)?|nadir|smallest|least|how low (?:did|has|have)|bottom"),
    (
        Aspect.COUNT,
        r"how many (?:time|visit|encounter|result|value|reading|measurement|test|appointment|admission|medication|med|drug|allergy|procedure|vaccine|dose|shot|problem|condition|diagnos\w+|colonoscopy|\w+ result|\w+ value|\w+ test)|how often|number of|count of|frequency of",
    ),
    (
        Aspect.END,
        rf"(?:when|date|day) .*(?:stop(?:ped)?|end(?:ed)?|discontinued|finish(?:ed)?|quit|resolved?|come off|came off|taken off)|(?:stop|end|discontinuation) date|last day of",
    ),
    (
        Aspect.DOSE,
        r"dose of|what dose|dosage|dosing|dose|how much .*(?:take|taking|on|prescribed|get|use)|strength|what strength|how (?:is|be|are|should|does|do) .*(?:taken|take|used|use|dosed)|how many mg|sig|posology",
    ),
    (
        Aspect.WHY,
        r"why|reason|indication|what for|for what|be \w+ for$|(?:what|who) (?:be|is|was|were|are|do|did|does) .*\bfor$|prescribed for what|what .* about$|come in for|came in for|come here for|seen for what|what .* used to treat|purpose of|what brought|chief complaint|what .* be for\b.*",
    ),
    (
        Aspect.TREND,
        r"trend(?:ed|ing|line)?|over time|over the year|chang(?:e|ed|ing)|going (?:up|down)|gone (?:up|down)|go (?:up|down)|ris(?:e|en|ing)|rose|fall(?:en|ing)?|improv(?:e|ed|ing)|worsen(?:ed|ing)?|getting (?:worse|better|higher|lower)|gotten|progress(?:ion|ed|ing)?|trajectory|graph|plot|chart of|curve|evol(?:ution|ved?)|develop(?:ment|ed)? over|development of|compare|course of|increas(?:ed|ing)|decreas(?:ed|ing)|dropp(?:ed|ing)|stable|gain(?:ed|ing)?|lost",
    ),
    (
        Aspect.START,
        r"start(?:ed|ing)?|began|begin|begun|initiat(?:ed|ion)|put on|commenced|introduced|since when|how long|first (?:prescribed|ordered|given|diagnosed|noted|started)|onset|develop(?:ed)?|added|went on|go on|date of diagnosi\w*|diagnosi\w* date|identified|first noted",
    ),
    (Aspect.FIRST, r"first|earliest|initial(?:ly)?|oldest|original(?:ly)?|baseline|very first|start out"),
    (
        Aspect.PAST,
        r"past|previously|previous|former|formerly|discontinued|stopped|old|no longer|used to (?:take|be|have)|resolved|inactive|prior",
    ),
    (Aspect.WHO, r"who|whom|by whom|which (?:doctor|provider|clinician|physician)|what doctor"),
    (Aspect.WHERE, r"where|which (?:hospital|clinic|site|location)|at what (?:hospital|clinic)"),
    (
        Aspect.WHEN,
        r"when|what (?:date|day|year|time|month)|which (?:date|day|year|month)|date|how long ago|how recent(?:ly)?|last time|on what day",
    ),
    (Aspect.CONTENT, r"show(?:ed|n)? on|say|said|happen(?:ed)?|discussed|did .* show|outcome|find|finding|conclu\w+"),
    (Aspect.LATEST, r"latest|last|most recent(?:ly)?|newest|recent(?:ly)?"),
    (
        Aspect.LIST,
        r"list|all|every|each|what .* (?:have|has|had)|which|history|hx|record of|value|reading|every one|any|complete|full",
    ),
)
_EXISTS = re.compile(
    rf"^(?:and )?(?:{_BE}|ha|has|have|had|do|does|did|any|can|could)\b|\bany\b|\bever\b|\bis there\b|^(?:there )?(?:hx|history) of\b|\bon (?:file|record)\b|\bor not\b"
)

_TOPICS = _rules(
    (Topic.LITERATURE, r"literature|evidence (?:for|of|on|about|behind|that|base)|what be the evidence|study|research|trial|guideline|meta analys\w+|published|paper|article|pubmed|scientific(?:ally)?|recommended treatment|should (?:we|i|one|pt)"),
    (Topic.NOTE, r"note|discharge summary|chart say|(?:mentioned|documented|written) in|family history|(?:mother|father)(?! tongue)|parent|brother|sister|sibling|son|daughter|husband|wife|spouse|grand\w+|aunt|uncle|cousin"),
    (Topic.ALLERGY, r"allerg(?:y|ic|en)|allergie|intoleran(?:ce|t)|anaphyla\w+|hypersensitiv\w+|react(?:ion|ed)? to|react to|reaction|happen when pt get|adverse drug"),
    (Topic.IMMUNIZATION, r"vaccin\w*|immuniz\w*|immunis\w*|vax|vaxx\w*|shot|jab|booster|inoculat\w*|got .* shot"),
    (Topic.PERSON, r"date of birth|birth ?date|birthday|dob|d o b|born|how old|age|sex|gender|male|female|man|woman|address|phone|telephone|cell|mobile|call pt|reach pt|contact (?:number|detail|info\w*)|language|speak|tongue|mrn|record number|chart number|patient number|patient id|record no|married|marital|single|widow\w*|divorced|race|racial|ethnicity|ethnic|insurance|insured|insurer|coverage|payer|full name|pt name|name of pt|alive|deceased|died|dead|death|where (?:do|does|did) pt live|passed away|year old"),
    (Topic.SMOKING, r"smok(?:e|er|ed|ing)|tobacco|cigarette|cigar|nicotine use|vap(?:e|ing)|pack year"),
    (Topic.REPORT, r"report|imaging|radiology|pathology"),
    (Topic.ENCOUNTER, r"visit|encounter|appointment|appt|admission|admitted|admit|hospitaliz\w+|hospital stay|inpatient|stay in hospital|in hospital|seen|saw|see pt|see u|we see|(?:pt|last|recently) see|see (?:a|the|dr|doctor)|provider|clinician|physician|gp|pcp|specialist|practitioner|consult(?:ation)?|attendance|attended|come|came|er|ed|a e|emergency|ambulatory|outpatient|come in|came in|come here|here last|at the doctor|checkup|check up|office|discharged?|been in|go to the (?:doctor|hospital|er|ed|clinic)|went to the|clinic|last contact"),
    (Topic.PROCEDURE, r"procedure|operation|operated|surger(?:y|ie)|surgical|performed|underwent|undergone|undergo|carried out|intervention"),
    (Topic.CONDITION, r"problem|diagnos\w+|condition|illness|ill|disease|dx|comorbid\w*|disorder|wrong with|health issue|medical issue|issue|treated for|onset|ailment|suffer\w*|sick|medical history|pmh|hx"),
    (Topic.MEDICATION, r"medication|medicine|med|drug|pill|tablet|prescri\w+|rx|taking|take|taken|took|pharmacotherapy|(?:be|is|was|are|pt|been|stay(?:ed)?) on|on (?:at the moment|right now|these day)|order(?:ed)?|refill\w*|dos(?:e|age)|what(?: all)? (?:be|is|are) pt on|treatment|therapy|use|using"),
    (Topic.OBSERVATION, r"lab|laboratory|blood ?work|test result|vital|result|level|reading|measure\w*|measurement"),
    (Topic.OVERVIEW, r"summar(?:y|ize|ise)|overview|tell me about (?:pt|the pt)|who be pt|brief me|snapshot"),
)  # fmt: skip

# Cues that name the topic even beside a vocabulary word of another kind.
STRONG = re.compile(
    r"\b(?:visit|encounter|appointment|admission|admitted|hospitaliz\w+|inpatient|emergency|procedure|performed|underwent|"
    r"diagnos\w+|allerg\w+|intoleran\w+|vaccin\w*|immuniz\w*|shot|jab|booster|vax|note|literature|evidence|guideline|study|research|"
    r"mother|father|sister|brother|parent|prescri\w+|onset)\b"
)

SETTINGS = (
    ("EMER", re.compile(r"\b(?:er|ed|a e|emergency|emergency room|emergency department|urgent)\b")),
    (
        "IMP",
        re.compile(
            r"\b(?:admission|admitted|admit|hospitaliz\w+|inpatient|hospital stay|in hospital|in the hospital|discharged?)\b"
        ),
    ),
)

FACTS = _rules(
    ("birth", r"birth|dob|d o b|born|birthday"),
    ("age", r"age|old"),
    ("sex", r"sex|gender|male|female|man|woman"),
    ("address", r"address|live"),
    ("phone", r"phone|telephone|cell|mobile|call|reach|contact"),
    ("language", r"language|speak|tongue"),
    ("number", r"mrn|record number|chart number|patient number|patient id|record no"),
    ("marital", r"married|marital|single|widow\w*|divorced"),
    ("race", r"race|racial"),
    ("ethnicity", r"ethnicity|ethnic"),
    ("coverage", r"insurance|insured|insurer|coverage|payer"),
    ("death", r"alive|deceased|died|dead|death|passed"),
    ("name", r"name"),
)


def aspects(words: str) -> list[Aspect]:
    """All aspects the words speak of, in order of precedence."""
    found = [Aspect(name) for name, pattern in _ASPECTS if pattern.search(words)]
    if _EXISTS.search(words):
        found.append(Aspect.EXISTS)
    return found


def topics(words: str) -> list[Topic]:
    return [Topic(name) for name, pattern in _TOPICS if pattern.search(words)]


# Asked of the notes only when nothing else explains them.
TOLD = re.compile(r"\b(?:documented|written|wrote|mention(?:ed)?|live with|living with|family)\b")


def aspect_words(words: Sequence[str]) -> set[int]:
    """Positions explained by a short aspect cue. Longer matches span what is asked about."""
    line, found = " ".join(words), set[int]()
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    for _, pattern in _ASPECTS:
        for match in pattern.finditer(line):
            if len(match[0].split()) < 3:
                found |= {i for i, start in enumerate(starts) if match.start() <= start < match.end()}
    return found


def explained(words: Sequence[str]) -> dict[int, set[Topic]]:
    """For each position the topics whose cue the word is part of."""
    line, found = " ".join(words), {i: set[Topic]() for i in range(len(words))}
    starts = [sum(len(w) + 1 for w in words[:i]) for i in range(len(words))]
    for name, pattern in _TOPICS:
        for match in pattern.finditer(line):
            for i, start in enumerate(starts):
                if match.start() <= start < match.end():
                    found[i].add(Topic(name))
    return found


def fact(words: str) -> str:
    return next((name for name, pattern in FACTS if pattern.search(words)), "name")


def setting(words: str) -> str:
    return next((code for code, pattern in SETTINGS if pattern.search(words)), "")


# Words without a subject in them: what is left after these is what the question is about.
FILLER = set(
    "a an the of for on in at to from by with and or be is was are were been am do doe does did has ha have had what when where "
    "which who whom why home medical health healthcare clinical longer preferred main official legal usual therapies anything something nothing anyone substance substances therapy treatment regimen course originally how much many long often old any some ever never yet still already now currently current present presently "
    "recent recently most latest last first earliest newest oldest highest lowest max maximum min minimum peak average mean "
    "trend all every each list show me give tell please can could would you i we us our my your pt patient patients person "
    "record recorded chart file system data database this that these those it its there here one ones thing things "
    "value values result results reading readings level levels measurement measured measure measuring test tested check checked "
    "checking taken take taking took done performed given received receive get got getting gotten start started starting begin began begun "
    "prescribed prescribe prescription ordered order diagnosed diagnosis diagnose onset date day time year month "
    "history hx status number count list listing name named about say said know known see seen look looking pull up "
    "not no yes or so too also then but before after since until during between around within over under above below than "
    "more less high low higher lower go going gone come came back out off into as if just only really exactly "
    "medication medications medicine medicines med meds drug drugs pill pills tablet tablets rx "
    "vaccine vaccines vaccination vaccinated immunization immunizations immunized shot shots jab booster "
    "procedure procedures operation surgery problem problems condition conditions disease diseases illness "
    "allergy allergies allergic intolerance reaction reactions react active inactive resolved past previous previously prior former ongoing "
    "visit visits encounter encounters appointment report reports note notes lab labs vital vitals doctor clinic hospital "
    "currently today her his him she he they them their let s d ll ve re m t doing u come find found noted note newly new "
    "detail details info information want need like kind type sort same other another else there being both either "
    "reason indication cause dose dosage dosing strength amount use used using happen happened develop developed "
    "put end ended stop stopped stopping finish finished discontinued discontinue quit identified added initially originally "
    "documented document mention mentioned written hear ask asking answer wonder wondering right moment nowadays regular regularly "
    "single complete full whole entire overall total on-file available entry entries item items latest's time times "
    "very ago make made way year years set case such per via upon was had suffer suffering suffered have issue issues "
    "administered administer perform undergo underwent undergone carried happened occurred occur took place scheduled "
    "checkup recommended evidence literature study studies research guideline trial paper article treated treat treating "
    "receives receiving gets run ran draw drawn due display provide return retrieve report summary quick question hi hello hey thanks thank doc".split()
)

# Everyday words near a vocabulary word in spelling that must not be taken for a slip.
PLAIN_WORDS = frozenset(
    "hearing travel parrot husband wife boxes walking working water bread broad clear great plan plans home house woman world "
    "other mother father brother sister daughter heart head hand foot back chest pain week weeks month months year years "
    "today tonight yesterday morning evening night daily weekly once twice left right upper lower small large "
    "right write wrote read reads speak spoke call called doctor nurse family friend child children school work job "
    "sleep sleeping drink drinking alcohol food diet weight gain exercise walk run legs feeling feels fine good bad better worse "
    "ankle knee elbow wrist shoulder skin scar rash itch fever cough cold throat nose mouth tooth teeth tongue neck face eyes "
    "second third fourth former latter along across against around because while where there their these those which "
    "being doing having going coming looking taking making giving getting keeping".split()
)
# Cue words worth correcting, besides the vocabulary.
CORRECTABLE = frozenset(
    "medication medicine allergy allergic problem diagnosis diagnosed condition latest recent current highest lowest average "
    "trend vaccine vaccination immunization procedure surgery encounter appointment admission admitted hospital emergency "
    "smoking smoker cigarette tobacco birthday address telephone language prescribed prescription started dosage reason "
    "measured previous insurance married gender literature evidence guideline operation hospitalized".split()
)


def patterns() -> list[re.Pattern[str]]:
    return [p for _, p in (*_ASPECTS, *_TOPICS, *FACTS)] + [_EXISTS, LEADS_ON, POINTS_BACK, BEFORE_THAT, STRONG]
