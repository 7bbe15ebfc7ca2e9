"""Trains the differential's ranker on cases made of our own condition entries, and of DDXPlus patients drawn from
its published condition statistics and told in our own (training) wording.

    python -m training.differential_ranker DDXPLUS_FOLDER
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from bench.ddxplus import sample
from training.trunk import Stopwatch
from triage.engine.differential.candidates import NameIndex
from triage.engine.differential.documents import affirmed, sentences
from triage.engine.differential.observations import observations
from triage.engine.differential.ranker import features
from triage.engine.findings import FindingReader, Person
from triage.engine.findings.tokens import content
from triage.engine.knowledge import Condition, Knowledge, load_knowledge
from triage.engine.knowledge.types import FREQUENCY

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "weights" / "differential"
SEED = 20261125
LARGEST = 31  # of a weight's code: six bits pack to two thirds of eight, and rank alike
OWN_CASES, DDXPLUS_PATIENTS = 40, 12_000
FEWEST = 5  # a word that fewer cases hold is left out
STEPS, BATCH, RATE = 700, 512, 0.1


class Cases:
    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.chance = random.Random(SEED)
        self.reader = FindingReader(knowledge)
        self.rows = {id_: row for row, id_ in enumerate(knowledge.conditions)}
        self._read: dict[str, frozenset[str]] = {}
        self._common = [f.id for f in knowledge.findings.values() if f.background >= 0.1]

    def read(self, text: str) -> frozenset[str]:
        """Features of one sentence; each is read once."""
        if text not in self._read:
            found = self.reader.find(text, Person(40.0, ""))
            told = observations(found, (), self.knowledge)
            self._read[text] = frozenset(features(told, affirmed(text, found), self.knowledge))
        return self._read[text]

    def own(self, condition: Condition, count: int) -> Iterator[frozenset[str]]:
        told = [id_ for id_ in condition.findings if condition.findings[id_] != "never"] + list(condition.risk_factors)
        vignette = sentences(condition.vignette)
        for _ in range(count):
            chosen = [i for i in told if self.chance.random() < FREQUENCY.get(condition.findings.get(i, "some"), 0.3)]
            self.chance.shuffle(chosen)
            chosen = chosen[: self.chance.randint(2, 10)]
            said = list[str]()
            found = set().union(*(self.told(id_) for id_ in [*chosen, self.chance.choice(self._common)]))
            if condition.words and self.chance.random() < 0.5:
                said += self.chance.sample(condition.words, min(2, len(condition.words)))
            if vignette and self.chance.random() < 0.4:
                said += self.chance.sample(vignette, min(2, len(vignette)))
            yield frozenset(found.union(*(self.read(one) for one in said)))

    def told(self, id_: str) -> set[str]:
        """Features of a finding said in one of its phrases."""
        words = {f"w:{stem}" for stem in content(self.chance.choice(self.knowledge.findings[id_].phrases))}
        return words | {f"f:{one}" for one in (id_, *self.knowledge.ancestors[id_])}

    def of_statistics(self, folder: Path, count: int) -> Iterator[tuple[frozenset[str], int]]:
        statistics = json.loads((folder / "condition_statistics.json").read_text(encoding="utf-8"))
        names = NameIndex(self.knowledge)
        level = {name: {**value, "prior": 1.0} for name, value in statistics.items()}
        for patient in sample(level, count, SEED, "train"):
            rows = names.rows(patient.diagnosis)
            if rows:
                parts = [self.read(one) for one in patient.text.split(", ")]
                yield frozenset().union(*parts), rows[0]


def main(ddxplus: Path) -> None:
    watch = Stopwatch()
    knowledge = load_knowledge(ROOT / "knowledge")
    cases = Cases(knowledge)
    made = [(case, cases.rows[c.id]) for c in knowledge.conditions.values() for case in cases.own(c, OWN_CASES)]
    drawn = list(cases.of_statistics(ddxplus, DDXPLUS_PATIENTS))
    print(len(made), "own cases", len(drawn), "patients", round(watch.minutes, 1), "minutes", flush=True)
    counts = Counter(name for case, _row in made + drawn for name in case)
    names = sorted(name for name, count in counts.items() if count >= FEWEST)
    weights, bias, right = train(made + drawn, names, len(knowledge.conditions))
    scales = np.maximum(np.abs(weights).max(axis=1), 1e-6) / LARGEST
    codes = np.rint(weights / scales[:, None]).astype(np.int8)
    FOLDER.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(FOLDER / "ranker.npz", codes=codes, scales=scales.astype(np.float32), bias=bias)
    listed = {"conditions": list(knowledge.conditions), "features": names}
    (FOLDER / "ranker.json").write_text(json.dumps(listed) + "\n", encoding="utf-8")
    figures = {
        "own cases": len(made),
        "patients": len(drawn),
        "held-out top1": right,
        "minutes": round(watch.minutes, 1),
    }
    (FOLDER / "ranker_run.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(figures)


def train(
    cases: list[tuple[frozenset[str], int]], names: list[str], conditions: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """A twentieth of the cases is held out."""
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    place = {name: row for row, name in enumerate(names)}
    chance = random.Random(SEED)
    rows = [([place[n] for n in sorted(case) if n in place], row) for case, row in cases]
    chance.shuffle(rows)
    held, rows = rows[: len(rows) // 20], rows[len(rows) // 20 :]
    table = torch.nn.EmbeddingBag(len(names), conditions, mode="sum", sparse=True)
    torch.nn.init.zeros_(table.weight)
    bias = torch.zeros(conditions, requires_grad=True)
    optimizer = torch.optim.Adagrad([*table.parameters(), bias], lr=RATE)
    for step in range(STEPS):
        logits, wanted = forward(table, bias, chance.sample(rows, BATCH), drop=0.2)
        loss = torch.nn.functional.cross_entropy(logits, wanted, label_smoothing=0.05)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if step % 250 == 0:
            print(step, round(float(loss.detach()), 3), flush=True)
    with torch.no_grad():
        right = sum(
            int((logits.argmax(1) == wanted).sum())
            for start in range(0, len(held), BATCH)
            for logits, wanted in [forward(table, bias, held[start : start + BATCH])]
        )
    return table.weight.detach().numpy(), bias.detach().numpy(), round(right / max(1, len(held)), 4)


def forward(
    table: torch.nn.EmbeddingBag, bias: torch.Tensor, batch: list[tuple[list[int], int]], drop: float = 0.0
) -> tuple[torch.Tensor, torch.Tensor]:
    """Logits and labels; with `drop` that share of the features is hidden, as real cases tell less."""
    kept = [[n for n in ids if not drop or random.random() > drop] or ids[:1] for ids, _row in batch]
    flat = torch.tensor([n for ids in kept for n in ids])
    starts = torch.tensor([0, *np.cumsum([len(ids) for ids in kept])[:-1].tolist()])
    sizes = torch.tensor([max(1, len(ids)) for ids in kept], dtype=torch.float32)
    return table(flat, starts) / sizes.sqrt()[:, None] + bias, torch.tensor([row for _ids, row in batch])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
