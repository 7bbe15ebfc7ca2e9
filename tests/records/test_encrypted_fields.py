"""What an encrypted field keeps, shows and refuses."""

from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.models import F

from records import keys
from records.engine import keyfile
from records.engine.keyring import KeyRingError, key_id
from records.fields import EncryptedTextField, Sealed, place_of
from records.models import Allergy, Note, Patient
from tests import factories

pytestmark = pytest.mark.django_db
SECRET = "Zwetschgenkrampf since Tuesday 🫀 \u202bמטופל\u202c"


def stored(model: type[Note | Allergy | Patient], field: str, pk: object) -> bytes:
    """The column as the database holds it."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        key = model._meta.pk.get_db_prep_value(pk, connection)
        cursor.execute(f'SELECT "{field}" FROM {table} WHERE id = %s', [key])
        return bytes(cursor.fetchone()[0])


def test_text_comes_back_as_it_was_written() -> None:
    note = factories.note(text=SECRET)
    assert Note.objects.get(pk=note.pk).text == SECRET


def test_half_a_surrogate_pair_is_kept_as_a_question_mark_of_the_same_length() -> None:
    note = factories.note(text="a\ud800b")
    assert Note.objects.get(pk=note.pk).text == "a?b"


@pytest.mark.parametrize("value", [[], ["Hives", "Ödem"], [{"code": "x", "value": 1.5}]])
def test_structures_come_back_as_they_were_written(value: list[object]) -> None:
    allergy = factories.allergy(reactions=value)
    assert Allergy.objects.get(pk=allergy.pk).reactions == value


def test_the_column_holds_nothing_readable() -> None:
    note = factories.note(text=SECRET)
    column = stored(Note, "text", note.pk)
    assert SECRET.encode() not in column
    assert b"Zwetschgenkrampf" not in column


def test_the_same_text_is_stored_differently_each_time() -> None:
    first, second = factories.note(text=SECRET), factories.note(text=SECRET)
    assert stored(Note, "text", first.pk) != stored(Note, "text", second.pk)


def test_a_value_moved_to_another_row_cannot_be_read() -> None:
    mine, other = factories.note(text=SECRET), factories.note()
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE {Note._meta.db_table} SET "text" = (SELECT "text" FROM {Note._meta.db_table} WHERE id = %s) '
            "WHERE id = %s",
            [Note._meta.pk.get_db_prep_value(pk, connection) for pk in (mine.pk, other.pk)],
        )
    with pytest.raises(KeyRingError, match="changed or moved"):
        _ = Note.objects.get(pk=other.pk).text


def test_a_value_moved_to_another_field_of_its_row_cannot_be_read() -> None:
    note = factories.note(text=SECRET)
    Note.objects.filter(pk=note.pk).update(title=F("text"))
    with pytest.raises(KeyRingError, match="changed or moved"):
        _ = Note.objects.get(pk=note.pk).title


def test_a_changed_value_cannot_be_read() -> None:
    note = factories.note(text=SECRET)
    column = stored(Note, "text", note.pk)
    Note.objects.filter(pk=note.pk).update(text=Sealed(column[:-1] + bytes([column[-1] ^ 1])))
    with pytest.raises(KeyRingError, match="changed or moved"):
        _ = Note.objects.get(pk=note.pk).text


def test_an_error_of_the_key_ring_does_not_show_the_value() -> None:
    token = keys.ring().encrypt(SECRET.encode(), "here")
    with pytest.raises(KeyRingError) as caught:
        keys.ring().decrypt(token, "there")
    assert "Zwetschgenkrampf" not in repr(caught.value)


def test_values_show_nothing() -> None:
    note = factories.note(text=SECRET)
    assert [repr(row["text"]) for row in Note.objects.filter(pk=note.pk).values("text")] == ["<encrypted>"]
    assert repr(Note.objects.values_list("text", flat=True).get(pk=note.pk)) == "<encrypted>"


def test_update_with_plain_text_is_refused() -> None:
    note = factories.note(text=SECRET)
    with pytest.raises(TypeError, match="encrypted"), transaction.atomic():
        Note.objects.filter(pk=note.pk).update(text="plain")
    assert Note.objects.get(pk=note.pk).text == SECRET


def test_a_filter_by_plain_text_is_refused() -> None:
    with pytest.raises(TypeError, match="encrypted"):
        Note.objects.filter(text=SECRET).exists()


def test_only_what_is_read_is_decrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    note = factories.note(text=SECRET)
    read: list[str] = []
    unseal = EncryptedTextField.unseal

    def noting(field: EncryptedTextField, instance: Note, sealed: Sealed) -> object:
        read.append(field.name)
        return unseal(field, instance, sealed)

    monkeypatch.setattr(EncryptedTextField, "unseal", noting)
    found = Note.objects.get(pk=note.pk)
    assert read == []
    assert (found.text, found.text) == (SECRET, SECRET)
    assert read == ["text"]


def test_a_deferred_field_is_fetched_when_it_is_read() -> None:
    note = factories.note(text=SECRET)
    assert Note.objects.defer("text").get(pk=note.pk).text == SECRET
    assert Note.objects.only("id").get(pk=note.pk).title == note.title


def test_saving_a_row_that_was_not_read_keeps_its_values() -> None:
    note = factories.note(text=SECRET)
    Note.objects.get(pk=note.pk).save()
    assert Note.objects.get(pk=note.pk).text == SECRET


def test_several_rows_can_be_made_at_once() -> None:
    patient = factories.patient()
    Allergy.objects.bulk_create([Allergy(patient=patient, name=name) for name in ("Nuts", "Latex")])
    assert sorted(row.name for row in Allergy.objects.filter(patient=patient)) == ["Latex", "Nuts"]


def test_a_bulk_update_in_plain_is_refused() -> None:
    allergy = factories.allergy(name="Nuts")
    allergy.name = "Peanuts"
    with pytest.raises(TypeError, match="encrypted"), transaction.atomic():
        Allergy.objects.bulk_update([allergy], ["name"])


def test_an_old_key_still_reads_and_the_new_one_writes(key_file: Path) -> None:
    note = factories.note(text=SECRET)
    old = keys.ring().active
    keyfile.write(key_file, keys.ring().with_new_key())
    assert keys.reload().active != old
    found = Note.objects.get(pk=note.pk)
    assert found.text == SECRET
    assert key_id(stored(Note, "text", note.pk)) == old
    found.save()
    assert key_id(stored(Note, "text", note.pk)) == keys.ring().active


def test_without_its_key_a_value_cannot_be_read(key_file: Path) -> None:
    note = factories.note(text=SECRET)
    keyfile.write(key_file, keys.ring().with_new_key().without_old_keys())
    keys.reload()
    with pytest.raises(KeyRingError, match="not in the key ring"):
        _ = Note.objects.get(pk=note.pk).text


def test_a_place_names_table_row_and_field() -> None:
    note = factories.note()
    assert place_of(Note, note.pk, "text") == f"records_note|{note.pk}|text"


def test_rows_are_not_serialised_in_plain() -> None:
    with pytest.raises(TypeError, match="backup"):
        Note._meta.get_field("text").value_to_string(factories.note())
