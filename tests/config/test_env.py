"""Variables are read with their type; a bad value stops the start and names itself."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("X", "X_FILE"):
        monkeypatch.delenv(name, raising=False)


def given(patch: pytest.MonkeyPatch, value: str) -> None:
    patch.setenv("X", value)


def test_nothing_given_means_the_default() -> None:
    assert (env.text("X", "a"), env.flag("X", True), env.whole("X", 5), env.listed("X", "a,b")) == (
        "a",
        True,
        5,
        ["a", "b"],
    )
    assert env.secret("X") == ""


@pytest.mark.parametrize(("value", "meant"), [("yes", True), ("1", True), ("On", True), ("no", False), ("", False)])
def test_a_flag_is_yes_or_no(monkeypatch: pytest.MonkeyPatch, value: str, meant: bool) -> None:
    given(monkeypatch, value)
    assert env.flag("X", not meant) is meant


def test_a_bad_flag_or_number_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, "perhaps")
    with pytest.raises(ImproperlyConfigured, match="X must be yes or no"):
        env.flag("X")
    with pytest.raises(ImproperlyConfigured, match="X must be a whole number"):
        env.whole("X", 5)


def test_a_list_is_split_at_commas_and_trimmed(monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, " a.example, ,b.example ")
    assert env.listed("X") == ["a.example", "b.example"]


def test_a_secret_may_come_from_a_file_which_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    given(monkeypatch, "from the environment")
    assert env.secret("X") == "from the environment"
    (tmp_path / "secret").write_text("from a file\n", encoding="utf-8")
    monkeypatch.setenv("X_FILE", str(tmp_path / "secret"))
    assert env.secret("X") == "from a file"


def test_a_missing_secret_file_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("X_FILE", str(tmp_path / "gone"))
    with pytest.raises(ImproperlyConfigured, match="X_FILE: cannot read"):
        env.secret("X")


def test_no_address_means_sqlite_that_readers_and_a_writer_share() -> None:
    found = env.database("", Path("here.sqlite3"))
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", Path("here.sqlite3"))
    assert "journal_mode=WAL" in str(found["OPTIONS"])


def test_an_address_is_taken_apart_with_its_escapes() -> None:
    found = env.database("postgres://ana:p%40ss%2Fword@db.example:5433/clinic", Path("unused"))
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert [found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")] == [
        *("ana", "p@ss/word", "db.example", "5433", "clinic"),
    ]


def test_another_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="postgres://"):
        env.database("mysql://ana@db.example/clinic", Path("unused"))


def test_what_the_address_asks_of_the_connection_is_kept() -> None:
    found = env.database("postgres://ana@db.example/clinic?sslmode=verify-full&connect_timeout=5", Path("unused"))
    assert found["OPTIONS"] == {"sslmode": "verify-full", "connect_timeout": "5"}
