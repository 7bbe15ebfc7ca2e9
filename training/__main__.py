"""Run the recipe of one model, or of all: `python -m training {MODEL|all} DATA`."""

import subprocess
import sys
import tempfile
from pathlib import Path

# In the order in which one needs another. {data} is the folder of labelled sets, {base} what pre-training leaves.
RECIPES: dict[str, tuple[str, ...]] = {
    "words": ("-m training.trunk",),
    "encoder": ("-m training.export_encoder {data}",),
    "ranker": ("-m training.ranker {data}",),
    "section": ("-m training.sections {data}/mts_dialog weights/section",),
    "summary": ("-m training.summaries {data}/mts_dialog {data}/aci_bench weights/summary",),
    "ner-literature": ("-m training.ner literature {data} --base {base}", "-m training.ner_more {data}"),
    "ner-clinical": ("-m training.ner clinical {data} --base {base}",),
    "ner-clinical-folds": ("-m training.ner_folds {data} {base}",),
    "deid": ("-m training.deid.train --data {data} --out weights/deid",),
    "support": ("-m training.support.train {data}",),
    "differential-ranker": ("-m training.differential_ranker {data}/ddxplus",),
    "differential": ("-m training.differential_fusion {data}/agentclinic_medqa {data}/ddxplus",),
}


def main(model: str, data: Path) -> None:
    if model != "all" and model not in RECIPES:
        raise SystemExit(f"no recipe for {model!r}; there are: {', '.join(RECIPES)}, all")
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch) / "base.pt"
        for name in RECIPES if model == "all" else [model]:
            for recipe in RECIPES[name]:
                if "{base}" in recipe and not base.exists():
                    run(f"-m training.pretrain {data} {base} --passes 0.9")
                run(recipe.format(data=data, base=base))


def run(arguments: str) -> None:
    print(f"python {arguments}", flush=True)
    subprocess.run([sys.executable, *arguments.split()], check=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(sys.argv[1], Path(sys.argv[2]))
