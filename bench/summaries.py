"""What a summary of a note or an article keeps of what matters.

python -m bench.summaries DATA

`note`: thirty notes of our own (`tests/data/summaries/notes.yaml`), each with the points that a colleague must know; a
point is met when the summary holds its words. Beside it the first sentences of the note up to the same length.
`article`: PubMedQA abstracts (`DATA/pubmedqa`), whose authors' conclusion is the reference, by ROUGE. Once the whole
abstract is given, conclusion included, and once its other parts alone; beside each the abstract's last sentences up to
the same length, which is where a conclusion stands.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from assistant.engine.measure import rouge
from assistant.engine.measure.interval import wilson
from bench import report
from triage.engine.sentences import sentences
from triage.engine.summary.summarize import summarize
from triage.engine.summary.types import Kind

NOTES = Path(__file__).parents[1] / "tests" / "data" / "summaries" / "notes.yaml"
READ = 15  # notes whose misses were read when the rules were made


def notes() -> list[dict[str, Any]]:
    every = yaml.safe_load(NOTES.read_text(encoding="utf-8"))["notes"]
    halves = {"read for the rules": every[:READ], "not looked at": every[READ:]}
    return [{"notes": name} | _points_kept(half) for name, half in halves.items()]


def _points_kept(half: Sequence[dict[str, Any]]) -> dict[str, Any]:
    made = [summarize(one["text"], Kind.NOTE).text for one in half]
    first = [_first(one["text"], len(short.split())) for one, short in zip(half, made, strict=True)]
    points = sum(len(one["points"]) for one in half)
    kept = sum(_met(one["points"], short) for one, short in zip(half, made, strict=True))
    led = sum(_met(one["points"], short) for one, short in zip(half, first, strict=True))
    return {
        "points": points,
        "kept": round(kept / points, 3),
        "interval": " to ".join(f"{bound:.3f}" for bound in wilson(kept, points)),
        "kept by the first sentences": round(led / points, 3),
        "words of the note": round(_words(made) / _words([one["text"] for one in half]), 3),
    }


def articles(data: Path) -> list[dict[str, Any]]:
    rows = [json.loads(line) for line in (data / "pubmedqa" / "train.jsonl").open(encoding="utf-8")]
    whole = [(" ".join([*row["contexts"], row["long_answer"]]), row["long_answer"]) for row in rows]
    without = [(" ".join(row["contexts"]), row["long_answer"]) for row in rows]
    given = {"the whole abstract": whole, "all but its conclusion": without}
    return [{"given": name} | _against(pairs) for name, pairs in given.items()]


def _against(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    made = [summarize(text, Kind.ARTICLE).text for text, _ in pairs]
    last = [_last(text, len(short.split())) for (text, _), short in zip(pairs, made, strict=True)]
    gold = [{"summary": conclusion} for _, conclusion in pairs]
    held = sum(_holds(short, conclusion) for short, (_, conclusion) in zip(made, pairs, strict=True))
    return {
        "n": len(pairs),
        "rouge1": _rouge(gold, made),
        "rouge1 of the last sentences": _rouge(gold, last),
        "holds the conclusion": round(held / len(pairs), 3),
        "words of the abstract": round(_words(made) / _words([text for text, _ in pairs]), 3),
    }


def _rouge(gold: Sequence[Mapping[str, str]], made: Sequence[str]) -> float:
    return float(rouge.score([(one, {"summary": text}) for one, text in zip(gold, made, strict=True)])["rouge1"])


def _holds(short: str, conclusion: str) -> bool:
    """One sentence of the conclusion at least stands in it."""
    return any(_plain(conclusion[a:b]) in _plain(short) for a, b in sentences(conclusion))


def _met(points: Sequence[str], text: str) -> int:
    return sum(_plain(point) in _plain(text) for point in points)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _words(texts: Sequence[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _first(text: str, words: int) -> str:
    return " ".join(_up_to([text[a:b] for a, b in sentences(text)], words))


def _last(text: str, words: int) -> str:
    return " ".join(reversed(list(_up_to([text[a:b] for a, b in sentences(text)][::-1], words))))


def _up_to(parts: Sequence[str], words: int) -> Iterator[str]:
    for part in parts:
        if words <= 0:
            return
        yield part
        words -= len(part.split())


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python -m bench.summaries DATA")
    report.show("notes in short", notes())
    report.show("articles in short", articles(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
