"""Words of questions and chart names in one shape, so that spelling variants meet."""

import re
import unicodedata
from functools import lru_cache

Tokens = tuple[str, ...]

_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "–": "-", "—": "-", "？": "?", "，": ",", "、": ","}
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u202a-\u202e]")
# Ions are written with their charge; the letters alone would be too little to go by.
_IONS = (
    (re.compile(r"(?<![\w])k\+(?!\w)"), " potassium "),
    (re.compile(r"(?<![\w])na\+(?!\w)"), " sodium "),
    (re.compile(r"(?<![\w])cl-(?!\w)"), " chloride "),
    (re.compile(r"(?<![\w])ca(?:2\+|\+\+)(?!\w)"), " calcium "),
    (re.compile(r"(?<![\w])mg(?:2\+|\+\+)(?!\w)"), " magnesium "),
)
_BRITISH = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"aemi", "emi"),
        (r"haem", "hem"),
        (r"oedema", "edema"),
        (r"^oeso", "eso"),
        (r"^oestr", "estr"),
        (r"paed", "ped"),
        (r"rrhoea", "rrhea"),
        (r"gynaec", "gynec"),
        (r"caesar", "cesar"),
        (r"ischaem", "ischem"),
        (r"^leuco", "leuko"),
        (r"^mould", "mold"),
        (r"^sulph", "sulf"),
        (r"anaesth", "anesth"),
        (r"tumour", "tumor"),
        (r"colour", "color"),
        (r"^labour", "labor"),
        (r"odour", "odor"),
        (r"fibre$", "fiber"),
        (r"isation", "ization"),
        (r"ised$", "ized"),
        (r"ise$", "ize"),
    )
)
_NOT = re.compile(r"\b(\w+)n't\b|\bcannot\b")
_SHORTENED = {"ca": "can", "wo": "will", "sha": "shall", None: "can"}
_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]")
_KEPT_WHOLE = {
    "as",
    "is",
    "was",
    "his",
    "has",
    "does",
    "this",
    "us",
    "its",
    "gas",
    "yes",
    "less",
    "exercise",
    "rise",
    "otherwise",
    "raise",
    "disease",
    "precise",
    "promise",
    "noise",
    "wise",
    "advise",
    "advice",
    "sids",
    "aids",
}


def tidy(text: str) -> str:
    """Lower case, plain quotes and dashes, one kind of space, nothing invisible."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_QUOTES).lower()
    folded = _NOT.sub(lambda match: f"{_SHORTENED.get(match[1], match[1])} not", folded)
    for pattern, name in _IONS:
        folded = pattern.sub(name, folded)
    return re.sub(r"\s+", " ", folded).strip()


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """American spelling and singular: enough to compare names, not for display."""
    if word in _KEPT_WHOLE:
        return word
    if word == "goes":
        return "go"
    for pattern, american in _BRITISH:
        word = pattern.sub(american, word)
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def tokens(text: str) -> Tokens:
    """Comparable words; a possessive ending and punctuation fall away (`x-ray` is two words)."""
    plain = re.sub(r"'s\b|'(?=\s|$)", "", tidy(text)).replace("'", "")
    return tuple(stem(word) for word in _WORD.findall(plain))


def is_chinese(text: str) -> bool:
    return re.search(r"[\u3400-\u9fff]", text) is not None


def holds(phrase: Tokens, within: Tokens) -> bool:
    """The words of `phrase` stand next to each other in `within`."""
    width = len(phrase)
    return width > 0 and any(within[i : i + width] == phrase for i in range(len(within) - width + 1))


# What people say before they ask.
_GREETING = (
    r"(?:\W*(?:hey|hi|hello|ok|okay|so|um|uh|erm|well|please|kindly|quick (?:one|question)|sorry|doctor)\b"
    r"(?:\s+there\b)?[\s,.:;-]*)*"
)
_COURTESIES = (
    r"(?:can|could|would|will) (?:you|u|someone|anybody)(?: be so kind as to)?"
    r"(?: please| kindly| just| quickly| maybe)*\s+"
    r"(?:tell me|show me|give me|let me know|remind me(?: of)?|run (?:me )?through|walk me through|find(?: out| me)?"
    r"|check|confirm|look up|pull up|read me|list|get me|help me (?:find|with))(?: for me)?\b"
    r"(?:\s+(?:about|of|what we have on)\b)?[\s,:-]*",
    r"do (?:you|we|u) (?:happen to )?know\s+(?=wh|how|the|if)",
    r"i(?: am|'m| was)? (?:just )?(?:wondering|wonder|curious)(?: about)?\s+",
    r"i(?:'d| would)? (?:just |also )?(?:like|want|need) (?:you )?to (?:know|see|check|find out|ask)\s+(?:about\s+)?",
)
_LEADING = re.compile(rf"^{_GREETING}(?:{'|'.join(_COURTESIES)})?", re.IGNORECASE)


# What the asker means to do with the answer.
_PURPOSE = re.compile(
    r"[\s,;-]+(?:(?:before|so that|so|because|as) (?:i|we)\b[^?]*"
    r"|for (?:the|my|a|this|our) (?:[a-z]+ )?(?:letter|form|report|referral|handover|round|requisition)\b[^?]*)"
    r"(?=\?|$)",
    re.IGNORECASE,
)


_FAMILY_HISTORY = re.compile(r"\b(?:fhx?|f hx)\b(?: of\b)?", re.IGNORECASE)


def asked_plainly(text: str) -> str:
    """The question without greeting, courtesies and purpose; as it stands where nothing else is left."""
    found = _LEADING.match(text := _FAMILY_HISTORY.sub("family history of", text))
    rest = _PURPOSE.sub("", text[found.end() :] if found else text)
    return rest if len(rest.split()) > 1 else text


DISEASES = {"disease", "diseases", "disorder", "disorders", "syndrome"}
_JOINING = {"of", "for", "the", "in", "on", "to", "with", "and", "a", "an", "her", "his", "after", "from"}


def in_users_words(subject: str, question: str) -> str:
    """The subject as the question spells it, with the small words between its parts."""
    said = re.findall(r"[\w'+-]+", tidy(question))
    stems = [tokens(word) for word in said]
    wanted = set(subject.split())
    places = [i for i, stem_ in enumerate(stems) if stem_ and set(stem_) <= wanted]
    covered = {w for i in places for w in stems[i]}
    if not places or wanted - covered:
        return subject
    between = [i for i in range(places[0], places[-1] + 1) if i not in places]
    together = all(said[i] in _JOINING for i in between)
    head = said[places[-1] + 1 : places[-1] + 2]
    named = said[places[0] : places[-1] + 1] if together else [said[i] for i in places]
    found = " ".join([*named, *(h for h in head if h in DISEASES)])
    spelled = re.search(rf"(?<!\w){re.escape(found)}(?!\w)", question, re.IGNORECASE)
    return spelled[0] if spelled else found
