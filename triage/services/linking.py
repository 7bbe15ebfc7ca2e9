"""Codes for entities, by the knowledge of this installation."""

from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings

from triage.engine.knowledge import KnowledgeError
from triage.engine.knowledge.drug_files import load_drugs
from triage.engine.linking import Link, Linker
from triage.engine.linking.catalogue import targets
from triage.engine.linking.types import CONDITION, DRUG, FINDING, LAB
from triage.engine.types import Entity
from triage.errors import CannotRun
from triage.services.knowledge import knowledge

# What the labels of the two schemas can mean. Others (ages, places, …) have no code.
KINDS: dict[str, tuple[str, ...]] = {
    "Medication": (DRUG,),
    "Chemical": (DRUG,),
    "Disease_disorder": (CONDITION, FINDING),
    "Disease": (CONDITION, FINDING),
    "History": (CONDITION, FINDING),
    "Sign_symptom": (FINDING, CONDITION),
    "Diagnostic_procedure": (LAB,),
}


def links(entities: Sequence[Entity]) -> list[Link | None]:
    """For each entity what it means, or None: no code is an answer. Raises CannotRun for broken knowledge."""
    found = linker()
    return [found.link(entity.text, KINDS[entity.label]) if entity.label in KINDS else None for entity in entities]


@lru_cache(maxsize=1)
def linker() -> Linker:
    try:
        drugs = load_drugs(settings.ANAMNESIS_KNOWLEDGE)
    except KnowledgeError as error:
        raise CannotRun(f"The drug knowledge cannot be used: {error}. Run manage.py knowledge_report.") from error
    return Linker(targets(knowledge(), drugs, settings.ANAMNESIS_KNOWLEDGE / "vocabulary"))
