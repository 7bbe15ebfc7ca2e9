"""`knowledge/drugs`, `knowledge/interactions` and `knowledge/immunizations.yaml`, read and checked."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from triage.engine.knowledge.drugs import (
    PREGNANCY,
    SEVERITIES,
    Drug,
    DrugBook,
    DrugClass,
    Interaction,
    KidneyRule,
    Monitoring,
    Shared,
    State,
    Vaccine,
)
from triage.engine.knowledge.reading import Fields, KnowledgeError, read_yaml

CAUTIONS = ("contraindicated", "caution")
KIDNEY = ("avoid", "reduce", "caution")
_CLASS = "class:"
_SHARED = ("avoid", "pregnancy", "allergy", "kidney", "monitor")
_HEAD = ("version", "written")


def load_drugs(folder: Path) -> DrugBook:
    """`folder` is `knowledge/`. Raises KnowledgeError for the first broken rule."""
    states = {state.id: state for state in _states(folder / "drugs" / "states.yaml")}
    classes = {one.id: one for one in _classes(folder / "drugs" / "classes.yaml", states)}
    drugs: dict[str, Drug] = {}
    taken: dict[str, str] = {}
    reviews = []
    for path in sorted((folder / "drugs").glob("*.yaml")):
        if path.name not in ("states.yaml", "classes.yaml"):
            reviews.append(_file(path, "drugs").review())
            for drug in _drugs(path, states, classes):
                _claim(path, drug, drugs, taken)
    pairs = _interactions(folder / "interactions" / "interactions.yaml", drugs, classes)
    vaccines = tuple(_vaccines(folder / "immunizations.yaml"))
    return DrugBook(drugs, classes, states, pairs, vaccines, min(reviews, key=lambda review: review.latest))


def _claim(path: Path, drug: Drug, drugs: dict[str, Drug], taken: dict[str, str]) -> None:
    for phrase in drug.phrases:
        if taken.setdefault(phrase.casefold(), drug.id) != drug.id:
            raise KnowledgeError(path.name, f"drugs[{drug.id}].names", f"{phrase!r} is also {taken[phrase.casefold()]}")
    drugs[drug.id] = drug


def _file(path: Path, key: str) -> Fields:
    fields = Fields(path.name, read_yaml(path))
    fields.only((*_HEAD, key), ("reviewed", "sources"))
    fields.review()
    return fields


def _entries(path: Path, key: str) -> Iterator[Fields]:
    fields = _file(path, key)
    for one in fields.mappings(key):
        yield Fields(path.name, one.raw, f"{key}[{one.raw.get('id', one.at)}].")


def _states(path: Path) -> Iterator[State]:
    for fields in _entries(path, "states"):
        fields.only(("id", "name", "words"), ("icd10",))
        yield State(fields.slug("id"), fields.text("name"), fields.texts("words"), fields.texts("icd10"))


def _classes(path: Path, states: dict[str, State]) -> Iterator[DrugClass]:
    for fields in _entries(path, "classes"):
        fields.only(("id", "name"), _SHARED)
        yield DrugClass(fields.slug("id"), fields.text("name"), _shared(fields, states))


def _drugs(path: Path, states: dict[str, State], classes: dict[str, DrugClass]) -> Iterator[Drug]:
    for fields in _entries(path, "drugs"):
        fields.only(("id", "names", "classes", "for"), (*_SHARED, "rxnorm"))
        if not fields.texts("classes"):
            raise fields.wrong("classes", "name at least one class")
        yield Drug(
            id=fields.text("id").casefold(),
            names=fields.texts("names"),
            classes=fields.choices("classes", classes),
            uses=fields.texts("for"),
            own=_shared(fields, states),
            rxnorm=fields.text("rxnorm", ""),
        )


def _shared(fields: Fields, states: dict[str, State]) -> Shared:
    return Shared(
        avoid=fields.classes("avoid", CAUTIONS, states if fields.raw.get("avoid") else ()),
        pregnancy=fields.choice("pregnancy", (*PREGNANCY, ""), ""),
        allergy=fields.texts("allergy"),
        kidney=tuple(sorted((_kidney(one) for one in fields.mappings("kidney")), key=lambda rule: rule.below)),
        monitor=tuple(_monitoring(one) for one in fields.mappings("monitor")),
    )


def _kidney(fields: Fields) -> KidneyRule:
    fields.only(("below", "do", "why"), ())
    return KidneyRule(_needed(fields, "below"), fields.choice("do", KIDNEY), fields.text("why"))


def _monitoring(fields: Fields) -> Monitoring:
    fields.only(("what", "months"), ("from_age",))
    return Monitoring(fields.text("what"), _needed(fields, "months"), fields.number("from_age") or 0)


def _needed(fields: Fields, key: str) -> float:
    value = fields.number(key)
    if value is None or value <= 0:
        raise fields.wrong(key, "must be a number above 0")
    return value


def _interactions(
    path: Path, drugs: dict[str, Drug], classes: dict[str, DrugClass]
) -> dict[frozenset[str], Interaction]:
    """Pairs of drugs; one that is named itself goes before one that stands for a class, then the more severe."""
    found: dict[frozenset[str], tuple[int, Interaction]] = {}
    seen: set[frozenset[str]] = set()
    for fields in _file(path, "interactions").mappings("interactions"):
        fields.only(("a", "b", "severity", "why", "action"), ())
        a, b = fields.text("a"), fields.text("b")
        if frozenset((a, b)) in seen:
            raise fields.wrong("b", f"{a} with {b} is there twice")
        seen.add(frozenset((a, b)))
        severity = fields.choice("severity", SEVERITIES)
        rank = SEVERITIES.index(severity) + 10 * (a.startswith(_CLASS) + b.startswith(_CLASS))
        for one in _members(fields, "a", drugs, classes):
            for other in _members(fields, "b", drugs, classes):
                pair = frozenset((one, other))
                if len(pair) == 2 and (pair not in found or rank < found[pair][0]):
                    told = Interaction(one, other, severity, fields.text("why"), fields.text("action"))
                    found[pair] = (rank, told)
    return {pair: told for pair, (_, told) in found.items()}


def _members(fields: Fields, key: str, drugs: dict[str, Drug], classes: dict[str, DrugClass]) -> Iterable[str]:
    side = fields.text(key)
    if side.startswith(_CLASS):
        name = side.removeprefix(_CLASS)
        if name not in classes:
            raise fields.wrong(key, f"{name!r} is no class")
        return [drug.id for drug in drugs.values() if name in drug.classes]
    if side not in drugs:
        raise fields.wrong(key, f"{side!r} is no drug")
    return [side]


def _vaccines(path: Path) -> Iterator[Vaccine]:
    for fields in _entries(path, "vaccines"):
        fields.only(("id", "name", "words", "cvx", "rule", "why"), ())
        rule = Fields(path.name, fields.raw["rule"], f"{fields.at}rule.")
        rule.only((), ("every_months", "from_age", "until_age", "ages"))
        if ("ages" in rule.raw) == ("every_months" in rule.raw):
            raise fields.wrong("rule", "give every_months, or the ages of the doses")
        yield Vaccine(
            id=fields.slug("id"),
            name=fields.text("name"),
            words=fields.texts("words"),
            cvx=fields.texts("cvx"),
            why=fields.text("why"),
            every_months=rule.number("every_months"),
            from_age=rule.number("from_age") or 0,
            until_age=rule.number("until_age"),
            ages=rule.numbers("ages"),
        )
