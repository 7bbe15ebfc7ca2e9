"""A question with its answer as one statement: `Any fever?` `No.` becomes `Denies fever.`"""

import re
from dataclasses import dataclass
from enum import StrEnum

from triage.engine.summary.dialogue.spoken import without_opening, written


class Polarity(StrEnum):
    YES = "yes"
    NO = "no"
    OPEN = "open"


_NO = re.compile(
    r"^(?:(?:um|uh|well|oh|hm|okay|so)[ ,.]+)*(?:no|nope|nah|not (?:that|"
    r"really|at all|any|yet|since|since)|none|never|negative|"
    r"i (?:do ?n't|have ?n't|did ?n't|ca ?n't|was ?n't|am not)(?! (?:know|"
    r"remember|recall|understand|sure))|i'm not(?! sure)|she (?:does "
    r"?n't|has ?n't)|he (?:does ?n't|has ?n't)|nothing)\b",
    re.I,
)
_YES = re.compile(
    r"^(?:(?:um|uh|well|oh|hm|okay|so)[ ,.]+)*(?:yes|yeah|yep|yup|correct|"
    r"right|sure|absolutely|definitely|exactly|that's (?:right|correct)|"
    r"i (?:do|have|am|did)\b(?! not| n't)|mm-hmm|uh-huh|it (?:does|is)|she (?:does|has|is)|he (?:does|has|is))\b",
    re.I,
)


def polarity(answer: str) -> Polarity:
    """By the first words; anything that is neither yes nor no is an open answer."""
    if _NO.match(answer.strip()):
        return Polarity.NO
    return Polarity.YES if _YES.match(answer.strip()) else Polarity.OPEN


@dataclass(frozen=True, slots=True)
class Topic:
    """What a yes-no question asks for. `verb`: have (a finding), do (an act), be (a state)."""

    text: str
    verb: str


_LEAD = (
    r"^(?:(?:and|so|okay|um|uh|well|now|alright|all right|great|good|"
    r"then|also|but|hm|perfect|sure|got it|i see)[ ,.]+)*"
)
_HAVE = re.compile(
    _LEAD + r"(?:do you (?:currently |ever |also |still )?(?:have|get|notice|feel|experience|suffer from)"
    r"|have you (?:ever |also |recently )?(?:had|noticed|experienced|felt|been having|been experiencing|seen|gotten"
    r"|suffered from|been diagnosed with)"
    r"|are you (?:having|experiencing|feeling|noticing)|did you (?:ever )?(?:have|notice|experience|feel|get)"
    r"|is there|are there|was there|were there|(?:does|has) (?:he|she|it|anyone)(?: in your family)? (?:have|had)|any"
    r"|how about|what about|have you had|no)\s+"
    r"(?:any (?:other |known |recent )?|a |an |some |kind of |sort of |problems? with |issues? with |trouble with "
    r"|history of |symptoms (?:such as|like|of) )*(?P<topic>.+)$",
    re.I,
)
_DO = re.compile(
    _LEAD
    + (
        r"do you (?:currently |still |also |ever )?(?P<topic>(?:smoke|drink|"
        r"use|take|exercise|work|live|check|wear)\b.*)$"
    ),
    re.I,
)
_BE = re.compile(
    _LEAD
    + (
        r"are you (?:currently |still |also )?(?P<topic>(?:allergic|taking|"
        r"on|using|pregnant|married|sexually|working|employed|retired|able|"
        r"a)\b.*)$"
    ),
    re.I,
)
_STATED = re.compile(
    _LEAD
    + (
        r"(?:i (?:see|hear|understand)(?: here)?(?: that)? |it (?:says|looks "
        r"like|seems)(?: here)?(?: that)? )*(?P<topic>(?:you|your|he|his|"
        r"she|her|they|there|the|this|it|that)(?:'|\b)(?! (?:mean|know)\b).*)$"
    ),
    re.I,
)
_TAIL = re.compile(
    r"(?:,? (?:at all|right now|today|or anything(?: like that| else)?|"
    r"anything like that|things like that|that you know of|in the past|"
    r"lately|recently|by chance|is that correct|correct|right|or no|or "
    r"not))+$",
    re.I,
)


def topic(question: str) -> Topic | None:
    """The thing asked for; None for open questions and for ones that are too long to be one thing."""
    text = re.sub(r"\?.*$", "", written(question)).rstrip("?. ")
    stated = _STATED.match(text)
    if stated:
        found = _TAIL.sub("", stated["topic"]).strip(" ,.?")
        return Topic(found, "state") if 2 < len(found.split()) <= 25 else None
    for verb, pattern in (("do", _DO), ("be", _BE), ("have", _HAVE)):
        match = pattern.match(text)
        if match:
            found = _TAIL.sub("", match["topic"]).strip(" ,.?")
            found = without_opening(re.sub(r"\b(?:your|you)\b ?", "", found))
            return Topic(found, verb) if 0 < len(found.split()) <= 22 else None
    return None


_PAST = re.compile(r"\b(?:history|ever|past|previous(?:ly)?|diagnosed|conditions?|before|run in)\b", re.I)
_NO_LONGER = re.compile(
    r"\b(?:quit|used to|stopped|former(?:ly)?|any ?more|ago|no longer|not now|not currently)\b", re.I
)


def denied(asked: Topic, question: str, answer: str) -> tuple[str, ...]:
    """Ways to write that it is not so. What was once so is only said not to be so now, and a history is
    denied only where one was asked for."""
    alternatives = re.sub(r"\band\b", "or", asked.text)
    if asked.verb == "state":
        return ()
    if asked.text.startswith("allergic"):
        return ("No known allergies", "No known drug allergies", f"Not {alternatives}")
    use = _used(alternatives)
    if use and not _NO_LONGER.search(answer):
        return (
            f"Denies any {use} use",
            f"No {use} use",
            f"Does not {alternatives}",
            f"The patient denies {use} use",
            f"Denies any use of {use}",
            f"Does not use {use}",
            f"Negative for {use} use",
            *(("Nonsmoker",) if use == "tobacco" else ()),
        )
    if asked.verb == "have":
        return (
            f"Denies any {alternatives}",
            f"No {alternatives}",
            f"Negative for {alternatives}",
            f"The patient denies any {alternatives}",
            f"Denies {alternatives}",
            f"The patient denies {alternatives}",
            *((f"There is no history of {alternatives}",) if _PAST.search(question) else ()),
        )
    if asked.verb == "do":
        return (f"Does not {alternatives}", f"The patient does not {alternatives}")
    return (f"Not {alternatives}", f"The patient is not {alternatives}")


def affirmed(asked: Topic, question: str) -> tuple[str, ...]:
    """Ways to write that it is so."""
    if asked.verb == "state":
        return (asked.text,)
    if asked.verb == "have" and _PAST.search(question):
        return (f"History of {asked.text}", f"The patient has a history of {asked.text}")
    if asked.verb == "have":
        return (
            f"Reports {asked.text}",
            asked.text,
            f"Positive for {asked.text}",
            f"The patient reports {asked.text}",
            f"The patient has {asked.text}",
        )
    if asked.verb == "do":
        first, _, rest = asked.text.partition(" ")
        return (f"{first.capitalize()}s {rest}".strip(), f"The patient {first}s {rest}".strip())
    return (f"Is {asked.text}", f"The patient is {asked.text}")


_USES = {
    "smoke": "tobacco",
    "smoking": "tobacco",
    "drink": "alcohol",
    "drugs": "drug",
    "drug": "drug",
    "tobacco": "tobacco",
    "alcohol": "alcohol",
    "cigarettes": "tobacco",
}


def _used(text: str) -> str:
    """`smoke or drink` is tobacco or alcohol use; empty when the text asks for more than that."""
    words = re.findall(r"[a-z]+", text.lower())
    named = list(dict.fromkeys(_USES[w] for w in words if w in _USES))
    small = {
        "or",
        "use",
        "any",
        "do",
        "take",
        "illicit",
        "illegal",
        "recreational",
        "street",
        "at",
        "all",
        "ever",
        "other",
        "like",
    }
    if not named or any(w not in _USES and w not in small for w in words):
        return ""
    named = [
        "illicit drug" if n == "drug" and {"illicit", "illegal", "recreational", "street"} & set(words) else n
        for n in named
    ]
    return " or ".join([", ".join(named[:-1]), named[-1]]) if len(named) > 1 else named[0]


_OPEN = (
    (r"how old (?:is|are|was) (?:you|he|she|they|the baby|it)\b.*", "{a} years old"),
    (r"how long (?:have|has) (?:you|he|she|they|it|this) (?:had|been having|been)\s*(?P<t>.*)", "{t} for {a}"),
    (
        r"(?:what|which)(?: \w+)? (?:do|are|did|were) you (?:take|taking|"
        r"use|using|on|prescribed) (?:for|to treat) (?P<t>.*)",
        "{a} for {t}",
    ),
    (r"how (?:much|many|often) (?P<t>[a-z ]+?) (?:do|did|are|have|would) (?:you|he|she|they)\b.*", "{a} {t}"),
    (
        r"(?:when|where|how long|how often|how many|how much|what|which|how) "
        r"(?:is|are|was|were|did|do|does|has|have|kind of|type of|about)\s+(?P<t>.*)",
        "{t}: {a}",
    ),
)
_OPENERS = tuple((re.compile(_LEAD + pattern + "$", re.I), form) for pattern, form in _OPEN)


def joined(question: str, answer: str) -> str:
    """An open question and its short answer as one statement; empty when the answer stands alone."""
    if len(answer.split()) > 7:
        return ""
    text = re.sub(r"\?.*$", "", written(question)).rstrip("?. ")
    for pattern, form in _OPENERS:
        match = pattern.match(text)
        if match:
            about = _TAIL.sub("", match.groupdict().get("t") or "").strip(" ,.?")
            about = re.sub(
                r"^(?:you|your|he|she|they|the|it|any|have|had|get|this|that) ",
                "",
                re.sub(r"^(?:you|your|he|she|they|the|it|any) ", "", about),
            )
            if "{t}" in form and not 0 < len(about.split()) <= 10:
                return ""
            return form.format(t=about, a=answer)
    return ""
