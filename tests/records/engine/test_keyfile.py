"""How the key file is made, kept and raced for."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from records.engine import keyfile
from records.engine.keyring import KeyRing, KeyRingError


def test_the_first_use_makes_a_ring_that_only_the_owner_may_read(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "keys.json"
    ring = keyfile.load_or_create(path, create=True)
    assert keyfile.load_or_create(path, create=True) == ring
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_where_keys_must_be_given_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(KeyRingError, match="ANAMNESIS_KEY_FILE"):
        keyfile.load_or_create(tmp_path / "keys.json", create=False)
    assert list(tmp_path.iterdir()) == []


def test_of_many_that_start_at_once_all_get_the_same_ring(tmp_path: Path) -> None:
    path, together = tmp_path / "keys.json", Barrier(8)

    def start(_: int) -> KeyRing:
        together.wait()
        return keyfile.load_or_create(path, create=True)

    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(start, range(8)))
    assert {ring.active for ring in rings} == {rings[0].active}
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


def test_a_broken_file_is_reported_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text("{half of", encoding="utf-8")
    with pytest.raises(KeyRingError):
        keyfile.load_or_create(path, create=True)
    assert path.read_text(encoding="utf-8") == "{half of"


def test_what_cannot_be_read_is_reported(tmp_path: Path) -> None:
    with pytest.raises(KeyRingError, match="cannot read"):
        keyfile.load_or_create(tmp_path, create=True)


def test_writing_replaces_the_ring_and_leaves_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = keyfile.load_or_create(path, create=True)
    keyfile.write(path, first.with_new_key())
    assert keyfile.load_or_create(path, create=False).keys.keys() > first.keys.keys()
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]


def test_an_exclusive_write_never_replaces_a_ring(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = keyfile.load_or_create(path, create=True)
    with pytest.raises(FileExistsError):
        keyfile.write(path, KeyRing.generate(), exclusive=True)
    assert keyfile.load_or_create(path, create=False) == first
    assert [each.name for each in tmp_path.iterdir()] == ["keys.json"]
