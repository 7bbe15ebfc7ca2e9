"""Which conditions a candidate's name means."""

import pytest

from tests.triage.engine.differential.small import KNOWLEDGE, REVIEW
from triage.engine.differential.candidates import NameIndex
from triage.engine.knowledge import Condition, Knowledge


def _named(id_: str, name: str, *synonyms: str) -> Condition:
    return Condition(id_, name, "general", "x", "soon", REVIEW, {}, synonyms)


CONDITIONS = (
    _named("oa", "Osteoarthritis", "OA"),
    _named("ra", "Rheumatoid arthritis"),
    _named("lyme", "Lyme disease", "Lyme arthritis"),
    _named("rhinitis", "Allergic rhinitis", "hay fever"),
    _named("asthma", "Asthma", "bronchial asthma"),
    _named("piles", "Hemorrhoids", "piles"),
    _named("lung", "Lung cancer"),
    _named("mi", "Acute myocardial infarction", "STEMI", "NSTEMI"),
)
INDEX = NameIndex(Knowledge(KNOWLEDGE.findings, {one.id: one for one in CONDITIONS}))


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("BRONCHIAL ASTHMA", {"asthma"}),
        ("hay-fever", {"rhinitis"}),
        ("Arthritis", {"oa", "ra"}),
        ("allergy", {"rhinitis"}),
        ("Dimorphic hemorrhoids", {"piles"}),
        ("Possible NSTEMI / STEMI", {"mi"}),
        ("Haemorrhoids", {"piles"}),
        ("Pulmonary neoplasm", {"lung"}),
        ("Kuru", set()),
        ("", set()),
        ("...", set()),
    ],
)
def test_a_name_leads_to_its_conditions(name: str, ids: set[str]) -> None:
    assert {CONDITIONS[row].id for row in INDEX.rows(name)} == ids
