from triage.engine.types import Entity
from triage.services import linking


def test_entities_are_linked_by_what_their_label_can_mean() -> None:
    texts = [
        ("Medication", "Lipitor"),
        ("Disease_disorder", "atrial fibrillation"),
        ("Age", "potassium"),
        ("Date", "2010"),
    ]
    found = linking.links([Entity(0, len(text), label, text, 1.0) for label, text in texts])
    assert [link and link.target.id for link in found] == ["atorvastatin", "atrial-fibrillation", None, None]
