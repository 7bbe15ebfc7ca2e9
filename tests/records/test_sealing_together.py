"""The lines of one page or answer are sealed at its end, whatever that end is."""

import pytest

from records import audit
from records.audit import Action, sealed_together
from records.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)


def unsealed() -> int:
    return AuditEntry.objects.filter(sequence=None).count()


def test_lines_wait_for_the_end_and_are_whole_then() -> None:
    with sealed_together():
        for _ in range(3):
            audit.write(None, Action.READ)
        assert unsealed() == 3
    assert unsealed() == 0
    assert audit.verify() is None


def test_they_are_sealed_also_when_the_page_fails() -> None:
    with pytest.raises(ValueError, match="broken"), sealed_together():
        audit.write(None, Action.READ)
        raise ValueError("broken page")
    assert unsealed() == 0


def test_the_outermost_end_counts() -> None:
    with sealed_together():
        with sealed_together():
            audit.write(None, Action.READ)
        assert unsealed() == 1
    assert unsealed() == 0


def test_lines_of_a_process_that_died_before_are_sealed_with_the_next() -> None:
    def dies() -> None:
        with sealed_together():
            audit.write(None, Action.READ)
            audit._gathering.get().clear()  # type: ignore[union-attr]

    dies()
    assert unsealed() == 1
    audit.write(None, Action.READ)
    assert unsealed() == 0
