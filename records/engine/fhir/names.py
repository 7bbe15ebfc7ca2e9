"""Names of people as FHIR gives them, and as they are shown."""

from records.engine.fhir.node import Node
from records.engine.fhir.types import PersonName

# Which name to show first; whatever is not listed comes between "anonymous" and "old".
_ORDER = {"official": 0, "usual": 1, "": 2, "temp": 3, "nickname": 4, "anonymous": 5, "old": 7, "maiden": 8}


def person_name(node: Node, with_prefix: bool = False) -> PersonName:
    """One HumanName. A clinician is shown with the title, a patient without."""
    given, family = node.texts("given"), node.text("family")
    parts = [*given, family, *node.texts("suffix")]
    if with_prefix:
        parts = [*node.texts("prefix"), *parts]
    text = node.text("text") or " ".join(part for part in parts if part)
    return PersonName(text, family, tuple(given), node.text("use"))


def names_in_order(patient: Node) -> tuple[PersonName, ...]:
    names = [person_name(part) for part in patient.nodes("name")]
    shown = [name for name in names if name.text]
    return tuple(sorted(shown, key=lambda name: _ORDER.get(name.use, 6)))
