"""Chinese questions put into the English words that the planner knows."""

import re
from functools import lru_cache

from assistant.engine.mind.vocabulary import FOLDER, Kind, read_file, vocabulary

_PREFERRED = (
    Kind.LAB,
    Kind.VITAL,
    Kind.PANEL,
    Kind.DRUG,
    Kind.VACCINE,
    Kind.PROCEDURE,
    Kind.CONDITION,
    Kind.DRUG_CLASS,
)


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    content = read_file(FOLDER / "chinese.yaml")
    words: dict[str, str] = {str(k).lower(): str(v) for k, v in content["gloss"].items()}
    for kind in _PREFERRED:
        for term in vocabulary().terms:
            if term.kind is kind:
                for name in term.chinese:
                    words.setdefault(name.lower(), " ".join(term.names[0]))
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), words


def gloss(text: str) -> str:
    """Known words in English, dates and Latin words as they stand, other characters left out."""
    pattern, words = _words()
    dates = re.compile(r"\d{4}年(?:\s*\d{1,2}月(?:\s*\d{1,2}[日号])?)?(?:以来|之后|以后|之前|以前)?")
    kept = dates.findall(text)
    english = pattern.sub(lambda m: f" {words[m[0]]} ", dates.sub(" ", text))
    latin = re.sub(r"[\u3400-\u9fff]+", " ", english)
    return re.sub(r"\s+", " ", " ".join([latin, *kept])).strip()
