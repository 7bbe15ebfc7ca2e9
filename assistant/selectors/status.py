"""How the system is doing, for its administrator: no patient data, no names."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count

from assistant.engine.retrieval import literature_files
from assistant.models import LiteratureDocument
from assistant.services import literature_index
from records import audit
from records.access import Actor
from records.models import Role
from records.services import merged_access
from records.services.roles import must_be
from triage.models import Job, JobState


@dataclass(frozen=True, slots=True)
class Model:
    """From the card that lies beside the weights."""

    folder: str
    name: str
    revision: str
    licence: str


@dataclass(frozen=True, slots=True)
class Index:
    """The literature index in use. `documents` counts what is stored, which a new build would hold."""

    documents: int
    built_at: datetime
    encoder: str
    revision: str


@dataclass(frozen=True, slots=True)
class Status:
    embedded: bool
    database: str
    embedder: str
    jobs: Mapping[str, int]  # state to number
    failures: tuple[Job, ...]
    index: Index | None
    models: tuple[Model, ...]
    audit_lines: int
    merged_waiting: int

    @property
    def waiting(self) -> int:
        return self.jobs.get(JobState.QUEUED, 0)

    @property
    def running(self) -> int:
        return self.jobs.get(JobState.RUNNING, 0)

    @property
    def failed(self) -> int:
        return self.jobs.get(JobState.FAILED, 0)


def status(actor: Actor) -> Status:
    must_be(actor, "status", Role.ADMINISTRATOR)
    audit.write(actor, audit.Action.READ, object_type="status")
    counts = Job.objects.order_by().values("state").annotate(number=Count("*"))
    return Status(
        embedded=settings.EMBEDDED,
        database="PostgreSQL" if connection.vendor == "postgresql" else "SQLite",
        embedder=settings.ANAMNESIS_EMBEDDER,
        jobs={row["state"]: row["number"] for row in counts},
        failures=tuple(Job.objects.filter(state=JobState.FAILED).order_by("-finished_at")[:10]),
        index=_index(),
        models=tuple(_models(Path(settings.ANAMNESIS_WEIGHTS))),
        audit_lines=audit.root()[0],
        merged_waiting=merged_access.count_waiting(),
    )


def _index() -> Index | None:
    root = literature_index.root()
    name = literature_files.current(root)
    about = root / name / literature_files.ABOUT if name else None
    if about is None or not about.exists():
        return None
    encoder, revision = json.loads(about.read_text(encoding="utf-8"))["encoder"]
    built = datetime.fromtimestamp(about.stat().st_mtime, UTC)
    return Index(LiteratureDocument.objects.count(), built, encoder, revision)


def _models(weights: Path) -> list[Model]:
    found = []
    for card in sorted(weights.glob("*/card.json")):
        told = json.loads(card.read_text(encoding="utf-8"))
        found.append(Model(card.parent.name, told.get("name", ""), told.get("revision", ""), told.get("licence", "")))
    return found
