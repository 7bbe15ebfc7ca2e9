"""`check --deploy` refuses settings that are unsafe together, and says what to do."""

from pathlib import Path

import pytest
from django.core.checks import CheckMessage
from pytest_django import Settings

from config import checks


@pytest.fixture
def safe(settings: Settings, tmp_path: Path) -> Settings:
    settings.ANAMNESIS_KEYS = ""
    settings.ANAMNESIS_DATA = tmp_path / "data"
    settings.ANAMNESIS_KEY_FILE = tmp_path / "keys.json"
    settings.ANAMNESIS_DEFAULT_KEY_FILE = tmp_path / "home" / "keys.json"
    return settings


def ids(found: list[CheckMessage]) -> list[str | None]:
    assert all(each.hint for each in found)
    return [each.id for each in found]


def test_a_key_file_on_another_volume_is_fine(safe: Settings) -> None:
    assert checks.keys_are_kept_apart(None) == []


def test_the_default_place_of_the_keys_is_refused(safe: Settings) -> None:
    safe.ANAMNESIS_KEY_FILE = safe.ANAMNESIS_DEFAULT_KEY_FILE
    assert ids(checks.keys_are_kept_apart(None)) == ["anamnesis.E001"]


def test_keys_inside_the_data_folder_are_refused(safe: Settings) -> None:
    safe.ANAMNESIS_KEY_FILE = safe.ANAMNESIS_DATA / "deep" / ".." / "keys.json"
    assert ids(checks.keys_are_kept_apart(None)) == ["anamnesis.E002"]


def test_keys_from_a_secret_store_lie_nowhere(safe: Settings) -> None:
    safe.ANAMNESIS_KEYS, safe.ANAMNESIS_KEY_FILE = "{…}", safe.ANAMNESIS_DATA / "keys.json"
    assert checks.keys_are_kept_apart(None) == []


@pytest.mark.parametrize(
    ("database", "redis", "expected"),
    [("", "", []), ("", "redis://r", []), ("postgres://p", "redis://r", []), ("postgres://p", "", ["anamnesis.W001"])],
)
def test_postgresql_without_redis_is_warned_of(
    settings: Settings, database: str, redis: str, expected: list[str]
) -> None:
    settings.DATABASE_URL, settings.REDIS_URL = database, redis
    assert ids(checks.services_fit_together(None)) == expected
