"""A summary that another model wrote: each sentence is tied to the sentences of the text that say it, or withheld."""

import re
from collections.abc import Callable, Sequence

from triage.engine.sentences import sentences
from triage.engine.summary.checks import kept
from triage.engine.summary.types import Summary, SummarySentence
from triage.engine.types import Span

_WORD = re.compile(r"[^\W_]{3,}")
_MOST = 3  # sentences of the text that one sentence of a summary may rest on
_ADDS = 2  # words that a further source must add
Supports = Callable[[str, str], bool]


def from_written(text: str, written: str, supports: Supports) -> Summary:
    """`supports` says whether a passage says what a sentence says."""
    spans = [(Span(a, b), _words(text[a:b])) for a, b in sentences(text)]
    told = [written[a:b] for a, b in sentences(written)]
    tied = [SummarySentence(" ".join(one.split()), _sources(_words(one), spans)) for one in told]
    checked = kept(text, (one for one in tied if supports(one.text, _passage(text, one.sources))))
    return Summary(checked.sentences, len(told) - len(checked.sentences))


def _sources(wanted: set[str], spans: Sequence[tuple[Span, set[str]]]) -> tuple[Span, ...]:
    """The sentences that share most words, as long as each adds some; in reading order."""
    chosen: list[Span] = []
    left = set(wanted)
    while spans and len(chosen) < _MOST:
        best, words = max(spans, key=lambda one: len(left & one[1]))
        if len(left & words) < (_ADDS if chosen else 1):
            break
        chosen.append(best)
        left -= words
    return tuple(sorted(chosen, key=lambda span: span.start))


def _passage(text: str, sources: Sequence[Span]) -> str:
    return " ".join(text[span.start : span.end] for span in sources)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
