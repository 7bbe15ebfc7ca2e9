"""A small knowledge folder that is right in every respect, for tests that break one thing."""

from pathlib import Path

FINDINGS = """\
version: 1
written: 2026-01-02
reviewed: unreviewed
findings:
  - {id: pain, name: pain, kind: symptom, background: common}
  - id: chest-pain
    name: chest pain
    words: [pain in the chest, my chest hurts]
    kind: symptom
    parents: [pain]
    background: some
    hpo: HP:0100749
  - id: fever
    name: fever
    words: [pyrexia]
    kind: vital
    opposites: [afebrile]
    background: some
    number: {loinc: ["8310-5"], names: [temperature, temp], unit: Cel, above: 37.9}
  - {id: afebrile, name: afebrile, kind: vital, background: common}
"""

CONDITION = """\
id: pericarditis
name: Acute pericarditis
synonyms: [inflammation of the pericardium]
icd10: [I30.9]
system: cardiology
written: 2026-01-02
reviewed: unreviewed
overview: The sac around the heart is inflamed.
urgency: urgent
prevalence: {primary: rare, emergency: uncommon}
age: {young: 1.5}
sex: {F: 0.8, M: 1.2}
onset: [acute]
findings: {chest-pain: most, fever: some, afebrile: few}
specific: [chest-pain]
risk_factors: {fever: weak}
red_flags: [fever]
tests:
  - {test: ECG, shows: widespread ST elevation, cost: low, harm: none}
mimics: []
words: [My chest hurts when I lie down.]
vignette: A young man with sharp pain in the chest.
"""


def write(folder: Path, findings: str = FINDINGS, condition: str = CONDITION) -> Path:
    (folder / "findings").mkdir(parents=True, exist_ok=True)
    (folder / "conditions" / "cardiology").mkdir(parents=True, exist_ok=True)
    (folder / "findings" / "general.yaml").write_text(findings, encoding="utf-8")
    (folder / "conditions" / "cardiology" / "pericarditis.yaml").write_text(condition, encoding="utf-8")
    return folder
