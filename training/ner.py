"""Train an entity model: `python -m training.ner {literature|clinical} DATA --base BASE`.

literature: Chemical and Disease, from BC5CDR and NCBI together; NCBI marks no chemicals, so its words may be chemicals
or not (the chain sums over both). clinical: the 41 labels of MACCROBAT. BASE is what `training.pretrain` left, or a
folder such as weights/ner-literature whose layers are to be gone on from.

Only the train parts are learned from; the dev parts are measured once, at the end. The average of weights is written to
weights/ner-SCHEMA/ as int8, and measured there again by `benchmark entities`.
"""

import argparse
from pathlib import Path

from training.ner_fit import agreement, f1, fit
from training.ner_plans import PLANS, labels_of, learned, measured, texts_of
from training.ner_start import from_base
from training.ner_write import write
from training.trunk import Stopwatch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("schema", choices=sorted(PLANS))
    parser.add_argument("data", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    arguments = parser.parse_args()
    schema, data = arguments.schema, arguments.data
    watch, begin = Stopwatch(), from_base(arguments.base)
    model = fit(PLANS[schema], begin, labels_of(schema, data), texts_of(schema, learned(schema, data, "train")))
    dev = measured(schema, learned(schema, data, "dev"))
    figures = {name: f1(agreement(model, marked)) for name, marked in dev.items()}
    print(f"dev: {figures}", flush=True)
    write(schema, model, figures, watch.minutes)


if __name__ == "__main__":
    main()
