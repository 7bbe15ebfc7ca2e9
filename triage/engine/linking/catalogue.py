"""What can be linked to: our drugs, conditions and findings, and the names of measurements."""

from collections.abc import Iterator
from pathlib import Path

from triage.engine.knowledge import Knowledge
from triage.engine.knowledge.drugs import DrugBook
from triage.engine.knowledge.reading import read_yaml
from triage.engine.linking.types import CONDITION, DRUG, FINDING, LAB, Target

_MEASURED = ("labs.yaml", "vitals.yaml")


def targets(knowledge: Knowledge, drugs: DrugBook, vocabulary: Path) -> Iterator[Target]:
    for drug in drugs.drugs.values():
        yield Target(DRUG, drug.id, drug.phrases, "RxNorm" if drug.rxnorm else "", drug.rxnorm)
    for condition in knowledge.conditions.values():
        code = condition.icd10[0] if condition.icd10 else ""
        yield Target(CONDITION, condition.id, condition.names, "ICD-10-CM" if code else "", code)
    for finding in knowledge.findings.values():
        yield Target(FINDING, finding.id, finding.phrases, "HPO" if finding.hpo else "", finding.hpo)
    for file in _MEASURED:
        for entry in read_yaml(vocabulary / file)["entries"]:
            codes = entry.get("loinc") or [""]
            names = (str(entry["id"]), *map(str, entry["words"]))
            yield Target(LAB, str(entry["id"]), names, "LOINC" if codes[0] else "", codes[0])
