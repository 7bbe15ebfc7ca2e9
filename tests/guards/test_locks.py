"""The lock files hold exact versions of everything that pyproject.toml names, and the application needs no torch."""

import re
import tomllib
from importlib import metadata

import pytest

from tests.guards.source import ROOT

LOCKS = {
    "runtime": "requirements.lock",
    "dev": "requirements-dev.lock",
    "models": "requirements-models.lock",
    "bench": "requirements-bench.lock",
}
ONLY_FOR_TRAINING = {"torch", "transformers", "sentence-transformers", "onnx", "triton"}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(text: str) -> dict[str, str]:
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {normal(name): version for name, _, version in (line.partition("==") for line in lines)}


def read(lock: str) -> dict[str, str]:
    return locked((ROOT / LOCKS[lock]).read_text(encoding="utf-8"))


def wanted() -> dict[str, list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"runtime": project["dependencies"], **project["optional-dependencies"]}


def missing(requirements: list[str], lock: dict[str, str]) -> list[str]:
    names = (re.match(r"[\w.-]+", each) for each in requirements)
    return [found[0] for found in names if found and normal(found[0]) not in lock]


def test_every_set_of_dependencies_has_a_lock() -> None:
    assert set(wanted()) == set(LOCKS)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_is_locked(lock: str) -> None:
    assert missing(wanted()[lock], read("runtime") | read(lock)) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_names_and_exact_versions_only(lock: str) -> None:
    text = (ROOT / LOCKS[lock]).read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if not re.fullmatch(r"#.*|[\w.-]+==[\w.]+", line)] == []


def test_no_version_differs_between_locks() -> None:
    runtime = read("runtime")
    assert [name for lock in LOCKS if lock != "runtime" for name in read(lock) if name in runtime] == []


def test_the_application_runs_without_torch() -> None:
    assert ONLY_FOR_TRAINING & set(read("runtime")) == set()
    assert ONLY_FOR_TRAINING & set(read("dev")) == set()


def test_what_is_installed_here_is_what_is_locked() -> None:
    """Otherwise `make install` was not run after the lock changed, and the tests test something else."""
    installed = {normal(each.name): each.version for each in metadata.distributions()}
    expected = read("runtime") | read("dev")
    assert {name: installed.get(name) for name in expected if installed.get(name) != expected[name]} == {}


def test_an_unlocked_dependency_is_found() -> None:
    assert missing(["celery[redis]>=5", "fhir.resources"], locked("# made\ncelery==5.7.0\n")) == ["fhir.resources"]
