"""How hard a text is to read: the Flesch-Kincaid school grade.

grade = 0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid and others, 1975).
Syllables are counted by vowel groups: a silent final e does not count, `-le` after a consonant and
`-ted`/`-ded` do, and every word has at least one. Figures count as one word of one syllable."""

import re

_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*|\d[\d.,/:%]*")
_SENTENCE = re.compile(r"[.!?]+(?=\s|$)|\n+")
_VOWELS = re.compile(r"[aeiouy]+")
HARD = 3  # syllables of a long word


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def syllables(word: str) -> int:
    low = re.sub(r"[^a-z]", "", word.lower())
    if not low:
        return 1
    count = len(_VOWELS.findall(low))
    if low.endswith("e") and not re.search(r"[^aeiouy]le$", low) and count > 1:
        count -= 1
    if re.search(r"[^td]ed$", low) and count > 1:
        count -= 1
    return max(1, count)


def grade(text: str) -> float:
    """One decimal; 0 for a text without words."""
    found = words(text)
    if not found:
        return 0.0
    sentences = max(1, sum(1 for part in _SENTENCE.split(text) if words(part)))
    spoken = sum(syllables(word) for word in found)
    return round(0.39 * len(found) / sentences + 11.8 * spoken / len(found) - 15.59, 1)
