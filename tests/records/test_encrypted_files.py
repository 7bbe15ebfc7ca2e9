"""Files are stored encrypted, under their name only."""

from pathlib import Path

import pytest
from pytest_django import Settings

from records import files
from records.engine.keyring import KeyRingError

DATA = b"\x89PNG Zwetschgenkrampf " * 100


def on_disk(folder: Path) -> dict[str, bytes]:
    root = folder / "files"
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_file_comes_back_as_it_was_written(data_folder: Path) -> None:
    files.write("images/one", DATA)
    assert files.exists("images/one")
    assert files.read("images/one") == DATA


def test_nothing_readable_lies_on_the_disk(data_folder: Path) -> None:
    files.write("images/one", DATA)
    assert list(on_disk(data_folder)) == ["images/one"]
    assert b"Zwetschgenkrampf" not in on_disk(data_folder)["images/one"]


def test_a_file_moved_to_another_name_cannot_be_read(data_folder: Path) -> None:
    files.write("shards/mine", DATA)
    (data_folder / "files/shards/mine").rename(data_folder / "files/shards/other")
    with pytest.raises(KeyRingError, match="changed or moved"):
        files.read("shards/other")


def test_a_changed_or_cut_file_cannot_be_read(data_folder: Path) -> None:
    files.write("images/one", DATA)
    path = data_folder / "files/images/one"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(KeyRingError):
        files.read("images/one")


def test_writing_again_replaces_and_leaves_no_draft(data_folder: Path) -> None:
    files.write("images/one", b"first")
    files.write("images/one", b"second")
    assert files.read("images/one") == b"second"
    assert list(on_disk(data_folder)) == ["images/one"]


def test_a_deleted_file_is_gone(data_folder: Path) -> None:
    files.write("images/one", DATA)
    files.delete("images/one")
    assert not files.exists("images/one")
    with pytest.raises(FileNotFoundError):
        files.read("images/one")


def test_a_storage_without_folders_works_as_well(settings: Settings, data_folder: Path) -> None:
    bucket = {"BACKEND": "tests.fakes.bucket.Bucket"}
    settings.STORAGES = {**settings.STORAGES, "default": bucket}
    files.write("images/one", b"first")
    files.write("images/one", DATA)
    assert files.read("images/one") == DATA
    assert not files.exists("images/one.new")
    assert on_disk(data_folder) == {}
