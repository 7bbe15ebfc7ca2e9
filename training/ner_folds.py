"""Cross-validate the clinical entity model on MACCROBAT's train part: `python -m training.ner_folds DATA BASE`.

Five models by the recipe of `training.ner`, each without a fifth of the documents and measured on it; the figures for
each label are added to the card of weights/ner-clinical. BASE is what `training.pretrain` left.
"""

import sys
from collections import Counter
from pathlib import Path

from training.ner_fit import SEED, agreement, f1, fit
from training.ner_plans import PLANS, case_reports, labels_of, measured, texts_of
from training.ner_start import from_base
from training.trunk import WEIGHTS, add_metrics

COUNT = 5


def main(data: Path, base: Path) -> None:
    whole, labels = case_reports(data, "train"), labels_of("clinical", data)
    counted: Counter[tuple[str, str]] = Counter()
    for fold in range(COUNT):
        own = [item for place, item in enumerate(whole) if place % COUNT != fold]
        model = fit(PLANS["clinical"], from_base(base), labels, texts_of("clinical", [own]), seed=SEED + fold)
        found = agreement(model, measured("clinical", [whole[fold::COUNT]])["maccrobat"])
        print(f"fold {fold}: {f1(found)}", flush=True)
        counted.update(found)
    by_label = {label: f1(counted, label) for label in labels}
    name = "MACCROBAT train strict F1, five-fold"
    add_metrics(WEIGHTS / "ner-clinical", {name: f1(counted), f"{name}, by label": by_label})


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
