"""Who acts in the tests: alice and bob treat the patient, charlie is a stranger, and the rest of the staff.

Tests run against SQLite, or against the DATABASE_URL and REDIS_URL of the environment.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from channels.layers import channel_layers
from django.core.cache import cache
from django.db import connection, connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker, Settings

from records import access, audit_guard, keys
from records.models import CareTeam, Patient, Role, User
from tests import factories
from tests.fakes.recogniser import WordRecogniser
from triage.services import marking


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Only what asks the database can differ on another one: the rest needs no second run."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a file, not in memory, so that threads are separate connections as they are in the app;
    PostgreSQL without kept connections, which would hold the test database open."""
    database = connections.settings["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    else:
        database["CONN_MAX_AGE"] = 0


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """PostgreSQL drops no database that a forgotten thread still holds open."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session", autouse=True)
def _audit_lines_can_be_flushed() -> Iterator[None]:
    """Transactional tests empty every table afterwards, which the triggers on the audit trail refuse."""
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def without_triggers(case: TransactionTestCase) -> None:
        for alias in connections:
            audit_guard.remove(connections[alias])
        try:
            flush(case)
        finally:
            for alias in connections:
                audit_guard.install(connections[alias])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", without_triggers)
        yield


@pytest.fixture(autouse=True)
def _fresh_channel_layer() -> Iterator[None]:
    """A layer belongs to the event loop that first used it, and each test has its own loop."""
    yield
    channel_layers.backends = {}


@pytest.fixture(autouse=True)
def _fresh_cache() -> Iterator[None]:
    """Rate limits are counted there, and in Redis they outlive the process."""
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _light_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs run at once in tests, whatever signed or imported the note."""
    monkeypatch.setattr(marking, "recogniser", lambda schema: WordRecogniser())


@pytest.fixture
def key_file(tmp_path: Path, settings: Settings) -> Path:
    """A key ring of this test's own, that it may rotate or lose."""
    settings.ANAMNESIS_KEYS = ""
    settings.ANAMNESIS_KEY_FILE = tmp_path / "keys" / "keys.json"
    keys.reload()
    return Path(settings.ANAMNESIS_KEY_FILE)


@pytest.fixture
def data_folder(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of this test's own for files and indexes (the database stays where it is)."""
    folder: Path = tmp_path / "data"
    folder.mkdir()
    settings.ANAMNESIS_DATA = folder
    storage = {**settings.STORAGES["default"], "OPTIONS": {"location": folder / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    return folder


@pytest.fixture
def alice(db: None) -> User:
    """A clinician on the patient's care team."""
    return factories.user("alice")


@pytest.fixture
def bob(db: None) -> User:
    """Alice's colleague on the same team."""
    return factories.user("bob")


@pytest.fixture
def charlie(db: None) -> User:
    """A clinician on another team: a stranger to the patient."""
    return factories.user("charlie")


@pytest.fixture
def officer(db: None) -> User:
    return factories.user("officer", Role.PRIVACY_OFFICER)


@pytest.fixture
def administrator(db: None) -> User:
    return factories.user("administrator", Role.ADMINISTRATOR)


@pytest.fixture
def batch(db: None) -> User:
    """The service account that commands act as."""
    return factories.user("batch", Role.SERVICE)


@pytest.fixture
def patient_user(db: None) -> User:
    """The patient's own account."""
    return factories.user("patient", Role.PATIENT)


@pytest.fixture
def patient(alice: User, bob: User, patient_user: User) -> Patient:
    found = factories.patient(account=patient_user)
    factories.care_team(members=[alice, bob], patients=[found])
    return found


@pytest.fixture
def other_patient(charlie: User) -> Patient:
    """On charlie's team; a stranger's chart to alice and bob."""
    found = factories.patient(family_name="Okafor", given_name="Ngozi")
    factories.care_team(members=[charlie], patients=[found])
    return found


@pytest.fixture
def care_team(patient: Patient) -> CareTeam:
    """The team that treats the patient."""
    return CareTeam.objects.get(patients=patient)


@pytest.fixture
def chart(alice: User, patient: Patient) -> access.Chart:
    """The patient's chart, opened by alice on a page."""
    return access.open_chart(access.actor_for(alice, access.Channel.WEB), patient.pk)
