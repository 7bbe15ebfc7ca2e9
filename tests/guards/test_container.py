"""The container files name what exists: queues, modes, paths, variables."""

import json
import re
import stat
from typing import Any

import yaml

from config import queues
from tests.guards.source import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker/compose.yaml").read_text(encoding="utf-8"))
OURS = {name: each for name, each in COMPOSE["services"].items() if each["image"] == "anamnesis"}
DOCKERFILE = (ROOT / "docker/Dockerfile").read_text(encoding="utf-8")


def queues_served(services: dict[str, Any]) -> list[str]:
    return sorted(each["command"][1] for each in services.values() if each["command"][0] == "worker")


def copied(dockerfile: str) -> list[str]:
    """What is copied from the checkout (and not from another stage)."""
    lines = re.findall(r"^COPY (?!--from)(.+)$", dockerfile, re.MULTILINE)
    return [path for line in lines for path in line.split()[:-1]]


def test_each_queue_has_one_worker_and_no_worker_waits_at_another() -> None:
    assert queues_served(OURS) == sorted(queues.ALL)


def test_a_queue_without_a_worker_is_found() -> None:
    assert queues_served({name: each for name, each in OURS.items() if name != "worker-heavy"}) != sorted(queues.ALL)


def test_what_is_copied_exists() -> None:
    assert {"requirements.lock", "package-lock.json", "."} <= set(copied(DOCKERFILE))
    assert [path for path in copied(DOCKERFILE) if not (ROOT / path).exists()] == []
    assert copied("COPY gone.txt ./\nCOPY --from=build /app /app") == ["gone.txt"]


def test_nothing_runs_as_root() -> None:
    last_stage = DOCKERFILE.split("\nFROM ")[-1]
    assert re.search(r"^USER anamnesis$", last_stage, re.MULTILINE)


def test_the_entry_point_knows_every_mode_and_can_be_run() -> None:
    script = ROOT / "docker/entrypoint.sh"
    modes = set(re.findall(r"^  (\w+)\)", script.read_text(encoding="utf-8"), re.MULTILINE))
    assert {each["command"][0] for each in OURS.values()} <= modes
    assert script.stat().st_mode & stat.S_IXUSR
    entry = re.search(r"^ENTRYPOINT (.+)$", DOCKERFILE, re.MULTILINE)
    assert entry is not None
    assert json.loads(entry[1]) == ["/app/docker/entrypoint.sh"]


def test_data_keys_and_database_are_volumes_of_their_own() -> None:
    volumes = [each.split(":")[0] for each in OURS["web"]["volumes"] + COMPOSE["services"]["postgres"]["volumes"]]
    assert sorted(volumes) == sorted(COMPOSE["volumes"]) == ["data", "database", "keys"]


def test_no_password_stands_in_the_file() -> None:
    text = (ROOT / "docker/compose.yaml").read_text(encoding="utf-8")
    assert not re.search(r"PASSWORD:", text)
    assert not re.search(r"^\s+DATABASE_URL:", text, re.MULTILINE)


def test_secrets_and_state_stay_out_of_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".git", "var", "docker/.env", "docker/secrets"} <= set(ignored)
