"""Does a backup bring everything back, and only where it should?"""

import gzip
import io
import json
import os
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from records import audit, files, keys, storage
from records.access import Actor, Channel, actor_for
from records.engine import keyfile
from records.engine.keyring import KeyRing
from records.errors import BadFile, Forbidden, UserError
from records.models import AuditEntry, Note, Patient, User
from records.services.accounts import acting_user
from records.services.backups import archive
from records.services.backups.make import make_backup
from records.services.backups.restore import Restored, is_empty, restore
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("key_file", "data_folder", "heads"),
]


@pytest.fixture
def heads(tmp_path: Path, settings: Any) -> Path:
    settings.ANAMNESIS_AUDIT_HEADS = tmp_path / "heads"
    return tmp_path / "heads"


@pytest.fixture
def clinic(key_file: Path, data_folder: Path, heads: Path) -> Note:
    """A chart, an image and an index beside the database."""
    files.write("images/one", b"pixels")
    (data_folder / "literature").mkdir()
    (data_folder / "literature" / "index").write_bytes(b"vectors")
    factories.user("amara")
    note = factories.note(text="Keeps bees.")
    audit.write(None, audit.Action.SIGN_IN)
    return note


def _backup(folder: Path, name: str = "clinic.backup") -> Path:
    make_backup(acting_user(None), folder / name)
    return folder / name


def _restore(path: Path, replace: bool = True, who: Callable[[], Actor] = lambda: acting_user(None)) -> Restored:
    return restore(who, path, replace=replace)


def _emptied() -> None:
    """A new clinic, as after `migrate`, that has kept nothing."""
    for name in list(storage.names()):
        storage.delete(name)
    Note.objects.all().delete()
    Patient.objects.all().delete()
    User.objects.exclude(username="batch").delete()


def test_what_was_there_is_there_again(clinic: Note, tmp_path: Path, data_folder: Path) -> None:
    path = _backup(tmp_path)
    _emptied()
    (data_folder / "literature" / "index").unlink()
    files.write("images/later", b"not in the backup")
    _restore(path, replace=False)
    assert Note.objects.get().text == "Keeps bees."
    assert Patient.objects.get().name == "Maja Lindqvist"
    assert User.objects.get(username="amara").check_password(factories.PASSWORD)
    assert files.read("images/one") == b"pixels"
    assert list(storage.names()) == ["images/one"]
    assert (data_folder / "literature" / "index").read_bytes() == b"vectors"


def test_what_came_after_the_backup_is_gone_after_a_replacing_restore(clinic: Note, tmp_path: Path) -> None:
    path = _backup(tmp_path)
    factories.note(text="Written later.")
    _restore(path)
    assert [note.text for note in Note.objects.all()] == ["Keeps bees."]


def test_neither_keys_nor_readable_text_are_in_the_file(clinic: Note, tmp_path: Path, key_file: Path) -> None:
    data = _backup(tmp_path).read_bytes()
    for secret in json.loads(key_file.read_text())["keys"].values():
        assert secret.encode() not in data
    for text in (b"Keeps bees.", b"Lindqvist", b"pixels"):
        assert text not in data
    assert os.stat(tmp_path / "clinic.backup").st_mode & 0o077 == 0


def test_a_clinic_is_not_replaced_by_accident(clinic: Note, tmp_path: Path) -> None:
    path = _backup(tmp_path)
    factories.note(text="Written later.")
    with pytest.raises(UserError, match="--replace"):
        _restore(path, replace=False)
    assert Note.objects.count() == 2


def test_an_empty_clinic_is_one_without_patients_and_users(clinic: Note) -> None:
    assert not is_empty()
    _emptied()
    assert is_empty()
    factories.user("somebody")
    assert not is_empty()


def test_without_its_keys_nothing_is_restored_and_the_missing_ones_are_named(
    clinic: Note, tmp_path: Path, key_file: Path
) -> None:
    path = _backup(tmp_path)
    needed = keys.ring().active
    keyfile.write(key_file, KeyRing.generate())
    keys.reload()
    with pytest.raises(UserError, match=needed):
        _restore(path)


def test_a_rotated_ring_restores_an_older_backup_only_while_it_has_the_old_key(
    clinic: Note, tmp_path: Path, key_file: Path
) -> None:
    path = _backup(tmp_path)
    rotated = keys.ring().with_new_key()
    keyfile.write(key_file, rotated)
    keys.reload()
    _restore(path)
    keyfile.write(key_file, rotated.without_old_keys())
    keys.reload()
    with pytest.raises(UserError, match="escrow"):
        _restore(path)


def _rewritten(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The same tar with parts changed or, where `change` gives nothing, left out."""
    target = path.with_suffix(".changed")
    with tarfile.open(path) as source, tarfile.open(target, "w") as out:
        for info in source:
            stream = source.extractfile(info)
            data = change(info.name, stream.read() if stream else b"")
            if data is not None:
                info.size = len(data)
                out.addfile(info, io.BytesIO(data))
    return target


@pytest.mark.parametrize(
    "change",
    [
        lambda name, data: data[:-1] + bytes([data[-1] ^ 1]) if name == "files/images/one" else data,
        lambda name, data: None if name == "files/images/one" else data,
        lambda name, data: None if name == archive.MANIFEST else data,
        lambda name, data: data.replace(b"made_at", b"made_on") if name == archive.MANIFEST else data,
    ],
    ids=["a changed part", "a missing part", "no manifest", "a changed manifest"],
)
def test_a_damaged_backup_is_refused_and_nothing_changes(
    clinic: Note, tmp_path: Path, change: Callable[[str, bytes], bytes | None]
) -> None:
    path = _rewritten(_backup(tmp_path), change)
    with pytest.raises(BadFile):
        _restore(path)
    assert files.read("images/one") == b"pixels"
    assert Note.objects.count() == 1


@pytest.mark.parametrize("size", [0, 10, 3000, 20_000])
def test_a_cut_backup_is_refused(clinic: Note, tmp_path: Path, size: int) -> None:
    path = _backup(tmp_path)
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(BadFile):
        _restore(path)


def _with_manifest(path: Path, **changes: Any) -> Path:
    """A sound backup that says something else."""

    def change(name: str, data: bytes) -> bytes:
        if name != archive.MANIFEST:
            return data
        body = json.dumps({**json.loads(json.loads(data)["manifest"]), **changes})
        return json.dumps({"manifest": body, "mac": archive._mac(keys.ring(), body)}).encode()

    return _rewritten(path, change)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"migrations": [["records", "9999_from_the_future"]]}, "newer version"),
        ({"format": 99}, "another version"),
        ({"database": "oracle"}, "oracle"),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(
    clinic: Note, tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    path = _with_manifest(_backup(tmp_path), **changes)
    with pytest.raises(UserError, match=said):
        _restore(path)
    assert Note.objects.count() == 1


def test_names_that_lead_out_of_the_folder_are_refused(clinic: Note, tmp_path: Path, data_folder: Path) -> None:
    with archive.Writer(tmp_path / "evil", keys.ring()) as writer:
        writer.add_bytes("state/../escaped", b"x")
        told = archive.Reader(_backup(tmp_path)).manifest
        writer.close({name: value for name, value in told.items() if name != "members"})
    with pytest.raises(BadFile, match="unusable name"):
        _restore(tmp_path / "evil")
    assert not (data_folder.parent / "escaped").exists()


def test_the_trail_stays_whole_and_says_that_it_went_back(clinic: Note, tmp_path: Path, heads: Path) -> None:
    path = _backup(tmp_path)
    at_backup = archive.Reader(path).manifest["trail"]["count"]
    for _ in range(5):
        audit.write(None, audit.Action.SIGN_IN)
    before, digest = audit.root()
    done = _restore(path)
    assert audit.verify() is None
    assert (done.trail_count, done.head_count) == (at_backup, before)
    assert done.head_set_aside
    assert json.loads(done.head_set_aside.read_text()) == {"count": before, "digest": digest}
    line = AuditEntry.objects.filter(action="backup").latest("id")
    assert line.detail == {"step": "restored", "trail_count": at_backup, "head_count": before}


def test_a_root_noted_after_the_backup_still_shows_that_lines_are_gone(clinic: Note, tmp_path: Path) -> None:
    path = _backup(tmp_path)
    for _ in range(9):
        audit.write(None, audit.Action.SIGN_IN)
    noted = audit.root()
    _restore(path)
    assert audit.verify() is None
    assert audit.verify(against=noted) is not None


def test_the_restored_trail_is_guarded_again(clinic: Note, tmp_path: Path) -> None:
    _restore(_backup(tmp_path))
    with pytest.raises(Exception, match="append-only"):
        AuditEntry.objects.all().delete()


def test_who_was_signed_in_then_is_not_signed_in_now(clinic: Note, tmp_path: Path) -> None:
    Session.objects.create(session_key="s", session_data="d", expire_date=timezone.now())
    _restore(_backup(tmp_path))
    assert not Session.objects.exists()


def test_rows_can_be_added_after_a_restore(clinic: Note, tmp_path: Path) -> None:
    _restore(_backup(tmp_path))
    assert audit.write(None, audit.Action.SIGN_IN).pk


def test_an_existing_file_is_not_overwritten(clinic: Note, tmp_path: Path) -> None:
    path = _backup(tmp_path)
    with pytest.raises(UserError, match="already"):
        _backup(tmp_path)
    assert path.exists()


def test_a_backup_that_fails_leaves_no_half_file(clinic: Note, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: archive.Writer, manifest: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.Writer, "close", full)
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(UserError, match="No space"):
        _backup(folder)
    assert list(folder.iterdir()) == []


def test_a_backup_into_the_data_folder_does_not_hold_itself(clinic: Note, data_folder: Path) -> None:
    _backup(data_folder, "one.backup")
    members = archive.Reader(data_folder / "one.backup").members
    assert not [name for name in members if "backup" in name]


def test_clinicians_neither_back_up_nor_restore(clinic: Note, tmp_path: Path, alice: User) -> None:
    with pytest.raises(Forbidden):
        make_backup(actor_for(alice, Channel.COMMAND), tmp_path / "x")
    path = _backup(tmp_path)
    with pytest.raises(Forbidden):
        _restore(path, who=lambda: actor_for(alice, Channel.COMMAND))


def test_a_packed_backup_is_refused_unread(clinic: Note, tmp_path: Path) -> None:
    """Ours are not packed; a few packed kilobytes could fill the memory."""
    packed = tmp_path / "packed.tar.gz"
    packed.write_bytes(gzip.compress(_backup(tmp_path).read_bytes()))
    with pytest.raises(BadFile, match="not a backup"):
        _restore(packed)


def test_what_is_written_during_the_backup_is_in_it_whole_or_not_at_all(clinic: Note, tmp_path: Path) -> None:
    done = threading.Event()

    def keep_writing() -> None:
        while not done.is_set():
            with transaction.atomic():
                factories.note(factories.patient())
        connection.close()

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        path = _backup(tmp_path)
    finally:
        done.set()
        writer.join(30)
    _restore(path)
    assert Note.objects.count() == Patient.objects.count()
    assert audit.verify() is None
