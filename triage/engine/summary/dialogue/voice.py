"""Speech in the first and second person as a note tells it: `I take Lasix` becomes `She takes Lasix`.

Who is meant by a pronoun follows from who speaks; the patient's gender is used only where the
transcript says it."""

import re
from dataclasses import dataclass

from triage.engine.summary.dialogue.turns import Role, Said

_FEMALE = re.compile(
    r"\b(?:ma'am|miss|missus|mrs|ms|female|woman|lady|girl|daughter|mother of|pregnant|her|she)\b", re.I
)
_MALE = re.compile(r"\b(?:sir|mister|mr|male|man|gentleman|boy|his|he|him)\b", re.I)
_SURE_FEMALE = re.compile(
    r"\b(?:ma'am|miss|missus|mrs|ms|female|young lady|pregnant|pap smears?|last period|hysterectomy)\b", re.I
)
_SURE_MALE = re.compile(r"\b(?:sir|mister|mr|male|young man|prostate)\b", re.I)


@dataclass(frozen=True, slots=True)
class Person:
    """How a note calls the patient: subject, object, possessive; `verb_s` whether its verb takes -s."""

    subject: str
    object: str
    possessive: str

    @property
    def verb_s(self) -> bool:
        return self.subject != "they"


SHE = Person("she", "her", "her")
HE = Person("he", "him", "his")
UNKNOWN = Person("the patient", "the patient", "their")


def person_of(sentences: tuple[Said, ...]) -> Person:
    """She or he only where an address, a stated sex or the family's pronouns leave no doubt."""
    doctor = " ".join(s.text for s in sentences)
    female, male = len(_SURE_FEMALE.findall(doctor)), len(_SURE_MALE.findall(doctor))
    family = any(s.role is Role.FAMILY for s in sentences)
    if family or female == male == 0:
        if not family:
            return UNKNOWN
        female, male = female + len(_FEMALE.findall(doctor)), male + len(_MALE.findall(doctor))
    if female > 2 * male:
        return SHE
    return HE if male > 2 * female else UNKNOWN


_PAST = (
    "was were had did went came got took felt told said saw thought knew gave found left kept began started made ran "
    "fell hurt broke lost ate drank slept woke sat stood threw bought brought caught heard held led met paid put read "
    "sent set spent tried quit cut hit let grew became stuck swept wore won hung dealt meant understood"
).split()
_NO_S = [
    *_PAST,
    *"can could may might must shall should will would can't cannot couldn't won't wouldn't didn't hadn't "
    "wasn't never ever".split(),
]
_ADVERB = (
    r"(?:(?:also|usually|always|still|often|sometimes|never|occasionally|"
    r"currently|only|recently|already|probably|definitely|generally|mostly|"
    r"even|typically|normally|mainly|now|then|rarely) )*"
)
_TAKES_OBJECT = (
    r"\b(?:giv(?:e|ing|en)|gave|prescrib(?:e|ing|ed)|refer(?:red|ring)?|"
    r"send(?:ing)?|want|let|put(?:ting)?|start(?:ing|ed)?|"
    r"get(?:ting)?|tell(?:ing)?|told|ask(?:ed|ing)?|see(?:ing)?|saw|help(?:s|"
    r"ed|ing)?|show|for|to|with|of|about|on|at|from) "
)
_IRREGULAR = {
    "have": "has",
    "do": "does",
    "am": "is",
    "are": "is",
    "'m": "is",
    "don't": "does not",
    "haven't": "has not",
    "aren't": "is not",
    "go": "goes",
    "were": "was",
    "weren't": "was not",
}
_CONTRACTED = (
    (r"\bI'm\b", "I am"),
    (r"\bI've\b", "I have"),
    (r"\bI'd\b(?= (?:been|had|gone|noticed))", "I had"),
    (r"\bI'd\b", "I would"),
    (r"\bI'll\b", "I will"),
    (r"\byou're\b", "you are"),
    (r"\byou've\b", "you have"),
    (r"\byou'll\b", "you will"),
    (r"\byou'd\b", "you would"),
    (r"\bwe're\b", "we are"),
    (r"\bwe've\b", "we have"),
    (r"\bwe'll\b", "we will"),
    (r"\b(he|she|it|that|there|what)'s (?=been|had|got|gone|become|gotten|started)", r"\1 has "),
    (r"\b(he|she|it|that|there)'s\b", r"\1 is"),
    (r"\b(they|there)'re\b", r"\1 are"),
    (r"\bthey've\b", "they have"),
    (r"\bit'll\b", "it will"),
    (r"\bcan't\b", "cannot"),
    (r"\bwon't\b", "will not"),
    (r"\b(\w+)n't\b", r"\1 not"),
    (r"\b(?:do not|don't) think (I|it|there|that)\b", r"do not think \1"),
)


def expanded(text: str) -> str:
    for pattern, replacement in _CONTRACTED:
        text = re.sub(pattern, replacement, text, flags=re.I)
    return text


def third_person(text: str, role: Role, person: Person) -> str:
    """`text` as written (see `spoken.written`), told about the patient."""
    text = expanded(text)
    if role is Role.DOCTOR:
        return _about(text, "you", "your", "you", person)
    if role is Role.PATIENT:
        return _about(text, "i", "my", "me", person)
    return re.sub(
        r"\b(?:my|our) (?:son|daughter|wife|husband|mother|father|mom|dad|child|baby)\b",
        "the patient",
        text,
        flags=re.I,
    )


def _about(text: str, subject: str, possessive: str, object_: str, person: Person) -> str:
    text = re.sub(rf"\b{possessive}self\b|\bmyself\b", "self", text, flags=re.I)
    verb = rf"({_TAKES_OBJECT})?\b{subject} ({_ADVERB})([a-z']+)"
    text = re.sub(
        rf"\b(am|are|have|do|did|was|were|can|could|should|would|will|had) {subject}\b",
        rf"\1 {person.subject}",
        text,
        flags=re.I,
    )
    text = re.sub(verb, lambda m: _clause(m, person), text, flags=re.I)
    text = re.sub(rf"\b(?:{possessive}|mine)\b", person.possessive, text, flags=re.I)
    return re.sub(rf"\b{object_}\b", person.object, text, flags=re.I)


_NO_VERB = set(
    "to about in for with on at from of a an the some any that this "
    "out and or as up how what when if so because but is "
    "your my his her today here now too again very more no not ca by into off over".split()
)


def _clause(match: re.Match[str], person: Person) -> str:
    """`you take` is a subject with its verb; `for you to` holds an object."""
    before, adverbs, word = match[1] or "", match[2], match[3]
    if before or word.lower() in _NO_VERB or word.lower().endswith("ing"):
        return f"{before}{person.object} {adverbs}{word}"
    return f"{before}{person.subject} {adverbs}{_conjugated(word)}"


def _conjugated(verb: str) -> str:
    low = verb.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if low in _NO_S or low.endswith(("ed", "s")) or not low.isalpha():
        return verb
    if low.endswith(("ch", "sh", "x", "z", "o")):
        return low + "es"
    return low[:-1] + "ies" if low.endswith("y") and low[-2:-1] not in "aeiou" else low + "s"


def sentence_case(text: str) -> str:
    """First letter raised, one full stop at the end."""
    text = text.strip(" ,;-")
    if not text:
        return ""
    text = re.sub(r"\bi\b", "I", text)
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?:" else text + "."
