"""Drug names in a text, by the vocabulary of generic and brand names."""

import re
from functools import cache
from pathlib import Path

import yaml

_VOCABULARY = Path(__file__).resolve().parents[3] / "knowledge" / "vocabulary" / "drugs.yaml"
_TOO_SHORT = 4  # letters; `asa` and the like are ordinary letters elsewhere


@cache
def _names() -> re.Pattern[str]:
    content = yaml.safe_load(_VOCABULARY.read_text(encoding="utf-8"))
    names = {name for generic, others in content["drugs"].items() for name in [generic, *(others or [])]}
    usable = sorted((re.escape(str(n).lower()) for n in names if len(str(n)) >= _TOO_SHORT), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(usable)})\b")


def drugs_in(text: str) -> set[str]:
    """Names as written, in lower case. A brand is not its generic here: a summary keeps the word used."""
    return set(_names().findall(text.lower()))
