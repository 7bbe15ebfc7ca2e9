"""Train the choice of statements for visit summaries:
`python -m training.summaries MTS_DIALOG ACI_BENCH weights/summary`.

Learns, for every word that a statement could bring into a note, the probability that a clinician's note
of the same visit holds it: logistic regression over facts of the statement and of the word
(`triage.engine.summary.dialogue.features`). A second, linear model foretells the note's length. No
sentence of the data is stored, only weights of hashed facts.
"""

import json
import math
import random
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import Ridge, SGDClassifier

from training.summary_card import write_card
from triage.engine.summary.dialogue import units, voice
from triage.engine.summary.dialogue.choose import Scorer, choose, key
from triage.engine.summary.dialogue.features import Setting, length_facts, setting, stems, unit_facts, word_facts
from triage.engine.summary.dialogue.turns import said
from triage.engine.summary.dialogue.unit import Unit
from triage.engine.summary.dialogue.weights import FILE

SEED = 20261125
PENALTY, PASSES = 1e-4, 8
WORDINGS = 4  # of one unit, drawn at random: all would let long choices outweigh short ones
FEWEST = 4  # transcripts that a fact must occur in
ACI_WEIGHT = 2  # whole visits are few
STRETCH = 1.2
FULL = "full_note"
Row = tuple[list[int], bool, float]


@dataclass(frozen=True)
class Visit:
    section: str
    spoken_words: int
    units: tuple[Unit, ...]
    note: list[str]  # stems


def visits(path: Path) -> list[Visit]:
    return [_visit(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _visit(row: dict[str, Any]) -> Visit:
    sentences = said(row["dialogue"])
    found = units.units(sentences, voice.person_of(sentences))
    words = sum(len(s.text.split()) for s in sentences)
    return Visit(row.get("section_header", FULL), words, found, stems(row.get("section_text") or row["note"]))


def rows(visit: Visit, draw: random.Random) -> list[Row]:
    """Facts of each word of some wordings, whether the note has the word that often, and a weight."""
    place, wanted, seen = setting(visit.section, visit.units), Counter(visit.note), Counter[str]()
    found: list[Row] = []
    for index, unit in enumerate(visit.units):
        ways = list(unit.wordings)
        if unit.origin != "nothing" and len(ways) > WORDINGS:
            ways = [ways[0], *draw.sample(ways[1:], WORDINGS - 1)]
        shared = [key(fact) for fact in unit_facts(place, unit, index)]
        for way in ways:
            found += _words(place, unit, stems(way), shared, wanted, seen, 1 / len(ways))
        if unit.origin != "nothing":
            seen.update(stems(ways[0]))
    scale = 1 / math.sqrt(max(1.0, sum(row[2] for row in found) / 30))
    return [(facts, hit, weight * scale) for facts, hit, weight in found]


def _words(
    place: Setting,
    unit: Unit,
    way: list[str],
    shared: list[int],
    wanted: Counter[str],
    seen: Counter[str],
    weight: float,
) -> list[Row]:
    spoken, own, found = frozenset(stems(unit.said)), Counter[str](), list[Row]()
    for stem in way:
        own[stem] += 1
        k = own[stem] + seen[stem]
        facts = shared + [key(fact) for fact in word_facts(place, unit, stem, k, len(way), stem in spoken)]
        found.append((facts, wanted[stem] >= k, weight))
    return found


def fit(train: list[Visit]) -> Scorer:
    draw = random.Random(SEED)
    each = [rows(visit, draw) for visit in train]
    occurs = Counter(fact for found in each for fact in {f for facts, _, _ in found for f in facts})
    place = {fact: i for i, fact in enumerate(sorted(f for f, n in occurs.items() if n >= FEWEST))}
    flat = [row for found in each for row in found]
    columns = [[place[f] for f in facts if f in place] for facts, _, _ in flat]
    ends = np.cumsum([0, *map(len, columns)])
    data = np.ones(int(ends[-1]), np.float32)
    x = csr_matrix((data, np.concatenate([np.array(c, int) for c in columns]), ends), shape=(len(flat), len(place)))
    weights = np.array([weight for _, _, weight in flat])
    model = SGDClassifier(loss="log_loss", alpha=PENALTY, max_iter=PASSES, tol=None, random_state=SEED, average=True)
    model.fit(x, [hit for _, hit, _ in flat], sample_weight=weights / weights.mean())
    lengths, length_bias = _fit_length(train)
    values = model.coef_[0].astype(np.float16).astype(np.float32).tolist()
    return Scorer(dict(zip(place, values, strict=True)), float(model.intercept_[0]), lengths, length_bias)


def _fit_length(train: list[Visit]) -> tuple[dict[str, float], float]:
    vectors = DictVectorizer()
    x = vectors.fit_transform([length_facts(v.section, v.spoken_words, v.units) for v in train])
    model = Ridge(1.0).fit(x, [math.log(len(v.note) + 1) + math.log(STRETCH) for v in train])
    return dict(zip(vectors.feature_names_, model.coef_.tolist(), strict=True)), float(model.intercept_)


def rouge1(visit: Visit, scorer: Scorer) -> float:
    chosen = choose(visit.units, visit.section, visit.spoken_words, scorer)
    own = Counter(stem for one in chosen for stem in stems(one.wording))
    shared = sum((own & Counter(visit.note)).values())
    return 2 * shared / (sum(own.values()) + len(visit.note)) if shared else 0.0


def measured(test: list[Visit], scorer: Scorer) -> dict[str, Any]:
    """Mean ROUGE-1 before headings and checks, with its 95% interval (normal approximation)."""
    scores = [rouge1(visit, scorer) for visit in test]
    half = 1.96 * float(np.std(scores)) / math.sqrt(len(scores))
    mean = float(np.mean(scores))
    return {"rouge1": round(mean, 4), "interval_95": [round(mean - half, 4), round(mean + half, 4)], "n": len(scores)}


def store(scorer: Scorer, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    kept = {fact: value for fact, value in scorer.weights.items() if abs(value) >= 1e-3}
    np.savez_compressed(
        folder / FILE,
        keys=np.array(list(kept), np.uint32),
        values=np.array(list(kept.values()), np.float16),
        length_names=np.array(list(scorer.length)),
        lengths=np.array(list(scorer.length.values()), np.float32),
        biases=np.array([scorer.bias, scorer.length_bias], np.float64),
    )


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("mts", type=Path)
    parser.add_argument("aci", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    started = time.monotonic()
    mts, aci = visits(given.mts / "train.jsonl"), visits(given.aci / "train.jsonl")
    print(f"{len(mts)} + {len(aci)} transcripts read", file=sys.stderr)
    scorer = fit([*mts, *(aci * ACI_WEIGHT)])
    store(scorer, given.out)
    results = {
        "mts_dialog dev": measured(visits(given.mts / "dev.jsonl"), scorer),
        "aci_bench dev": measured(visits(given.aci / "dev.jsonl"), scorer),
    }
    sizes = {"mts_dialog train": len(mts), "aci_bench train": len(aci), "facts": len(scorer.weights)}
    write_card(given.out, FILE, results, sizes, SEED, time.monotonic() - started)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
