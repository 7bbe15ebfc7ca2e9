"""The knowledge base as clinicians read it: found by name, one entry at a time. No patient is involved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.utils.translation import gettext as _

from records.access import Actor
from records.errors import NotFound
from records.models import Role
from records.services.roles import must_be
from triage.engine.knowledge import Condition
from triage.engine.knowledge.drugs import SEVERITIES, Drug, Interaction, KidneyRule, Monitoring
from triage.engine.knowledge.types import FREQUENCY, RISK, Review
from triage.engine.scores.catalogue import about
from triage.engine.scores.types import Sheet
from triage.services.alerts import rules
from triage.services.knowledge import knowledge

Entry = TypeVar("Entry")

READERS = (Role.CLINICIAN, Role.ADMINISTRATOR)
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Catalogue:
    """With a `query` what it finds; without one the conditions by system, and all drugs."""

    query: str
    conditions: tuple[Condition, ...]
    drugs: tuple[Drug, ...]
    systems: dict[str, tuple[Condition, ...]]
    condition_count: int
    drug_count: int


@dataclass(frozen=True, slots=True)
class ConditionEntry:
    condition: Condition
    findings: tuple[tuple[str, tuple[str, ...]], ...]  # frequency class, names
    specific: tuple[str, ...]
    risks: tuple[tuple[str, tuple[str, ...]], ...]
    red_flags: tuple[str, ...]
    mimics: tuple[Condition, ...]
    scores: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class DrugEntry:
    drug: Drug
    classes: tuple[str, ...]
    cautions: tuple[tuple[str, str], ...]  # state, contraindicated or caution
    kidney: tuple[KidneyRule, ...]
    pregnancy: str
    allergy: tuple[str, ...]
    monitor: tuple[Monitoring, ...]
    interactions: tuple[tuple[str, Interaction], ...]  # the other drug, worst first
    review: Review


def may_read(actor: Actor) -> None:
    """Raises NotFound."""
    must_be(actor, "knowledge", *READERS)


def catalogue(query: str) -> Catalogue:
    conditions = sorted(knowledge().conditions.values(), key=lambda one: one.name.casefold())
    drugs = sorted(rules().book.drugs.values(), key=lambda one: one.id)
    if not query:
        systems: dict[str, list[Condition]] = {}
        for one in conditions:
            systems.setdefault(one.system, []).append(one)
        grouped = {name: tuple(systems[name]) for name in sorted(systems)}
        return Catalogue("", (), tuple(drugs), grouped, len(conditions), len(drugs))
    return Catalogue(
        query=query,
        conditions=tuple(_best(query, ((one.names, one) for one in conditions))),
        drugs=tuple(_best(query, ((one.phrases, one) for one in drugs))),
        systems={},
        condition_count=len(conditions),
        drug_count=len(drugs),
    )


def condition_entry(condition_id: str) -> ConditionEntry:
    """Raises NotFound."""
    known = knowledge()
    one = known.conditions.get(condition_id)
    if one is None:
        raise NotFound(_("There is no such entry."))
    names = {id_: known.findings[id_].name for id_ in one.mentioned}
    return ConditionEntry(
        condition=one,
        findings=_grouped(one.findings, FREQUENCY, names),
        specific=tuple(names[id_] for id_ in one.specific),
        risks=_grouped(one.risk_factors, reversed(RISK), names),
        red_flags=tuple(names[id_] for id_ in one.red_flags),
        mimics=tuple(known.conditions[id_] for id_ in one.mimics if id_ in known.conditions),
        scores=tuple(about(one.id)),
    )


def drug_entry(drug_id: str) -> DrugEntry:
    """Raises NotFound."""
    book = rules().book
    drug = book.drugs.get(drug_id)
    if drug is None:
        raise NotFound(_("There is no such entry."))
    avoid = book.avoid(drug)
    worst_first = sorted(avoid, key=lambda id_: (avoid[id_] == "caution", id_))
    pairs = [told for pair, told in book.interactions.items() if drug_id in pair]
    others = [(told.b if told.a == drug_id else told.a, told) for told in pairs]
    return DrugEntry(
        drug=drug,
        classes=tuple(book.classes[name].name for name in drug.classes),
        cautions=tuple((book.states[id_].name, avoid[id_]) for id_ in worst_first),
        kidney=book.kidney(drug),
        pregnancy=book.pregnancy(drug),
        allergy=tuple(sorted(book.allergy(drug))),
        monitor=book.monitor(drug),
        interactions=tuple(sorted(others, key=lambda one: (SEVERITIES.index(one[1].severity), one[0]))),
        review=book.review,
    )


def _grouped(
    entries: Mapping[str, str], order: Iterable[str], names: Mapping[str, str]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    groups = ((name, tuple(names[id_] for id_, often in entries.items() if often == name)) for name in order)
    return tuple((name, members) for name, members in groups if members)


def _best(query: str, entries: Iterable[tuple[tuple[str, ...], Entry]]) -> list[Entry]:
    """Entries with a name that holds every word of the query; names that begin with it first."""
    wanted, words = query.casefold(), query.casefold().split()
    found = []
    for names, entry in entries:
        lowered = [name.casefold() for name in names]
        if any(all(word in name for word in words) for name in lowered):
            found.append((not any(name.startswith(wanted) for name in lowered), entry))
    return [entry for _later, entry in sorted(found, key=lambda one: one[0])][:SHOWN]
