"""Insurance and names say nothing of a disease: they are blanked before a case is read, character by character, so
that every span stays where it was."""

import re

_INSURANCE = re.compile(
    r"(?:\b(?:who|is|are|was|has|have|had|with|without|on|no|not|covered|insured|by|through|under|the|their|his|her|any)"
    r"\s+)*\b(?:medicaid|medicare|(?:(?:private|commercial|public|health|medical)\s+)*insurance|(?:privately\s+)?insured"
    r"|uninsured|underinsured)\b(?:\s+(?:plan|coverage))?",
    re.IGNORECASE,
)
_NAME = r"[A-Z][\w'\u2019-]+(?:\s+[A-Z][\w'\u2019-]+)?"
_NAMED = re.compile(
    rf"\b(?:(?:[Tt]he|[Tt]heir|[Hh]is|[Hh]er|[Mm]y)\s+name\s+is|(?:(?:is|was)\s+)?(?:called|named))\s+{_NAME}"
)
_TITLED = re.compile(
    rf"(?<=\bM[rs]\s)(?:{_NAME})|(?<=\b(?:Mrs|Mr\.|Ms\.)\s)(?:{_NAME})|(?<=\b(?:Mrs\.|Miss)\s)(?:{_NAME})"
)
# What is left of a sentence that told only who somebody is.
_ONLY_WHO = frozenset(
    "a an the this that is are was were has have had and who with on of in patient person they their them themselves "
    "black white asian hispanic latino latina latinx african american european caucasian arab jewish indian chinese "
    "descent ancestry origin ethnicity heritage".split()
)
_WORD = re.compile(r"[^\W_]+")


def impersonal(text: str) -> str:
    for pattern in (_NAMED, _TITLED, _INSURANCE):
        text = pattern.sub(lambda match: " " * len(match.group()), text)
    return text


def tells(sentence: str) -> bool:
    """Whether a sentence, already without age and sex, says more than who it is about."""
    return any(word not in _ONLY_WHO for word in _WORD.findall(sentence.lower()))
