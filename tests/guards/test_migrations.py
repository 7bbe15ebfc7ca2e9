"""Migrations describe the models as they are, and are named for what they do."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.guards.source import PACKAGES, ROOT

APPS = [package for package in PACKAGES if package != "config"]


def unnamed(names: list[str]) -> list[str]:
    return [name for name in names if re.search(r"_(auto|initial)", name)]


@pytest.mark.django_db
def test_no_model_change_is_without_a_migration() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_migrations_are_named_for_what_they_do() -> None:
    paths: list[Path] = [path for app in APPS for path in (ROOT / app / "migrations").glob("0*.py")]
    assert paths
    assert unnamed([path.stem for path in paths]) == []


def test_a_generated_name_is_found() -> None:
    assert unnamed(["0002_auto_20260101", "0003_audit_append_only"]) == ["0002_auto_20260101"]
