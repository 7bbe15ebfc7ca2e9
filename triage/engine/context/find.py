"""Where a named concept stands in a sentence: letter for letter, word for word, or nearly so."""

import re

from rapidfuzz import fuzz

from triage.engine.context.words import words

_ALIKE = 84.0  # of 100; below that it is another word


def places(sentence: str, concept: str) -> list[tuple[int, int]]:
    """Every place of the concept, in order; the most alike one where it is not there as written; else none."""
    wanted = concept.strip()
    if not wanted or not sentence.strip():
        return []
    return _exact(sentence, wanted) or _by_words(sentence, wanted) or _nearly(sentence, wanted)


def _exact(sentence: str, concept: str) -> list[tuple[int, int]]:
    flexible = r"\s+".join(map(re.escape, concept.split()))
    whole = [found.span() for found in re.finditer(rf"(?<!\w){flexible}(?!\w)", sentence, re.IGNORECASE)]
    return whole or [found.span() for found in re.finditer(flexible, sentence, re.IGNORECASE)]


def _by_words(sentence: str, concept: str) -> list[tuple[int, int]]:
    """The same words, whatever signs stand between them."""
    wanted = [word.text for word in words(concept) if word.kinds]
    there = [word for word in words(sentence) if word.kinds]
    if not wanted:
        return []
    rows = [there[at : at + len(wanted)] for at in range(len(there) - len(wanted) + 1)]
    return [(row[0].start, row[-1].end) for row in rows if [word.text for word in row] == wanted]


def _nearly(sentence: str, concept: str) -> list[tuple[int, int]]:
    found = fuzz.partial_ratio_alignment(concept.lower(), sentence.lower(), score_cutoff=_ALIKE)
    if found is None or len(sentence.lower()) != len(sentence):
        return []
    touched = [word for word in words(sentence) if word.end > found.dest_start and word.start < found.dest_end]
    return [(touched[0].start, touched[-1].end)] if touched else []
