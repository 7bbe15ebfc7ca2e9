from pathlib import Path
from shutil import copytree

import pytest

from triage.engine.knowledge.drug_files import load_drugs
from triage.engine.knowledge.reading import KnowledgeError

KNOWLEDGE = Path(__file__).resolve().parents[4] / "knowledge"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("drugs", "interactions"):
        copytree(KNOWLEDGE / name, tmp_path / name)
    (tmp_path / "immunizations.yaml").write_text((KNOWLEDGE / "immunizations.yaml").read_text())
    return tmp_path


def _add(folder: Path, file: str, line: str) -> None:
    path = folder / file
    path.write_text(path.read_text() + line + "\n")


def test_the_shipped_book_covers_what_it_says() -> None:
    book = load_drugs(KNOWLEDGE)
    assert len(book.drugs) >= 400
    assert len(book.interactions) >= 600
    assert {name for drug in book.drugs.values() for name in drug.classes} == book.classes.keys()


def test_a_drug_has_what_its_classes_say_unless_it_says_otherwise() -> None:
    book = load_drugs(KNOWLEDGE)
    risedronate, alendronate = book.drugs["risedronate"], book.drugs["alendronic acid"]
    assert [rule.below for rule in book.kidney(risedronate)] == [30]
    assert [rule.below for rule in book.kidney(alendronate)] == [35]
    assert book.avoid(book.drugs["propranolol"])["asthma"] == "contraindicated"
    assert book.pregnancy(book.drugs["methyldopa"]) == "safe"


@pytest.mark.parametrize(
    ("file", "line", "complaint"),
    [
        ("drugs/heart.yaml", "  - {id: newol, names: [], classes: [no-such], for: [x]}", "no-such"),
        ("drugs/heart.yaml", "  - {id: newol, names: [Lasix], classes: [other], for: [x]}", "is also furosemide"),
        ("drugs/heart.yaml", "  - {id: newol, names: [], classes: [other], for: [x], avoid: {moon: caution}}", "moon"),
        (
            "drugs/heart.yaml",
            "  - {id: newol, names: [], classes: [other], for: [x], kidney: [{do: avoid, why: y}]}",
            "below",
        ),
        ("interactions/interactions.yaml", "  - {a: aspirin, b: newol, severity: major, why: x, action: y}", "no drug"),
        (
            "interactions/interactions.yaml",
            '  - {a: aspirin, b: "class:x", severity: major, why: x, action: y}',
            "no class",
        ),
        ("interactions/interactions.yaml", "  - {a: aspirin, b: digoxin, severity: bad, why: x, action: y}", "bad"),
        (
            "interactions/interactions.yaml",
            "  - {a: ondansetron, b: tramadol, severity: major, why: x, action: y}",
            "twice",
        ),
    ],
)
def test_a_slip_is_named_with_its_place(folder: Path, file: str, line: str, complaint: str) -> None:
    _add(folder, file, line)
    with pytest.raises(KnowledgeError, match=complaint):
        load_drugs(folder)


def test_a_file_without_review_mark_or_source_is_refused(folder: Path) -> None:
    path = folder / "drugs" / "heart.yaml"
    path.write_text(path.read_text().replace("reviewed: unreviewed\n", "", 1))
    with pytest.raises(KnowledgeError, match="reviewed"):
        load_drugs(folder)
