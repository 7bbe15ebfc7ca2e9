"""How many wrong statements the support checker catches, and how many true ones it withholds.

python -m bench.support [DATA]

On `bench.support_items`, by what was made wrong and by where the statement comes from; on 600 statements that were
written before the rules of today, each half alone; on 152 that were written to be hard and then read; with DATA also
on the claims of SciFact's train part that no recipe sees (ids ending in 0 or 5).
"""

import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.engine.measure.interval import wilson
from bench import report
from bench.support_items import ROOT, Item, items, statements
from triage.engine.support import CONTRADICTED, SUPPORTED, Checker


def measured(checker: Checker, found: Sequence[Item]) -> dict[str, dict[str, Any]]:
    shown = [verdict.verdict == SUPPORTED for verdict in checker.check([(i.sentence, i.passage) for i in found])]
    pairs = list(zip(found, shown, strict=True))
    groups: dict[str, list[tuple[Item, bool]]] = {"wrong statements": [], "true statements": []}
    for item, passed in pairs:
        groups["wrong statements" if item.wrong else "true statements"].append((item, passed))
        groups.setdefault(f"wrong: {item.wrong}" if item.wrong else f"true: {item.origin}", []).append((item, passed))
        if item.wrong:
            groups.setdefault(f"wrong in {item.origin}", []).append((item, passed))
    return {name: _rate(members) for name, members in groups.items()}


def _rate(members: Sequence[tuple[Item, bool]]) -> dict[str, Any]:
    withheld = sum(not passed for _item, passed in members)
    low, high = wilson(withheld, len(members))
    word = "caught" if members[0][0].wrong else "withheld"
    return {word: round(withheld / len(members), 4), "n": len(members), "95%": f"{low:.3f} to {high:.3f}"}


def on_scifact(checker: Checker, data: Path) -> dict[str, Any]:
    """Claims against their evidence, and claims without evidence against the abstract they cite."""
    folder = data / "scifact"
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as stream:
        corpus = {row["_id"]: row for row in map(json.loads, stream)}
    gold, pairs = [], []
    for line in (folder / "claims_train.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        if str(claim["id"])[-1] in "05":
            for label, passage in _passages(claim, corpus):
                gold.append(label)
                pairs.append((claim["claim"], passage))
    verdicts = [verdict.verdict for verdict in checker.check(pairs)]
    of = {label: [v for v, g in zip(verdicts, gold, strict=True) if g == label] for label in sorted(set(gold))}
    others = of["CONTRADICT"] + of["NONE"]
    return {
        "shown of supported": _share(of["SUPPORT"], SUPPORTED),
        "n supported": len(of["SUPPORT"]),
        "withheld of others": round(1 - _share(others, SUPPORTED), 4),
        "n others": len(others),
        "called contradicted of contradicting": _share(of["CONTRADICT"], CONTRADICTED),
        "n contradicting": len(of["CONTRADICT"]),
        "called contradicted of silent": _share(of["NONE"], CONTRADICTED),
        "called contradicted of supported": _share(of["SUPPORT"], CONTRADICTED),
    }


def _share(verdicts: Sequence[str], wanted: str) -> float:
    return round(sum(one == wanted for one in verdicts) / len(verdicts), 4)


def _passages(claim: dict[str, Any], corpus: dict[str, Any]) -> list[tuple[str, str]]:
    def lines(identifier: object) -> list[str]:
        found: list[str] = corpus[str(identifier)]["metadata"]["sentences"]
        return found

    if not claim["evidence"]:
        return [("NONE", " ".join(lines(d))) for d in claim["cited_doc_ids"] if str(d) in corpus]
    return [(e["label"], " ".join(lines(e["doc_id"])[at] for at in e["sentences"])) for e in claim["evidence"]]


def _named(found: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"statements": name} | row for name, row in found.items()]


def main(arguments: Sequence[str]) -> None:
    checker = Checker(ROOT / "weights" / "support", ROOT / "knowledge")
    report.show("support", _named(measured(checker, items())))
    for half in ("odd", "even"):
        found = [item for item in statements() if item.origin == half]
        report.show(f"support, statements of {half} passages", _named(measured(checker, found)))
    report.show("support, statements that were read", _named(measured(checker, list(statements("read.txt")))))
    if arguments:
        report.show("support on SciFact", [on_scifact(checker, Path(arguments[0]))])


if __name__ == "__main__":
    main(sys.argv[1:])
