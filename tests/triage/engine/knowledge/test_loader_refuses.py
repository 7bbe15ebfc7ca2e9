"""Each way in which a knowledge file can be wrong, and that the error names the file and the key."""

from pathlib import Path

import pytest

from tests.triage.engine.knowledge.writing import CONDITION, FINDINGS, write
from triage.engine.knowledge import KnowledgeError, load_knowledge, problems


def test_good_files_become_knowledge(tmp_path: Path) -> None:
    knowledge = load_knowledge(write(tmp_path))
    condition, fever = knowledge.conditions["pericarditis"], knowledge.findings["fever"]
    assert condition.findings == {"chest-pain": "most", "fever": "some", "afebrile": "few"}
    assert condition.names == ("Acute pericarditis", "inflammation of the pericardium")
    assert (fever.numbers[0].above, fever.numbers[0].unit, fever.background) == (37.9, "Cel", 0.10)
    assert knowledge.ancestors["chest-pain"] == {"pain"}
    assert condition.review.reviewed is None
    assert knowledge.finding_reviews["general.yaml"].written.year == 2026


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("name: chest pain\n", "name: chest pain\n    colour: red\n", "findings[chest-pain].colour"),
        ("kind: vital, background: common", "kind: mood, background: common", "findings[afebrile].kind"),
        ("kind: vital, background: common", "kind: vital, background: 0.2", "findings[afebrile].background"),
        ("kind: vital, background: common", "kind: vital", "findings[afebrile].background"),
        ("id: afebrile", "id: Afebrile", "findings[Afebrile].id"),
        ("id: afebrile, name: afebrile", "id: fever, name: afebrile", "findings[fever].id"),
        ("parents: [pain]", "parents: [ache]", "findings[chest-pain].parents"),
        ("opposites: [afebrile]", "opposites: [cold]", "findings[fever].opposites"),
        ("words: [pyrexia]", "words: [my chest hurts]", "findings[fever].words"),
        ("words: [pyrexia]", "words: [My chest  hurts!]", "findings[fever].words"),
        ("words: [pyrexia]", "words: [no]", "findings[fever].words"),
        ("words: [pyrexia]", "words: [heat (40, 41)]", "findings[fever].words"),
        ("words: [pyrexia]", "words: pyrexia", "findings[fever].words"),
        ("HP:0100749", "HP:1", "findings[chest-pain].hpo"),
        ("above: 37.9", "over: 37.9", "findings[fever].number.over"),
        (", above: 37.9", "", "findings[fever].number.above"),
        ("above: 37.9", "above: 37.9, below: 30", "findings[fever].number.above"),
        ('"8310-5"', '"83105"', "findings[fever].number.loinc"),
        ("reviewed: unreviewed\n", "", "reviewed"),
        ("reviewed: unreviewed", "reviewed: maybe", "reviewed"),
        ("written: 2026-01-02", "written: in spring", "written"),
        (
            "kind: symptom, background: common",
            "kind: symptom, background: common, parents: [chest-pain]",
            "findings[pain].parents",
        ),
    ],
)
def test_a_faulty_finding_is_refused_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in FINDINGS
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(write(tmp_path, findings=FINDINGS.replace(old, new)))
    assert (caught.value.file, caught.value.key) == ("general.yaml", key)
    assert str(caught.value).startswith(f"general.yaml: {key}: ")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("id: pericarditis", "id: carditis", "id"),
        ("urgency: urgent", "urgency: quick", "urgency"),
        ("system: cardiology", "system: heart", "system"),
        ("system: cardiology", "system: neurology", "system"),
        ("icd10: [I30.9]", "icd10: [30.9]", "icd10"),
        ("reviewed: unreviewed", "sources: [{title: A book}]", "sources[0].read"),
        ("reviewed: unreviewed\n", "", "reviewed"),
        ("fever: some", "fever: sometimes", "findings.fever"),
        ("fever: some", "cough: some", "findings"),
        ("specific: [chest-pain]", "specific: [pain]", "specific"),
        ("risk_factors: {fever: weak}", "risk_factors: {fever: 2}", "risk_factors.fever"),
        ("risk_factors: {fever: weak}", "risk_factors: {gout: weak}", "risk_factors"),
        ("red_flags: [fever]", "red_flags: [syncope]", "red_flags"),
        ("primary: rare", "ward: rare", "prevalence.ward"),
        ("age: {young: 1.5}", "age: {elderly: 1.5}", "age.elderly"),
        ("F: 0.8", "F: -1", "sex.F"),
        ("F: 0.8", "F: less", "sex.F"),
        ("onset: [acute]", "onset: [fast]", "onset"),
        ("cost: low", "cost: cheap", "tests[0].cost"),
        (", harm: none", "", "tests[0].harm"),
        ("mimics: []", "mimics: [pericarditis]", "mimics"),
        ("synonyms: [inflammation of the pericardium]", "synonyms: [true]", "synonyms"),
        ("urgency: urgent", "urgency: urgent\ncant_miss: sometimes", "cant_miss"),
        ("overview: The sac around the heart is inflamed.", "overview: ''", "overview"),
    ],
)
def test_a_faulty_condition_is_refused_with_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert old in CONDITION
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(write(tmp_path, condition=CONDITION.replace(old, new)))
    assert (caught.value.file, caught.value.key) == ("pericarditis.yaml", key)


@pytest.mark.parametrize("text", ["id: [", "- only\n- a list\n", "", "1: 2\n"])
def test_what_is_not_a_mapping_in_yaml_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(write(tmp_path, condition=text))
    assert caught.value.key == "file"


def test_two_conditions_must_not_share_a_name(tmp_path: Path) -> None:
    write(tmp_path)
    twin = CONDITION.replace("id: pericarditis", "id: twin").replace("Acute pericarditis", "Twin")
    (tmp_path / "conditions" / "cardiology" / "twin.yaml").write_text(twin, encoding="utf-8")
    with pytest.raises(KnowledgeError, match="also belongs to pericarditis"):
        load_knowledge(tmp_path)


def test_writers_see_all_problems_at_once(tmp_path: Path) -> None:
    broken = CONDITION.replace("fever: some", "cough: some").replace("red_flags: [fever]", "red_flags: [syncope]")
    found = problems(write(tmp_path, condition=broken))
    assert [(error.file, error.key) for error in found] == [
        ("pericarditis.yaml", "findings"),
        ("pericarditis.yaml", "red_flags"),
    ]
    assert problems(write(tmp_path)) == []
