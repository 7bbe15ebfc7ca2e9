"""Strict agreement of marked spans: start, end and label must all be the same."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.engine.measure import Pairs
from assistant.engine.measure.counts import Counts

Mark = tuple[int, int, str]


def score(pairs: Pairs) -> dict[str, Any]:
    """Micro F1, precision, recall, and F1 for each label. Labels that the gold never uses do not count (a set
    of diseases only punishes no drug), nor does white space at the end of a mark."""
    known = {entity["label"] for gold, _ in pairs for entity in gold["entities"]}
    micro, labels = Counts(), defaultdict[str, Counts](Counts)
    for gold, predicted in pairs:
        wanted = _marks(gold["text"], gold["entities"], known)
        found = _marks(gold["text"], predicted.get("entities") or (), known)
        right, invented, missed = wanted & found, found - wanted, wanted - found
        micro.add(len(right), len(invented), len(missed))
        for marks, counted in ((right, (1, 0, 0)), (invented, (0, 1, 0)), (missed, (0, 0, 1))):
            for _start, _end, label in marks:
                labels[label].add(*counted)
    return {
        "f1": micro.f1,
        "precision": micro.precision,
        "recall": micro.recall,
        "per_label": {label: counts.f1 for label, counts in sorted(labels.items())},
    }


def _marks(text: str, entities: Iterable[Mapping[str, Any]], known: set[str]) -> set[Mark]:
    return {_mark(text, entity) for entity in entities if entity["label"] in known}


def _mark(text: str, entity: Mapping[str, Any]) -> Mark:
    start, end = int(entity["start"]), int(entity["end"])
    end = max(start, start + len(text[start:end].rstrip())) if end <= len(text) else end
    return start, end, str(entity["label"])
