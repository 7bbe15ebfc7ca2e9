"""No source, no assertion: what a sentence says must stand in what it cites.

Shared by every mind. Numbers, dates and the names of drugs, findings and tests are looked for in the
quotes; a date may also be the cited note's own. Side, denial, whose it is and opposites are compared with
them (`triage.engine.support`). Wording around all this is free.
"""

import re
from collections.abc import Iterable, Sequence

from assistant.engine.mind.text import Tokens, holds, tidy, tokens
from assistant.engine.mind.vocabulary import FOLDER
from assistant.engine.types import Citation, Source
from triage.engine.support.facts import failed
from triage.engine.support.lexicon import load_lexicon
from triage.engine.support.reading import read

_OF_ROWS = frozenset({"side", "opposite"})
_OF_TEXTS = _OF_ROWS | {"negation", "person"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    (re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:t[\d:.+z-]*)?\b"), (0, 1, 2)),
    (re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH},? (\d{{4}})\b"), (2, 1, 0)),
    (re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b"), (2, 0, 1)),
    (re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b"), (2, 0, 1)),
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"), (0, 1, 2)),
)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},? (\d{{4}})\b")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*(?![\w]*\d)")


def unsupported(
    text: str,
    citations: Sequence[Citation],
    names: Iterable[Tokens] = (),
    given: str = "",
    computed: Iterable[str] = (),
) -> tuple[str, ...]:
    """What `text` asserts and its sources do not hold: empty when the sentence may be shown.

    `names` are the drug, finding and test names to watch for. `given` is the question: a sentence that
    cites nothing may repeat what was asked, and nothing else. `computed` are numbers that were worked
    out from the cited rows (a mean, an age, a count) and are stated as such.
    """
    sources = " \n ".join(
        [*(f"{c.quote} \n {c.title} \n {c.author} \n {c.section}" for c in citations), *([] if citations else [given])]
    )
    dated = [c.date.text for c in citations if c.date]
    missing = _missing_dates(text, sources, dated)
    missing += _missing_numbers(text, sources, set(computed), dated)
    missing += _missing_names(text, sources, names)
    missing += _said_otherwise(text, sources, citations)
    return tuple(dict.fromkeys(missing))


def dates_in(text: str) -> set[str]:
    """Days that a text names, as ISO dates; a month without a day as year and month."""
    return _dates(text)[0]


def _missing_dates(text: str, sources: str, dated: Sequence[str]) -> list[str]:
    held = _dates(sources)[0] | {d[:10] for d in dated}
    months = {d[:7] for d in held}
    return [d for d in sorted(_dates(text)[0]) if d not in held and not (len(d) == 7 and d in months)]


def _missing_numbers(text: str, sources: str, computed: set[str], dated: Sequence[str]) -> list[str]:
    held = set(_NUMBER.findall(tidy(sources))) | computed
    years = {d[:4] for d in (*_dates(sources)[0], *dated)}
    return [n for n in _NUMBER.findall(_dates(text)[1]) if n not in held and n not in years]


def _missing_names(text: str, sources: str, names: Iterable[Tokens]) -> list[str]:
    said, held = tokens(text), tokens(sources)
    return [" ".join(name) for name in names if holds(name, said) and not holds(name, held)]


def _said_otherwise(text: str, sources: str, citations: Sequence[Citation]) -> list[str]:
    """Kinds of check that a sentence fails beside what it cites. A sentence quoted whole fails none, and a row
    may back that something is missing ("no potassium on that day; the nearest is …")."""
    if not citations or tidy(text).strip(' ."') in tidy(sources):
        return []
    lexicon = load_lexicon(FOLDER.parent)
    reasons = failed(read(text, lexicon), read(sources, lexicon), lexicon)
    compared = _OF_TEXTS if all(c.source in (Source.NOTE, Source.LITERATURE) for c in citations) else _OF_ROWS
    return [reason for reason in reasons if reason in compared]


def _dates(text: str) -> tuple[set[str], str]:
    """ISO dates in a text however written, and the text without them."""
    rest, found = tidy(text), set()
    for pattern, (year, month, day) in _DATES:
        for match in pattern.finditer(rest):
            parts = match.groups()
            found.add(f"{parts[year]}-{_month(parts[month]):02d}-{int(parts[day]):02d}")
        rest = pattern.sub(" ", rest)
    for match in _MONTH_YEAR.finditer(rest):
        found.add(f"{match[2]}-{_month(match[1]):02d}")
    return found, _MONTH_YEAR.sub(" ", rest)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS.index(text[:3]) + 1
