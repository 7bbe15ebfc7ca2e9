"""Set phrases of notes around what was said: who presents, what is reported, which body system."""

import re

from triage.engine.summary.dialogue.turns import Role, Said
from triage.engine.summary.dialogue.voice import Person

_REASON = re.compile(
    r"\b(?:brings? you|bring you|going on|can i (?:do|help)|help you|"
    r"here for|seeing|the (?:problem|matter|issue|reason)|happened|how "
    r"are you (?:feeling|doing)|how can|what's up|concerns?)\b",
    re.I,
)
_AGE = re.compile(r"\b(\d{1,3})(?:[ -]years?[ -]old)?(?= now|[.,]|$| years)", re.I)
_AGE_ASKED = re.compile(r"\bhow old\b|\byour age\b|\bage\b.*\?", re.I)
_BARE = re.compile(
    r"^(?:the patient|she|he) (?:(?:is|has|was|had|feels?|came (?:in|"
    r"here)|needs?|wants?) )?(?:been |had |having |experiencing |getting |"
    r"got |gotten |a little |lot of |lots of |this |these |some |here "
    r"|in |for |because of )*",
    re.I,
)
_SELF = re.compile(r"^(?:the patient|she|he) ", re.I)


def framed(told: str, question: Said | None, role: Role, person: Person) -> list[str]:
    """Longer wordings of a statement about the patient; none for what the doctor says."""
    found: list[str] = []
    sex = {"she": "female", "he": "male"}.get(person.subject)
    age = _AGE.search(told)
    asked = question.text if question else ""
    if age and (_AGE_ASKED.search(asked) or "year" in age[0]) and 0 < int(age[1]) < 115 and len(told.split()) < 12:
        who = f"{age[1]}-year-old {sex or 'patient'}"
        found += [f"The patient is a {who}", f"This is a {who} who presents today", f"{who}"]
    if role is Role.DOCTOR:
        return found
    if _SELF.match(told) and sex:
        rest = _SELF.sub("", told)
        found += [f"The patient {verb} that {person.subject} {rest}" for verb in ("states", "reports")]
    bare = _BARE.sub("", told)
    if _REASON.search(asked) and bare != told and len(bare.split()) > 1:
        found += [
            f"The patient presents with {bare}",
            f"Presents with {bare}",
            bare,
            f"The patient presents today complaining of {bare}",
        ]
    return found


_SYSTEMS = {
    "Constitutional": "fever|chills?|weight|fatigue|tired|sweats?|appetite|energy|weak(?:ness)?",
    "Cardiovascular": "chest pain|palpitations?|swelling|heart|orthopnea|chest pressure|edema",
    "Respiratory": "shortness of breath|cough(?:ing)?|breath(?:ing)?|wheez(?:e|ing)|phlegm|sputum|asthma",
    "Gastrointestinal": "nausea|vomit(?:ing)?|diarrhea|constipation|abdominal|stomach|bowel|"
    "heartburn|stools?|bloating|swallow(?:ing)?",
    "Genitourinary": "urin\\w+|bladder|burning when|kidney",
    "Neurological": "headaches?|dizz\\w+|numb(?:ness)?|tingling|seizures?|vision|stroke|"
    "fainting|balance|tremors?|memory|consciousness",
    "Musculoskeletal": "joints?|back pain|muscles?|stiffness|arthritis|knees?|shoulders?|neck pain|legs?|arms?",
    "Psychiatric": "depress\\w+|anxiety|anxious|mood|sleep(?:ing)?|suicid\\w+|harm(?:ing)?",
    "Skin": "rash(?:es)?|itch(?:ing)?|lesions?|moles?|skin",
    "ENT": "ears?|hearing|nose|nasal|throat|sinus|congestion",
}
_SYSTEM = tuple((name, re.compile(rf"\b(?:{words})\b", re.I)) for name, words in _SYSTEMS.items())


def system_of(text: str) -> str:
    """The body system that a finding belongs to: the first named; empty when none is."""
    hits = [(match.start(), name) for name, pattern in _SYSTEM if (match := pattern.search(text))]
    return min(hits)[1] if hits else ""


def with_system(wordings: tuple[str, ...]) -> tuple[str, ...]:
    system = system_of(wordings[0]) if wordings else ""
    return (
        (*wordings, f"{system}: {wordings[0]}", f"{system}: {wordings[2]}")
        if system and len(wordings) > 2
        else wordings
    )
