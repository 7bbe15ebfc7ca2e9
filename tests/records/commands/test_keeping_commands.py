"""Do the commands that keep a clinic safe say and do what an operator needs?"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from records import audit, audit_guard, keys
from records.models import AuditEntry, Note
from tests import factories
from tests.records.commands.running import run

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("key_file", "data_folder", "heads")]


@pytest.fixture
def heads(tmp_path: Path, settings: Any) -> None:
    settings.ANAMNESIS_AUDIT_HEADS = tmp_path / "heads"


@pytest.fixture
def lines(heads: None) -> None:
    for _ in range(4):
        audit.write(None, audit.Action.SIGN_IN)


def _root() -> str:
    return run("check_audit").out.splitlines()[-1]


def test_a_whole_trail_is_said_to_be_with_its_root(lines: None) -> None:
    ran = run("check_audit")
    assert ran.status == 0
    count, digest = audit.root()
    assert ran.out == f"Whole: 4 entries.\n{count}:{digest}\n"


def test_a_tampered_trail_is_status_1_and_names_the_entry(lines: None) -> None:
    audit_guard.remove(connection)
    AuditEntry.objects.filter(sequence=2).update(action="export")
    audit_guard.install(connection)
    ran = run("check_audit")
    assert (ran.status, ran.out) == (1, "Broken at entry 2: line edited.\n")


def test_a_root_may_be_given_as_text_or_file(lines: None, tmp_path: Path) -> None:
    root = _root()
    (tmp_path / "root.txt").write_text(root + "\n")
    count, digest = root.split(":")
    (tmp_path / "head.json").write_text(json.dumps({"count": int(count), "digest": digest}))
    audit.write(None, audit.Action.SIGN_IN)
    for given in (root, tmp_path / "root.txt", tmp_path / "head.json", audit.head_file()):
        assert run("check_audit", "--against", given).status == 0
    forged = f"{count}:{'ab' * 32}"
    assert run("check_audit", "--against", forged).status == 1
    assert run("check_audit", "--against", f"99:{digest}").out == "Broken at entry 6: tail cut: 94 lines are missing.\n"


@pytest.mark.parametrize("root", ["", "nonsense", "3", "3:xyz", "0:" + "ab" * 32, "x:" + "ab" * 32, "{}"])
def test_an_unusable_root_is_status_2(lines: None, root: str) -> None:
    assert run("check_audit", f"--against={root or ':'}").status == 2


def test_a_backup_and_a_restore_by_command(tmp_path: Path) -> None:
    factories.note(text="Keeps bees.")
    made = run("backup", tmp_path / "b")
    assert made.status == 0
    assert keys.ring().active in made.out
    Note.objects.all().delete()
    assert run("restore", tmp_path / "b").status == 2
    ran = run("restore", tmp_path / "b", "--replace")
    assert ran.status == 0
    assert "The audit trail went back from entry" in ran.out
    assert Note.objects.get().text == "Keeps bees."
    assert run("check_audit").status == 0


def test_a_restore_of_nothing_or_of_something_else_is_status_2(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("not a backup")
    assert run("restore", tmp_path / "x", "--replace").status == 2
    assert run("restore", tmp_path / "none").status == 2


def test_keys_are_rotated_by_command(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    factories.note(text="Keeps bees.")
    old = keys.ring().active
    ran = run("rotate_keys", "--retire")
    assert ran.status == 0
    assert f"Retired: {old}." in ran.out
    assert Note.objects.get().text == "Keeps bees."


def test_making_keys_never_touches_a_ring_that_is_there(key_file: Path) -> None:
    key_file.unlink()
    assert run("make_keys").status == 0
    made = key_file.read_text()
    ran = run("make_keys")
    assert key_file.read_text() == made
    assert json.loads(made)["active"] in ran.out
    assert not any(secret in ran.out for secret in json.loads(made)["keys"].values())


def test_no_file_is_made_beside_keys_from_the_environment(key_file: Path, settings: Any) -> None:
    settings.ANAMNESIS_KEYS = keys.ring().to_json()
    assert run("make_keys").status == 2
