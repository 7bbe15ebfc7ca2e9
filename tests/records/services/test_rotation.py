"""After a rotation, is everything still readable, and nothing by the old key?"""

from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from config.accounts import MfaAdapter
from records import files, keys, storage
from records.access import Actor, Channel, actor_for
from records.engine import keyfile
from records.engine.keyring import KeyRing, KeyRingError, key_id
from records.errors import Forbidden, UserError
from records.fields import Sealed
from records.models import Note, Patient, User
from records.services import rotation
from records.services.accounts import acting_user
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("key_file", "data_folder")]


def _rotate(actor: Actor | None = None, retire: bool = False) -> rotation.Rotated:
    return rotation.rotate(actor or acting_user(None), retire=retire, tell=lambda text: None, settle=0)


@pytest.fixture
def note(key_file: Path) -> Note:
    return factories.note(text="Keeps bees.")


@pytest.fixture
def authenticator(key_file: Path) -> Authenticator:
    sealed = MfaAdapter().encrypt("TOTPSECRET")
    data = {"secret": sealed, "migrated_codes": [MfaAdapter().encrypt("12345678")], "used_mask": 3}
    return Authenticator.objects.create(user=factories.user(), type="totp", data=data)


def _everything() -> list[bytes]:
    """All tokens that lie in the database and the storage."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [bytes(value) for value in row if isinstance(value, bytes | memoryview)]
    return found + [storage.read_raw(name) for name in storage.names()]


def test_everything_reads_as_before_and_nothing_is_left_of_the_old_key(
    note: Note, authenticator: Authenticator
) -> None:
    files.write("images/one", b"pixels")
    files.write("shards/two", b"vectors")
    old = keys.ring().active
    done = _rotate()
    assert done.active != old
    assert done.files == 2
    assert Note.objects.get().text == "Keeps bees."
    assert Patient.objects.get().name == "Maja Lindqvist"
    assert files.read("images/one") == b"pixels"
    data = Authenticator.objects.get().data
    assert MfaAdapter().decrypt(data["secret"]) == "TOTPSECRET"
    assert [MfaAdapter().decrypt(code) for code in data["migrated_codes"]] == ["12345678"]
    assert data["used_mask"] == 3
    assert not [token for token in _everything() if token[:1] == b"\x01" and key_id(token) == old]
    assert key_id(bytes.fromhex(data["secret"])) == done.active


def test_the_old_key_alone_reads_nothing_any_more(note: Note) -> None:
    before = keys.ring()
    _rotate()
    place = f"records_note|{note.pk}|text"
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM records_note")
        token = bytes(cursor.fetchone()[0])
    assert keys.ring().decrypt(token, place) == b"Keeps bees."
    with pytest.raises(KeyRingError):
        before.decrypt(token, place)


def test_retiring_takes_the_old_key_out_of_the_ring(note: Note, key_file: Path) -> None:
    old = keys.ring().active
    done = _rotate(retire=True)
    assert done.retired == (old,)
    ring = KeyRing.from_json(key_file.read_text())
    assert list(ring.keys) == [done.active]
    assert Note.objects.get().text == "Keeps bees."


def test_look_ups_and_the_audit_trail_outlive_a_rotation(note: Note) -> None:
    before = keys.ring()
    _rotate(retire=True)
    assert (keys.ring().lookup_key, keys.ring().audit_key) == (before.lookup_key, before.audit_key)


def test_an_interrupted_rotation_goes_on_without_making_another_key(
    note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.write("images/one", b"pixels")

    def unplugged(ring: KeyRing) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rotation, "_rewrite_files", unplugged)
        with pytest.raises(KeyboardInterrupt):
            _rotate()
    half = keys.ring()
    assert len(half.keys) == 2
    done = _rotate(retire=True)
    assert done.active == half.active
    assert done.rows == 0, "the rows were done the first time"
    assert files.read("images/one") == b"pixels"


def test_a_row_that_changes_meanwhile_keeps_its_change(note: Note, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite = rotation._row

    def while_somebody_writes(ring: Any, model: Any, pk: Any, values: Any) -> Any:
        planned = rewrite(ring, model, pk, values)
        if model is Note and planned[1]:
            changed = Note.objects.get(pk=pk)
            changed.text = "Keeps bees and hens."
            changed.save()
        return planned

    monkeypatch.setattr(rotation, "_row", while_somebody_writes)
    _rotate(retire=True)
    assert Note.objects.get().text == "Keeps bees and hens."


def test_a_process_with_the_old_ring_takes_up_the_new_one(note: Note, key_file: Path) -> None:
    old = keys.ring()
    new = old.with_new_key()
    keyfile.write(key_file, new)
    keys._stamp.cache_clear()  # a second later
    assert keys.ring().active == new.active


def test_a_key_file_that_is_gone_for_a_moment_is_not_made_anew(note: Note, key_file: Path) -> None:
    known = keys.ring()
    key_file.unlink()
    keys._stamp.cache_clear()
    assert keys.ring() is known
    assert not key_file.exists()


def test_a_value_that_cannot_be_read_stops_the_rotation_before_anything_is_retired(note: Note) -> None:
    moved = keys.ring().encrypt(b"from another chart", "records_note|other|text")
    Note.objects.filter(pk=note.pk).update(text=Sealed(moved))
    with pytest.raises(UserError, match=str(note.pk)):
        _rotate(retire=True)
    assert len(keys.ring().keys) == 2


def test_what_a_process_that_died_left_half_written_stops_no_rotation(note: Note, data_folder: Path) -> None:
    files.write("images/one", b"pixels")
    folder = data_folder / "files/images"
    (folder / "one.new").write_bytes((folder / "one").read_bytes())
    _rotate(retire=True)
    assert files.read("images/one") == b"pixels"


def test_a_ring_from_the_environment_is_not_rotated(note: Note, settings: Any) -> None:
    settings.ANAMNESIS_KEYS = keys.ring().to_json()
    with pytest.raises(UserError, match="ANAMNESIS_KEYS"):
        _rotate()


def test_clinicians_do_not_rotate_keys(note: Note, alice: User) -> None:
    with pytest.raises(Forbidden):
        _rotate(actor_for(alice, Channel.COMMAND))
    assert len(keys.ring().keys) == 1


def test_every_model_with_an_encrypted_field_is_met() -> None:
    met = {model._meta.label for model in rotation.encrypted_models()}
    assert {"records.Patient", "records.Note", "records.BreakGlass", "records.ImportRun"} <= met
    assert {"mfa.Authenticator", "assistant.Exchange", "assistant.AnswerPiece"} <= met
