"""Let an entity model go on with the dev parts: `python -m training.ner_more {literature|clinical} DATA`.

What `training.ner` wrote to weights/ner-SCHEMA/ learned from the train parts alone, and was measured on dev. Labelled
text is scarce, so the model that is shipped learns from dev as well, for a few more passes over it and half of train.
What that is worth is measured first, with one half of dev to learn from and the other to measure. Run it once.
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path

from training.ner_data import Marked
from training.ner_fit import Texts, agreement, f1, fit
from training.ner_model import Marker
from training.ner_plans import MORE, labels_of, learned, measured, texts_of
from training.ner_start import whole
from training.ner_write import write_more
from training.trunk import WEIGHTS, Stopwatch


def with_half(train: Texts, dev: Texts) -> Texts:
    """Half of the train texts, drawn anew each time, and all of dev."""

    def texts(chance: random.Random) -> list[Marked]:
        old = train(chance)
        return [*chance.sample(old, len(old) // 2), *dev(chance)]

    return texts


def main(schema: str, data: Path) -> None:
    watch, start, labels = Stopwatch(), whole(WEIGHTS / f"ner-{schema}"), labels_of(schema, data)
    train, dev = texts_of(schema, learned(schema, data, "train")), learned(schema, data, "dev")

    def gone_on(sets: Sequence[Sequence[Marked]]) -> Marker:
        return fit(MORE[schema], start, labels, with_half(train, texts_of(schema, sets)))

    own, held = [one[: len(one) // 2] for one in dev], measured(schema, [one[len(one) // 2 :] for one in dev])
    before, after = start(labels, 0.0), gone_on(own)
    worth = {name: (f1(agreement(before, marked)), f1(agreement(after, marked))) for name, marked in held.items()}
    print(f"second half of dev, before and after the first: {worth}", flush=True)
    write_more(schema, gone_on(dev), worth, watch.minutes)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
