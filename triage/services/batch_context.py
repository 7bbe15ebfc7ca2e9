"""Context of named concepts in sentences, for `predict context`."""

from typing import Any

from triage.engine import context


def predict(item: dict[str, Any]) -> dict[str, Any]:
    """`sentence` and `concept` to negation, temporality and experiencer."""
    found = context.assess_named(str(item["sentence"]), str(item["concept"]))
    return {
        "negation": "negated" if found.negated else "affirmed",
        "temporality": found.temporality,
        "experiencer": found.experiencer,
    }
