"""The audit trail shows when a line was edited, removed, moved or cut off, and when all of it was rewritten."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from records import access, audit, audit_guard
from records.access import Actor, Channel
from records.audit import Action
from records.models import AuditEntry, AuditHead, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(alice: User) -> Actor:
    return access.actor_for(alice, Channel.WEB)


@pytest.fixture
def sealed(actor: Actor) -> list[AuditEntry]:
    """Five lines, chained; and the database no longer watches over them."""
    for number in range(5):
        audit.write(actor, Action.READ, object_type="Note", object_id=number, detail={"count": number})
    assert audit.verify() is None
    audit_guard.remove(connection)
    return list(AuditEntry.objects.order_by("sequence"))


def reason() -> str:
    broken = audit.verify()
    return f"{broken.sequence}: {broken.reason}" if broken else "whole"


def test_a_trail_that_nobody_touched_is_whole(sealed: list[AuditEntry]) -> None:
    assert reason() == "whole"
    assert [entry.sequence for entry in sealed] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": "refused"},
        {"actor_id": None},
        {"object_id": "7"},
        {"detail": {"count": 99}},
        {"at": F("at") + timedelta(seconds=1)},
        {"purpose": "emergency"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_edited_line_shows(sealed: list[AuditEntry], change: dict[str, object]) -> None:
    AuditEntry.objects.filter(sequence=3).update(**change)
    assert reason() == "3: line edited"


def test_a_removed_line_shows(sealed: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(sequence=2).delete()
    assert reason() == "2: line missing"


def test_a_removed_line_shows_when_the_others_close_the_gap(sealed: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(sequence=2).delete()
    for number in (3, 4, 5):
        AuditEntry.objects.filter(sequence=number).update(sequence=number - 1)
    AuditHead.objects.update(count=4)
    assert reason().startswith("2: chain broken")


def test_two_lines_that_changed_places_show(sealed: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(pk=sealed[1].pk).update(sequence=99)
    AuditEntry.objects.filter(pk=sealed[2].pk).update(sequence=2)
    AuditEntry.objects.filter(pk=sealed[1].pk).update(sequence=3)
    assert reason().startswith("2: chain broken")


def test_a_line_slipped_in_shows(sealed: list[AuditEntry]) -> None:
    forged = AuditEntry(action="read", outcome="ok", mac=b"\0" * 32)
    forged.save()
    assert reason() == "6: line edited"


def test_a_cut_tail_shows(sealed: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(sequence__gt=3).delete()
    assert reason() == "4: tail cut: 2 lines are missing"


def test_a_cut_tail_shows_when_the_head_was_set_back_with_it(sealed: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(sequence__gt=3).delete()
    AuditHead.objects.update(count=3, digest=bytes(sealed[2].digest or b""))
    assert reason() == "4: tail cut: 2 lines are missing"


def test_a_cut_tail_shows_under_another_trail_id_which_has_no_head_outside(sealed: list[AuditEntry]) -> None:
    AuditEntry.objects.filter(sequence__gt=3).delete()
    AuditHead.objects.update(count=3, digest=bytes(sealed[2].digest or b""), trail=uuid.uuid4())
    assert reason().startswith("1: chain broken")


def test_a_trail_replaced_by_an_empty_one_leaves_its_head_behind(sealed: list[AuditEntry]) -> None:
    before = audit.other_heads()
    AuditEntry.objects.all().delete()
    AuditHead.objects.all().delete()
    assert reason() == "whole", "nothing in the database tells it from a new clinic"
    assert audit.other_heads() == before + 1


def test_an_emptied_trail_shows(sealed: list[AuditEntry]) -> None:
    AuditEntry.objects.all().delete()
    AuditHead.objects.update(count=0, digest=b"")
    assert reason() == "1: tail cut: 5 lines are missing"


@pytest.mark.parametrize("lines", [5, 8])
def test_a_rewritten_trail_shows_even_when_it_outgrows_the_old_one(
    sealed: list[AuditEntry], actor: Actor, lines: int
) -> None:
    AuditEntry.objects.all().delete()
    AuditHead.objects.update(count=0, digest=b"")
    for number in range(lines):
        audit.write(actor, Action.READ, object_type="Note", object_id=number)
        audit.seal()
    assert reason().startswith("5: differs from the root kept outside the database")


def test_a_rewritten_trail_shows_against_a_root_noted_earlier(sealed: list[AuditEntry], actor: Actor) -> None:
    noted = audit.root()
    AuditEntry.objects.all().delete()
    AuditHead.objects.update(count=0, digest=b"")
    audit.head_file().unlink()
    for number in range(6):
        audit.write(actor, Action.READ, object_type="Note", object_id=number)
    assert audit.verify() is None, "without a root nothing tells the new trail from the old"
    broken = audit.verify(against=noted)
    assert broken is not None
    assert broken.sequence == 5


def test_a_head_that_was_changed_alone_shows(sealed: list[AuditEntry]) -> None:
    AuditHead.objects.update(digest=b"\1" * 32)
    assert reason() == "5: the stored head does not match the trail"


def test_the_head_is_kept_outside_the_database(sealed: list[AuditEntry]) -> None:
    count, digest = audit.root()
    assert json.loads(audit.head_file().read_text(encoding="utf-8")) == {"count": count, "digest": digest}
    assert count == 5


def test_lines_that_are_not_sealed_yet_are_guarded_by_their_own_code(actor: Actor) -> None:
    entry = audit.write(actor, Action.READ)
    AuditEntry.objects.filter(pk=entry.pk, sequence=None).update(mac=bytes(entry.mac))
    audit_guard.remove(connection)
    AuditEntry.objects.filter(pk=entry.pk).update(action="sign")
    assert reason() == "1: line edited"


def test_sealing_again_adds_nothing(sealed: list[AuditEntry]) -> None:
    assert audit.seal() == 0
    assert audit.root()[0] == 5


def test_many_lines_are_sealed_in_the_order_they_were_written(actor: Actor) -> None:
    written = [audit.write(actor, Action.READ, object_id=number).pk for number in range(30)]
    assert audit.seal() == 30
    assert list(AuditEntry.objects.order_by("sequence").values_list("pk", flat=True)) == written


def test_a_line_about_nobody_is_possible_for_a_failed_sign_in() -> None:
    entry = audit.write(None, Action.SIGN_IN, outcome=audit.Outcome.FAILED)
    assert (entry.actor_id, entry.role) == (None, "")
    assert audit.verify() is None
