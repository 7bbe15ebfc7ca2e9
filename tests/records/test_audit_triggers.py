"""The database itself refuses to change or delete an audit line; only sealing passes."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from records import audit
from records.audit import Action
from records.models import AuditEntry, Patient

refused = pytest.raises(DatabaseError, match="append-only")


@pytest.fixture
def entry(db: None) -> AuditEntry:
    return audit.write(None, Action.READ, object_type="Note")


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_line_cannot_be_deleted(entry: AuditEntry, is_sealed: bool) -> None:
    if is_sealed:
        audit.seal()
    with refused, transaction.atomic():
        entry.delete()
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_auditentry")
    assert AuditEntry.objects.count() == 1


CONTENT = [field.attname for field in AuditEntry._meta.fields if field.attname not in ("sequence", "digest")]
OTHER = {"at": "2001-01-01T00:00:00Z", "actor_id": "8f14e45f-ceea-467f-8f0a-1d9f7a1f0f11", "detail": {"x": 1}}


@pytest.mark.parametrize("name", CONTENT)
@pytest.mark.parametrize("is_sealed", [False, True])
def test_no_part_of_a_line_can_be_changed(entry: AuditEntry, name: str, is_sealed: bool) -> None:
    if is_sealed:
        audit.seal()
    an_id = OTHER["actor_id"]
    special = {"id": entry.pk + 1, "mac": b"\0" * 32, "patient_id": an_id, "uid": an_id}
    value = special.get(name, OTHER.get(name, "other"))
    with refused, transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(**{name: value})


@pytest.mark.parametrize("change", [{"sequence": None}, {"sequence": 9}, {"digest": b"\0" * 32}])
def test_a_sealed_line_cannot_be_sealed_again(entry: AuditEntry, change: dict[str, object]) -> None:
    audit.seal()
    with refused, transaction.atomic():
        AuditEntry.objects.filter(pk=entry.pk).update(**change)


def test_the_table_cannot_be_emptied_at_once(entry: AuditEntry) -> None:
    if connection.vendor != "postgresql":
        with refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM records_auditentry WHERE 1")
        return
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE records_auditentry")


@pytest.mark.django_db(transaction=True)
def test_a_line_is_sealed_when_its_transaction_commits(patient: Patient) -> None:
    with transaction.atomic():
        entry = audit.write(None, Action.READ, patient_id=patient.pk)
        assert entry.sequence is None
    entry.refresh_from_db()
    assert entry.sequence == audit.root()[0]
    assert audit.verify() is None


@pytest.mark.django_db(transaction=True)
def test_a_line_of_a_failed_transaction_leaves_no_gap() -> None:
    audit.write(None, Action.READ)
    with transaction.atomic():
        audit.write(None, Action.CHANGE)
        transaction.set_rollback(True)
    audit.write(None, Action.READ)
    assert audit.verify() is None
    assert audit.root()[0] == 2


def test_a_line_played_again_is_refused_by_the_database(entry: AuditEntry) -> None:
    again = AuditEntry(**{field.attname: getattr(entry, field.attname) for field in AuditEntry._meta.fields})
    again.pk, again.sequence, again.digest = None, None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_a_line_played_again_under_a_new_id_breaks_the_trail(entry: AuditEntry) -> None:
    again = AuditEntry(**{field.attname: getattr(entry, field.attname) for field in AuditEntry._meta.fields})
    again.pk, again.sequence, again.digest, again.uid = None, None, None, uuid.uuid4()
    again.save()
    broken = audit.verify()
    assert broken is not None
    assert broken.reason == "line edited"
