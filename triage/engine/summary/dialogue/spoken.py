"""Spoken words as they are written in a note: numbers in digits, spelled letters joined, fillers gone.

Nothing is added: each step only shortens or respells what was said."""

import re

_UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {w: 10 * (i + 2) for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_NUMBER_WORD = "|".join([*_UNITS, *_TENS, *_SCALES])
_RUN = re.compile(
    rf"\b(?:{_NUMBER_WORD})\b(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_NUMBER_WORD}|o|point)(?![\w'-]))*",
    re.I,
)
_COUNTED = re.compile(
    r"\s+(?:half|tablets?|pills?|packs?|times?|days?|weeks?|months?|years?|"
    r"hours?|minutes?|m ?g|m ?l|percent|over|out of|to|or|child|plus)\b",
    re.I,
)
_LETTERS = re.compile(r"\b(?:[A-HJ-Z] )(?:[A-Z] ){0,4}[A-Z]\b(?!')|\bI (?:[A-Z] ){1,4}[A-Z]\b")
_FILLER = re.compile(
    r"(?:(?<=^)|(?<=[\s,]))(?:um+|uh+|uhm+|hm+|mm-hmm|er|ah|oh|you know|i mean|gosh|kind of|kinda|sort of|basically|"
    r"actually|honestly|like ,|unfortunately|to be honest|really|just|so far|okay|alright)(?=[\s,.?!]|$)(?:\s*[,.-]+)?",
    re.I,
)
_SMALL = (
    "okay|alright|all right|yes|yeah|yep|yup|well|so|and then|and|but|"
    "then|oh|now|great|good|sure|correct|perfect|thank you|thanks|"
    "hi|hello|hey|hm|hmm|um|uh|also|because|'cause|cause|gotcha|got it|i see|sir|ma'am|miss|doctor|absolutely|exactly|"
    "definitely|of course|alrighty|let's see|fortunately|unfortunately|"
    "thankfully|sadly|mm-hmm|uh-huh|let me think|nice|wow|like i said"
)
_PAUSED = (
    r"no|nope|nah|right|not really|never|none|not at all|nothing like "
    r"that|that's right|that's correct|i do|i have|i did|i am|i don't|"
    r"i do not|not that i know of"
)
# `no` and `right` carry sense (`no allergies`, `right knee`): dropped only before a pause or a new clause.
_OPENING = re.compile(
    rf"^(?:(?:{_SMALL})(?:\s*[,.!?-]+|\s+|$)|(?:{_PAUSED})(?:\s*[,.!?]+\s*|"
    rf"$|\s+(?=i |i'|it |it's |he |she |we |they |that's |my |yes|no |"
    rf"just )))+",
    re.I,
)
_STUTTER = re.compile(r"\b(\w+(?:'\w+)?(?: \w+)?),? \1\b", re.I)
_SPACED = (
    (r"\s+([,.;:?!%])", r"\1"),
    (r"\b(\w+) n't\b", r"\1n't"),
    (r"\bgon na\b", "going to"),
    (r"\bgonna\b", "going to"),
    (r"\bwan na\b", "want to"),
    (r"\bwanna\b", "want to"),
    (r"\bgot ta\b", "have to"),
    (r"\bgotta\b", "have to"),
    (r"\s*-\s*(?=[.,]|$)", ""),
    (r"\s{2,}", " "),
    (r"(?:,\s*)+,", ","),
)


def written(text: str, small_words: bool = False) -> str:
    """A sentence as spoken to the same sentence as written; `small_words` leaves two to nine in words."""
    text = tidied(text)
    text = _LETTERS.sub(lambda m: m[0].replace(" ", ""), text)
    text = _FILLER.sub("", text)
    text = _STUTTER.sub(r"\1", _STUTTER.sub(r"\1", text))
    text = digits(text, small_words)
    text = _measures(text)
    return tidied(text).strip(" ,-")


def tidied(text: str) -> str:
    """Spaces before punctuation and split contractions of a tokenised transcript mended."""
    text = text.replace("’", "'").replace("\n", " ")
    for pattern, replacement in _SPACED:
        text = re.sub(pattern, replacement, text, flags=re.I)
    return text.strip()


def without_opening(text: str) -> str:
    """Without the small words that open an utterance (`yeah , well , …`)."""
    return _OPENING.sub("", text).strip()


_MEASURES = (
    (r"(\d) (?:milligrams?|M ?G)\b", r"\1 mg"),
    (r"(\d) (?:micrograms?)\b", r"\1 mcg"),
    (r"(\d) (?:milliliters?|M ?L)\b", r"\1 mL"),
    (r"(\d) per ?cent\b", r"\1%"),
    (r"(\d) over (\d)", r"\1/\2"),
    (r"(\d) years? old\b", r"\1-year-old"),
    (r"(\d) months? old\b", r"\1-month-old"),
    (r"\bonce a day\b", "daily"),
    (r"\bevery day\b", "daily"),
    (r"\b(?<!in )(?<!during )a day\b", "daily"),
    (r"(\d) %", r"\1%"),
    (r"\bdoctor ([A-Z])", r"Dr. \1"),
    (r"\bDoctor ([A-Z])", r"Dr. \1"),
    (r"\bx ?rays?\b", "x-ray"),
    (r"(\d) out of (\d)", r"\1/\2"),
    (r"(\d) out of six", r"\1/6"),
)


def _measures(text: str) -> str:
    for pattern, replacement in _MEASURES:
        text = re.sub(pattern, replacement, text)
    return text


def digits(text: str, small_words: bool = False) -> str:
    """Number words in digits."""

    def respelled(match: re.Match[str]) -> str:
        small = small_words and _UNITS.get(match[0].lower(), 10) < 10
        return match[0] if small or _pronoun(match, text) else number(match[0])

    return _RUN.sub(respelled, text)


def _pronoun(match: re.Match[str], text: str) -> bool:
    """`one` counts only before what can be counted: `that one` is no number."""
    return match[0].lower() == "one" and not _COUNTED.match(text, match.end())


def number(words: str) -> str:
    """`fifty nine` 59, `two thousand six` 2006, `nineteen ninety six` 1996, `one twenty` 120,
    `seven point six` 7.6, `zero point three` 0.3. What is no number comes back as it was."""
    tokens = [t for t in re.split(r"[ ,-]+", words.lower()) if t and t != "and"]
    if "point" in tokens:
        at = tokens.index("point")
        whole, rest = number(" ".join(tokens[:at])), [_digit(t) for t in tokens[at + 1 :]]
        if whole.isdigit() and rest and all(rest):
            return f"{whole}.{''.join(rest)}"
        return words
    if "o" in tokens[1:-1]:
        return _with_spoken_zero(tokens) or words
    groups = _groups(tokens)
    if not groups:
        return words
    return _joined(groups)


def _with_spoken_zero(tokens: list[str]) -> str:
    """`nineteen o five` 1905, `two thousand o five` 2005, `one o two` 102; empty for anything else."""
    at = tokens.index("o")
    left, right = number(" ".join(tokens[:at])), number(" ".join(tokens[at + 1 :]))
    if not (left.isdigit() and right.isdigit() and len(right) == 1):
        return ""
    return left[:-1] + right if left.endswith("000") else f"{left}0{right}"


def _digit(word: str) -> str:
    if word in _UNITS or word in _TENS:
        return str(_UNITS.get(word, _TENS.get(word)))
    return "0" if word == "o" else ""


def _groups(tokens: list[str]) -> list[tuple[int, str]]:
    """Numbers that stand side by side: each value with the kind of its last word."""
    groups: list[tuple[int, str]] = []
    total = current = 0
    last = ""
    for word in tokens:
        if word in _SCALES:
            if word == "hundred":
                current = max(current, 1) * 100
            else:
                total += max(current, 1) * _SCALES[word]
                current = 0
            last = "scale"
            continue
        value = _UNITS.get(word, _TENS.get(word, 0))  # "o" is a spoken zero
        kind = "ten" if word in _TENS else "teen" if value > 9 else "unit"
        fits = last in ("", "scale") or (last == "ten" and kind == "unit" and value > 0)
        if not fits:
            groups.append((total + current, last))
            total = current = 0
        current += value
        last = kind
    groups.append((total + current, last))
    return groups


def _joined(groups: list[tuple[int, str]]) -> str:
    """`nineteen ninety six` is one number; `ten fifteen` said apart stays two."""
    values = [value for value, _ in groups]
    if len(values) == 2 and 1 <= values[0] <= 99 and 10 <= values[1] <= 99:
        return f"{values[0]}{values[1]:02d}"
    return " ".join(str(value) for value in values)
