"""Are mentions linked to the entry that they mean, and left alone when there is none? The mentions were written before
the linker."""

from pathlib import Path

import pytest
import yaml

from triage.engine.knowledge import load_knowledge
from triage.engine.knowledge.drug_files import load_drugs
from triage.engine.linking import Linker
from triage.engine.linking.catalogue import targets

ROOT = Path(__file__).parents[4]
MENTIONS = yaml.safe_load((ROOT / "tests/data/linking/mentions.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def linker() -> Linker:
    folder = ROOT / "knowledge"
    return Linker(targets(load_knowledge(folder), load_drugs(folder), folder / "vocabulary"))


@pytest.mark.parametrize("kind", MENTIONS)
def test_mentions_are_linked_and_never_to_a_wrong_entry(kind: str, linker: Linker) -> None:
    found = [(str(text), wanted, linker.link(str(text), (kind,))) for text, wanted in MENTIONS[kind]]
    told = [(text, wanted, link.target.id if link else "none") for text, wanted, link in found]
    assert [row for row in told if row[2] not in (row[1], "none")] == []
    assert sum(wanted == got for _, wanted, got in told) >= 0.95 * len(told)


def test_codes_come_with_their_system(linker: Linker) -> None:
    asked = {"warfarin": "drug", "atrial fibrillation": "condition", "potassium": "lab"}
    links = {text: linker.link(text, (kind,)) for text, kind in asked.items()}
    assert {text: (link.target.system, link.target.code) for text, link in links.items() if link} == {
        "warfarin": ("RxNorm", "11289"),
        "atrial fibrillation": ("ICD-10-CM", "I48.91"),
        "potassium": ("LOINC", "2823-3"),
    }
