"""Findings that alone say how soon somebody must act: `knowledge/acuity.yaml`."""

from collections.abc import Collection
from pathlib import Path

from triage.engine.knowledge.reading import Fields, read_yaml

LEVELS = ("1", "2")


def load_critical(path: Path, findings: Collection[str]) -> dict[int, frozenset[str]]:
    """Levels 1 (now) and 2 (within minutes). Raises KnowledgeError for an unknown finding."""
    fields = Fields(path.name, read_yaml(path))
    fields.only(("version", "written", "findings"), ("reviewed", "sources"))
    fields.review()
    inner = Fields(path.name, fields.raw["findings"], "findings.")
    inner.only(LEVELS, ())
    for level in LEVELS:
        for id_ in inner.texts(level):
            if id_ not in findings:
                raise inner.wrong(level, f"no finding {id_}")
    return {int(level): frozenset(inner.texts(level)) for level in LEVELS}
