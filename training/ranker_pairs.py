"""Questions with sentences that answer them and sentences that do not, for the ranker.

Own notes (`ranker_own.txt`), doctors' questions of MTS-Dialog and ACI-Bench beside the note that was written of the
talk, consumer questions of MedQuAD, PubMedQA beside the authors' conclusion, and SciFact's train claims with their
evidence (ids ending in 0 or 5 are held out). A question of a test set of ours is left out wherever it turns up.
"""

import gzip
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from triage.engine.sentences import sentences

OWN = Path(__file__).parent / "ranker_own.txt"
TESTS = Path(__file__).parents[1] / "tests" / "data" / "questions"
_SAID = 0.5  # share of an answer's telling words that a sentence must hold to be what was written of it


@dataclass(frozen=True, slots=True)
class Group:
    """A question and the lines of a text in their order, each as (heading, line); `right` answer it, of `unsure` none
    can tell. `text` numbers the texts of one source."""

    question: str
    lines: tuple[tuple[str, str], ...]
    right: frozenset[int]
    source: str
    text: int = 0
    unsure: frozenset[int] = frozenset()


def groups(data: Path, rng: Random) -> dict[str, list[Group]]:
    found = {
        "own": own(OWN.read_text(encoding="utf-8")),
        "mts_dialog": list(_dialogues(data, rng)),
        "medquad": list(_medquad(data, rng)),
        "pubmedqa": list(_pubmedqa(data)),
        "scifact": list(_scifact(data)),
    }
    return {name: untested(those) for name, those in found.items()}


def untested(those: Sequence[Group]) -> list[Group]:
    """Without what a test set of ours asks in the same words."""
    tested = _tested()
    return [group for group in those if plain(group.question) not in tested]


def plain(question: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", question.lower()))


def _tested() -> set[str]:
    """Every quoted or listed question of the test files, in plain words."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TESTS.glob("*.yaml")))
    return {plain(part) for part in re.findall(r"[\w'][^\"\[\]\n]*", text)}


def own(text: str) -> list[Group]:
    """Notes that follow `=== chart` are of one patient: what is asked of one is not answered by the others."""
    alone, *charts = text.split("=== chart\n")
    notes = [[note] for note in _notes(alone)] + [_notes(chart) for chart in charts]
    return [group for at, those in enumerate(notes) for group in _of_notes(those, at)]


def _notes(text: str) -> list[str]:
    return re.split(r"^== ", text, flags=re.MULTILINE)[1:]


def _of_notes(notes: Sequence[str], number: int) -> list[Group]:
    said, asked = list[tuple[str, str]](), defaultdict[str, list[int]](list)
    for note in notes:
        heading, *rows = note.strip().split("\n")
        for row in rows:
            if row.startswith("# "):
                heading = row[2:]
                continue
            text, _, questions = row.partition(" => ")
            for question in filter(None, map(str.strip, questions.split("|"))):
                asked[question].append(len(said))
            said.append((heading, text.strip()))
    return [Group(q, tuple(said), frozenset(at), "own", number) for q, at in asked.items()]


_ASKED = re.compile(r"[^.?!]*\?")
_PERSONS = (
    (r"\bdo you\b", "does {he}"), (r"\bare you\b", "is {he}"), (r"\bhave you\b", "has {he}"),
    (r"\bdid you\b", "did {he}"), (r"\bwere you\b", "was {he}"), (r"\byou're\b", "{he} is"),
    (r"\byou've\b", "{he} has"), (r"\byour\b", "{his}"), (r"\byours\b", "{his}"), (r"\byou\b", "{he}"),
)  # fmt: skip
_CALLED = (("she", "her"), ("he", "his"), ("the patient", "the patient's"))
_EMPTY = frozenset(
    "a an and any are as at be been but by can did do does for from had has have he her his how i in is it its me my no"
    " not of okay on or she so that the their them there they this to um uh was we well were what when where which who"
    " why will with would yeah yes you your patient doctor just like really about out up all some".split()
)


def _dialogues(data: Path, rng: Random) -> Iterator[Group]:
    talks = [
        (row["section_header"], row["section_text"], row["dialogue"])
        for row in _rows(data / "mts_dialog" / "train.jsonl")
    ]
    talks += [("note", row["note"], row["dialogue"]) for row in _rows(data / "aci_bench" / "train.jsonl")]
    for number, (header, note, dialogue) in enumerate(talks):
        texts = [" ".join(note[a:b].split()) for a, b in sentences(note)]
        said = [(header.replace("_", " ").lower(), t) for t in texts if len(t.split()) > 1]
        if said:
            yield from _of_talk(said, dialogue, number, rng)


def _of_talk(said: list[tuple[str, str]], dialogue: str, number: int, rng: Random) -> Iterator[Group]:
    turns = [t for t in re.split(r"\n+", dialogue) if t.strip()]
    held = [_telling(text) for _, text in said]
    rarity = Counter(w for words in held for w in words)
    for turn, reply in pairwise(turns):
        if not re.match(r"\W*doctor", turn, re.I) or re.match(r"\W*doctor", reply, re.I):
            continue
        asked = [q.strip() for q in _ASKED.findall(re.sub(r"^\W*doctor\W*", "", turn, flags=re.I))]
        if not asked or not 4 <= len(asked[-1].split()) <= 22:
            continue
        answer = re.sub(r"^\W*\w+\W*", "", reply)
        wanted = _telling(answer)
        if len(wanted) < 2:
            wanted |= _telling(asked[-1])
        known = {w: math.log(1 + len(said) / rarity[w]) for w in wanted if rarity[w]}
        total = sum(known.values()) + 0.7 * sum(1 for w in wanted if not rarity[w])
        shares = [sum(v for w, v in known.items() if w in words) / total if total else 0.0 for words in held]
        if not shares or max(shares) < _SAID:
            continue
        right = frozenset(i for i, share in enumerate(shares) if share >= 0.9 * max(shares))
        unsure = frozenset(i for i, share in enumerate(shares) if 0.3 * max(shares) <= share < 0.9 * max(shares))
        if len(right) <= 2 and len(right) + len(unsure) < len(said):
            yield Group(_third(asked[-1], rng), tuple(said), right, "mts_dialog", number, unsure)


def _telling(text: str) -> set[str]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {w[:5] if len(w) > 6 else w.rstrip("s") for w in words if w not in _EMPTY}


def _third(question: str, rng: Random) -> str:
    he, his = rng.choice(_CALLED)
    text = question.lower().replace(" ,", ",").replace(" ?", "?")
    text = re.sub(r"^(?:okay|ok|alright|all right|and|so|great|good|um|uh|well|now|,|\s)+\b", "", text)
    for pattern, put in _PERSONS:
        text = re.sub(pattern, put.format(he=he, his=his), text)
    return text.strip().capitalize()


_ASPECTS = {
    "treatment": ("treatment of {x}", "how is {x} treated?", "{x} therapy", "what helps against {x}?"),
    "symptoms": ("symptoms of {x}", "signs of {x}", "how does {x} show itself?", "{x} presentation"),
    "causes": ("cause of {x}", "why does one get {x}?", "what leads to {x}?"),
    "exams and tests": ("diagnosis of {x}", "how is {x} diagnosed?", "tests for {x}", "{x} workup"),
    "outlook": ("prognosis of {x}", "outlook in {x}", "how long do people live with {x}?"),
    "complications": ("complications of {x}", "what can {x} lead to?"),
    "prevention": ("prevention of {x}", "how to prevent {x}?"),
    "inheritance": ("inheritance of {x}", "is {x} inherited?", "does {x} run in families?"),
    "frequency": ("how common is {x}?", "prevalence of {x}", "frequency of {x}"),
    "susceptibility": ("risk factors for {x}", "who gets {x}?"),
    "information": ("what is {x}?", "definition of {x}"),
    "genetic changes": ("genes in {x}", "which gene causes {x}?"),
}


def _medquad(data: Path, rng: Random) -> Iterator[Group]:
    with gzip.open(data / "medquad" / "train.jsonl.gz", "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    by_focus: dict[str, list[tuple[dict[str, Any], list[tuple[str, str]]]]] = defaultdict(list)
    for row in rows:
        if row["qtype"] in _ASPECTS:
            texts = [" ".join(row["answer"][a:b].split()) for a, b in sentences(row["answer"][:1500])]
            heading = rng.choice((row["focus"], f"{row['focus']}, {row['qtype']}"))
            kept = [t for t in texts if 4 < len(t.split()) < 60 and not t.endswith("?")]
            by_focus[row["focus"]].append((row, [(heading, text) for text in kept[:6]]))
    for number, (focus, those) in enumerate(by_focus.items()):
        if len(those) < 3:
            continue
        for row, said in those:
            before = [one for other, told in those[: [o for o, _ in those].index(row)] for one in told]
            behind = [one for other, told in those[[o for o, _ in those].index(row) + 1 :] for one in told]
            if said and before + behind:
                question = row["question"].replace(" ?", "?").replace("(are) ", "")
                short = rng.choice(_ASPECTS[row["qtype"]]).format(x=focus)
                right = frozenset(range(len(before), len(before) + min(2, len(said))))
                unsure = frozenset(range(len(before) + 2, len(before) + len(said)))
                told = (*before, *said, *behind)
                yield Group(rng.choice((question, short, short)), told, right, "medquad", number, unsure)


def _pubmedqa(data: Path) -> Iterator[Group]:
    for number, row in enumerate(_rows(data / "pubmedqa" / "train.jsonl")):
        text, told = " ".join(row["contexts"]), row["long_answer"]
        before = [("", text[a:b]) for a, b in sentences(text)]
        behind = [("", told[a:b]) for a, b in sentences(told)]
        half = len(before) // 2  # results partly answer too: the first half is what was asked and how
        right, unsure = range(len(before), len(before) + len(behind)), range(half, len(before))
        if half > 1 and behind:
            yield Group(row["question"], (*before, *behind), frozenset(right), "pubmedqa", number, frozenset(unsure))


def _scifact(data: Path) -> Iterator[Group]:
    with gzip.open(data / "scifact" / "corpus.jsonl.gz", "rt", encoding="utf-8") as stream:
        corpus = {row["_id"]: row for row in map(json.loads, stream)}
    for claim in _rows(data / "scifact" / "claims_train.jsonl"):
        if str(claim["id"])[-1] in "05":
            continue
        for told in claim["evidence"]:
            row = corpus[str(told["doc_id"])]
            texts = row.get("metadata", {}).get("sentences") or [row["text"][a:b] for a, b in sentences(row["text"])]
            right = frozenset(told["sentences"]) & frozenset(range(len(texts)))
            if right and len(texts) > len(right):
                said = tuple((row.get("title", ""), text) for text in texts)
                yield Group(claim["claim"], said, right, "scifact", int(told["doc_id"]))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)
