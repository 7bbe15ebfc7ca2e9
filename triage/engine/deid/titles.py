"""Forms of address, roles and degrees beside a name: reported and kept; the name beside them is found."""

import itertools
import re
from collections.abc import Iterator, Sequence

from triage.engine.deid.lists import folded
from triage.engine.deid.screen import Screen
from triage.engine.deid.tokens import Token
from triage.engine.deid.types import Found

# A point belongs to a name only after one letter: what follows "Dr. Okafor." opens a sentence.
_PART = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][^\W\d_]*(?:['’][^\W\d_]+)?)"
_SMALL = r"(?:van|von|der|den|de|del|della|di|da|dos|la|le|bin|al|el|ibn|ter|ten)"
_NAME = rf"{_PART}(?:[ -](?:{_SMALL} ){{0,2}}{_PART}){{0,3}}"
_ADDRESS = (
    r"Mrs?|Ms|Miss|Mx|Drs?|Doctor|Doktor|Dra|Prof|Professor|Sra?|Herr|Frau|Mme|Mlle|Mevr|Dhr|Nurse|Sister|"
    r"Master|Mister|Shri|Smt|"
    r"Father|Fr|Br|Brother|Rev|Reverend|Rabbi|Imam|Judge|Justice|Sgt|Cpl|Lt|Capt|Captain|Maj|Major|Col|Colonel|"
    r"Gen|General|"
    r"Officer|Detective|Sir|Lady|Lord|Dame|Aunt|Auntie|Uncle|Nanny|Granny|Grandma|Grandpa|Chaplain|Coach|Midwife|Matron"
)
_TITLED = re.compile(rf"\b({_ADDRESS})\b\.? ((?:{_SMALL} ){{0,2}}{_NAME})")
_DEGREE = (
    r"MD|M\.D\.|RN|DO|NP|PA-C|PA|PharmD|Pharm\.D\.|PhD|Ph\.D\.|PT|OT|LPN|MSW|LCSW|DPM|DDS|CNM|CRNA|MBBS|"
    r"FRCP|FRCS|FY1|FY2"
)
_WITH_DEGREE = re.compile(rf"\b({_NAME}),? ({_DEGREE})(?![\w-])")
_BEFORE = re.compile(rf"\b(?:RN|LPN|NP|CNA|RT|MSW|SLP|EMT) ({_PART})(?![\w-])")
_SMALL_TITLE = frozenset("mr mrs ms miss dr doctor mister nurse prof professor".split())
_INITIALS = re.compile(r"\b[Ii]nitials:? ((?:[A-Z]\.? ?){2,3})(?![a-z])")
_RELATION = re.compile(
    rf"\b(?:[Ww]ife|[Hh]usband|[Ss]pouse|[Pp]artner|[Mm]other|[Ff]ather|[Mm]um|[Mm]om|[Dd]ad|[Ss]ons?|"
    rf"[Dd]aughters?|[Bb]rothers?|"
    rf"[Ss]isters?|[Uu]ncle|[Aa]unt|[Nn]iece|[Nn]ephew|[Cc]ousin|[Gg]rand(?:son|daughter|mother|father)|"
    rf"[Ff]riend|[Cc]arer|"
    rf"[Nn]eighbou?r|[Cc]aregiver|[Gg]uardian|[Pp]atient|[Bb]aby|[Nn]urse|[Mm]idwife|[Cc]ounselor|[Tt]herapist|"
    rf"[Ii]nterpreter|"
    rf"[Ss]urgeon|[Pp]hysiotherapist|[Kk]eyworker|[Cc]oordinator|[Mm]anager),? ({_NAME})"
)
_WORD = re.compile(r"[^\W\d_]+")
ROLES = frozenset(
    "wife husband spouse partner mother father mum mom dad son sons daughter daughters brother brothers sister "
    "sisters aunt uncle "
    "niece nephew cousin grandson granddaughter grandmother grandfather guardian neighbor neighbour friend "
    "carer caregiver caller "
    "companion claimant inmate client patient pt proband infant baby child boy girl teacher clerk coach officer "
    "detective advocate "
    "chaplain midwife nanny supervisor manager employer coordinator engineer driver surgeon physician doctor "
    "nurse therapist "
    "pharmacist dietitian interpreter counselor counsellor social worker attending resident intern consultant "
    "registrar "
    "endoscopist anaesthetist anesthetist nephrologist cardiologist neurologist pathologist radiologist "
    "psychiatrist assistant "
    "signed dictated seen reviewed call spoke parents family master mister little old young".split()
)


def titled(text: str) -> Iterator[Found]:
    """What follows a form of address, or stands beside a degree, is a name."""
    for match in _TITLED.finditer(text):
        yield Found(match.start(1), match.end(1), "TITLE", kept=True)
        yield Found(match.start(2), match.end(2), "PERSON")
    for match in _WITH_DEGREE.finditer(text):
        if not match[1].isupper() or len(match[1]) > 5:  # "WBC, PT" are tests
            yield Found(match.start(1), match.end(1), "PERSON")
            yield Found(match.start(2), match.end(2), "TITLE", kept=True)
    for match in _INITIALS.finditer(text):
        yield Found(match.start(1), match.end(1), "PERSON")


def written_small(tokens: Sequence[Token], screen: Screen) -> Iterator[Found]:
    """Names in small letters after a form of address: "dr abara", "mister ezekiel brightman"."""
    for place, token in enumerate(tokens):
        if folded(token.text) not in _SMALL_TITLE:
            continue
        last, at = place, place + 1
        while at < min(len(tokens), place + 5) and (tokens[at].text in "-." or screen.may_be_name(tokens[at].text)):
            last = at if tokens[at].text[0].isalpha() else last
            at += 1
        if last > place:
            yield Found(token.start, token.end, "TITLE", kept=True)
            yield Found(
                tokens[place + 1 if tokens[place + 1].text[0].isalpha() else place + 2].start,
                tokens[last].end,
                "PERSON",
            )


def after_degree(text: str, screen: Screen) -> Iterator[Found]:
    """What follows a degree or a relation is a name, unless medical text writes it small."""
    for match in _RELATION.finditer(text):
        first = _WORD.search(match[1])
        if first and len(first[0]) > 2 and not first[0].isupper() and not screen.plain(first[0]):
            yield Found(match.start(1), match.end(1), "PERSON")
    for match in _BEFORE.finditer(text):
        if not screen.plain(match[1]):
            yield Found(match.start(1), match.end(1), "PERSON")


def without_role(text: str, one: Found) -> Iterator[Found]:
    """A find whose first words are a role, "Husband Barnaby": the role is reported and stays."""
    start = one.start
    words = list(_WORD.finditer(text, one.start, one.end))
    for word, following in itertools.pairwise(words):
        if word[0].casefold() not in ROLES:
            break
        yield Found(word.start(), word.end(), "TITLE", kept=True)
        start = following.start()
    if not (len(words) == 1 and words[0][0].casefold() in ROLES and words[0].span() == (one.start, one.end)):
        yield Found(start, one.end, one.type, one.kept)


def roles_before(tokens: Sequence[Token], found: Sequence[Found]) -> Iterator[Found]:
    """A role with a capital before a name, "Little Amadou": reported and kept."""
    starts = {one.start for one in found if one.type == "PERSON"}
    for token, following in itertools.pairwise(tokens):
        if (
            following.start in starts
            and following.gap == " "
            and token.text[0].isupper()
            and folded(token.text) in ROLES
        ):
            yield Found(token.start, token.end, "TITLE", kept=True)
