"""Let the literature model go on with half of dev: `python -m training.ner_more DATA`, once after `training.ner`.

What `training.ner` wrote to weights/ner-literature learned from the train parts alone, and was measured on dev. Marked
text is scarce, so the model that is shipped also reads the first half of each dev part, twice, among half of the train
texts. Its weights are then averaged with those that it started from, three to one (Wortsman et al. 2022), because the
two sets disagree on what a disease is and the larger one pulls. The second half of dev stays apart to measure it.
"""

import random
import sys
from pathlib import Path

import torch

from training.ner_data import Marked, joined
from training.ner_fit import agreement, f1, fit
from training.ner_model import Marker
from training.ner_plans import LITERATURE, MORE, learned, measured
from training.ner_start import whole
from training.ner_write import write_more
from training.trunk import WEIGHTS, Stopwatch

KEPT = 0.75  # of what was learned last


@torch.no_grad()
def mean(before: Marker, after: Marker) -> Marker:
    """`after`, moved back towards `before`."""
    for old, new in zip(before.parameters(), after.parameters(), strict=True):
        new.lerp_(old, 1 - KEPT)
    return after


def main(data: Path) -> None:
    watch, start = Stopwatch(), whole(WEIGHTS / "ner-literature")
    train, dev = learned("literature", data, "train"), learned("literature", data, "dev")

    def texts(chance: random.Random) -> list[Marked]:
        old = [text for one in train for text in joined(one, chance)]
        chance.shuffle(old)
        return old[: len(old) // 2] + [text for one in dev for text in joined(one[: len(one) // 2], chance)]

    before = start(LITERATURE, 0.0)
    model = mean(before, fit(MORE, start, LITERATURE, texts))
    held = measured("literature", [one[len(one) // 2 :] for one in dev])
    worth = {name: (f1(agreement(before, marked)), f1(agreement(model, marked))) for name, marked in held.items()}
    print(f"second half of dev, before and after: {worth}", flush=True)
    write_more("literature", model, worth, watch.minutes)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
