"""Alerts about what is taken: with each other, with allergies, problems, pregnancy, and twice."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from triage.engine.alerts.allergies import hits
from triage.engine.alerts.medicines import DrugNames, Taken
from triage.engine.alerts.types import Alert, ChartRows, Kind, RowRef, Severity
from triage.engine.knowledge.drugs import DrugBook

_OF_PAIR = {
    "contraindicated": Severity.CRITICAL,
    "major": Severity.WARNING,
    "moderate": Severity.NOTE,
}
_OF_STATE = {"contraindicated": Severity.WARNING, "caution": Severity.NOTE}
# Two of one class are no mistake where they are meant to be combined, or where the class is a bag of unlike things.
_MAY_BE_TWO = frozenset(
    "other insulin antiepileptic topical vitamin electrolyte laxative antineoplastic antimalarial antiviral hiv-nrti "
    "hiv-protease biologic saba laba inhaled-corticosteroid antimuscarinic-inhaler anesthetic antiplatelet "
    "potassium-sparing enzyme-inducing-antiepileptic beta-blocker antipsychotic".split()
)


def interactions(drugs: Sequence[Taken], book: DrugBook) -> Iterator[Alert]:
    seen: set[frozenset[str]] = set()
    for one, other in combinations(drugs, 2):
        pair = frozenset((one.drug.id, other.drug.id))
        told = book.interactions.get(pair)
        if told is None or pair in seen:
            continue
        seen.add(pair)
        yield Alert(
            kind=Kind.INTERACTION,
            severity=_OF_PAIR[told.severity],
            key=_key(Kind.INTERACTION, *sorted(pair)),
            title=f"{one.drug.id} with {other.drug.id}: {told.severity}",
            why=_sentence(told.why),
            action=told.action,
            rows=_distinct(one.ref, other.ref),
            knowledge=_entry(book, f"interaction of {told.a} and {told.b}"),
            drug=one.drug.id,
        )


def allergies(drugs: Sequence[Taken], chart: ChartRows, book: DrugBook, names: DrugNames) -> Iterator[Alert]:
    for one in drugs:
        for hit in hits(one.drug, chart.allergies, book, names):
            yield Alert(
                kind=Kind.ALLERGY,
                severity=Severity.CRITICAL if hit.direct else Severity.NOTE,
                key=_key(Kind.ALLERGY, one.drug.id, hit.row.ref),
                title=f"{one.drug.id} is ordered, and an allergy to {hit.row.name} is recorded",
                why=hit.why,
                action="Check what happened then; stop or change the order unless the allergy was disproved.",
                rows=(one.ref, RowRef("allergy", hit.row.ref, hit.row.display)),
                knowledge=_entry(book, f"drug {one.drug.id}"),
                drug=one.drug.id,
            )


def conditions(drugs: Sequence[Taken], states: Mapping[str, RowRef], book: DrugBook) -> Iterator[Alert]:
    for one in _once(drugs):
        for state, how in book.avoid(one.drug).items():
            if state in states:
                name = book.states[state].name
                yield Alert(
                    kind=Kind.CONDITION,
                    severity=_OF_STATE[how],
                    key=_key(Kind.CONDITION, one.drug.id, state),
                    title=f"{one.drug.id} with {name}: {how}",
                    why=f"{one.drug.id.capitalize()} can do harm in {name}.",
                    action="Look for another drug." if how == "contraindicated" else "Weigh it and watch.",
                    rows=(one.ref, states[state]),
                    knowledge=_entry(book, f"drug {one.drug.id}"),
                    drug=one.drug.id,
                )


def pregnancy(drugs: Sequence[Taken], states: Mapping[str, RowRef], book: DrugBook) -> Iterator[Alert]:
    if "pregnancy" not in states:
        return
    for one in _once(drugs):
        how = book.pregnancy(one.drug)
        if how in ("avoid", "contraindicated"):
            yield Alert(
                kind=Kind.PREGNANCY,
                severity=Severity.CRITICAL if how == "contraindicated" else Severity.WARNING,
                key=_key(Kind.PREGNANCY, one.drug.id),
                title=f"{one.drug.id} in pregnancy: {how}",
                why=f"{one.drug.id.capitalize()} can harm the unborn child.",
                action="Stop or change it together with the obstetric team.",
                rows=(one.ref, states["pregnancy"]),
                knowledge=_entry(book, f"drug {one.drug.id}"),
                drug=one.drug.id,
            )


def duplicates(drugs: Sequence[Taken], book: DrugBook) -> Iterator[Alert]:
    """The same ingredient in two orders, or two of a class that is not meant to be combined."""
    seen: set[str] = set()
    for one, other in combinations(drugs, 2):
        if one.row.ref == other.row.ref:
            continue
        same = one.drug.id == other.drug.id
        shared = [name for name in one.drug.classes if name in other.drug.classes and name not in _MAY_BE_TWO]
        what = one.drug.id if same else book.classes[shared[0]].name if shared else ""
        if not what or what in seen:
            continue
        seen.add(what)
        yield Alert(
            kind=Kind.DUPLICATE,
            severity=Severity.NOTE if same else Severity.WARNING,
            key=_key(Kind.DUPLICATE, *sorted({one.drug.id, other.drug.id})),
            title=f"{what} twice" if same else f"two {what}: {one.drug.id} and {other.drug.id}",
            why="Two active orders do the same thing.",
            action="Keep one, or say in the order why both are needed.",
            rows=_distinct(one.ref, other.ref),
            knowledge=_entry(book, f"drug {one.drug.id}"),
            drug=one.drug.id,
        )


def _once(drugs: Sequence[Taken]) -> list[Taken]:
    return list({one.drug.id: one for one in reversed(drugs)}.values())[::-1]


def _distinct(*rows: RowRef) -> tuple[RowRef, ...]:
    return tuple(dict.fromkeys(rows))


def _key(kind: Kind, *parts: str) -> str:
    return ":".join((kind.value, *parts))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _entry(book: DrugBook, name: str) -> str:
    return f"{name}, {'unreviewed' if book.review.reviewed is None else f'reviewed {book.review.reviewed}'}"
