"""First words and whole answers over real sockets at 1, 20 and 100 open chats that ask at the same moment.

Without REDIS_URL the worker is inside the server; with it, a Celery worker with two processes runs beside.

python -m bench.chat
"""

import asyncio
import json
import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.client import connect

from bench import clinic, report

CHATS = (1, 20, 100)
ROUNDS = {1: 15, 20: 3, 100: 2}
QUESTIONS = {
    "look-up": ("latest potassium?", "current medications", "any allergies?", "last blood pressure"),
    "note": (
        "why was the dose changed?",
        "what did the last note say about sleep?",
        "what was the plan for follow-up?",
    ),
}


@dataclass
class Chat:
    url: str
    headers: dict[str, str]


def main() -> None:
    rows: list[dict[str, object]] = []
    with clinic.opened(), ExitStack() as stack:
        clinic.manage("demo", "--no-serve")
        port, server = stack.enter_context(clinic.served())
        work = stack.enter_context(clinic.worker()) if os.environ.get("REDIS_URL") else None
        chats = _chats(port, max(CHATS))
        _wait_for_jobs()
        asyncio.run(_measure(chats[:1], "note", 2))  # loads the encoder
        idle = {"web": report.megabytes(server), "worker": report.megabytes(work) if work else None}
        for count in CHATS:
            for kind in QUESTIONS:
                before = _processor(server, work)
                first, whole = asyncio.run(_measure(chats[:count], kind, ROUNDS[count]))
                busy = round((_processor(server, work) - before) * 1000 / len(whole), 1)
                row = {"open chats": count, "question": kind, **_summary(first, whole)}
                rows.append(row | {"processor ms per answer": busy})
        after = {"web": report.megabytes(server), "worker": report.megabytes(work) if work else None}
    report.show("chat", rows)
    memory = [{"process": name, "MB after one question": idle[name], "MB after load": after[name]} for name in idle]
    report.show("memory", [row for row in memory if row["MB after load"]])


def _wait_for_jobs() -> None:
    """The demo's charts are indexed when the server starts."""
    from triage.models import Job

    while Job.objects.filter(state__in=("queued", "running")).exists():
        time.sleep(0.5)


def _processor(server: int, work: int | None) -> float:
    return report.processor_seconds(server) + (report.processor_seconds(work) if work else 0.0)


def _summary(first: Sequence[float], whole: Sequence[float]) -> dict[str, float]:
    (first_middle, first_slow), (middle, slow) = report.middle_and_slow(first), report.middle_and_slow(whole)
    return {"first ms": first_middle, "first p95": first_slow, "whole ms": middle, "whole p95": slow}


def _chats(port: int, count: int) -> list[Chat]:
    """One clinician for each chat, spread over the demo's charts."""
    from django.conf import settings
    from django.test import Client

    from records.models import CareTeam, Patient, Role, User

    team = CareTeam.objects.create(name="Bench")
    patients = list(Patient.objects.all())
    team.patients.set(patients)
    found = []
    for number in range(count):
        user = User.objects.create_user(f"bench-{number}", role=Role.CLINICIAN)
        team.members.add(user)
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        headers = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}", "Origin": f"http://127.0.0.1:{port}"}
        found.append(Chat(f"ws://127.0.0.1:{port}/ws/charts/{patients[number % len(patients)].pk}/", headers))
    return found


async def _measure(chats: Sequence[Chat], kind: str, rounds: int) -> tuple[list[float], list[float]]:
    sockets = await asyncio.gather(
        *(connect(chat.url, additional_headers=chat.headers, open_timeout=clinic.PATIENCE) for chat in chats)
    )
    await asyncio.gather(*(_until(socket, "ready") for socket in sockets))
    first: list[float] = []
    whole: list[float] = []
    for number in range(rounds):
        texts = QUESTIONS[kind]
        taken = await asyncio.gather(
            *(_ask(socket, texts[(number + place) % len(texts)]) for place, socket in enumerate(sockets))
        )
        first += [one for one, _ in taken]
        whole += [one for _, one in taken]
    await asyncio.gather(*(socket.close() for socket in sockets))
    return first, whole


async def _ask(socket: Any, question: str) -> tuple[float, float]:
    """Seconds until the first words and until the end."""
    started = time.perf_counter()
    await socket.send(json.dumps({"type": "ask", "question": question}))
    first = 0.0
    while True:
        frame = json.loads(await socket.recv())
        if not first and frame["type"] == "piece" and frame["kind"] in ("sentence", "table"):
            first = time.perf_counter() - started
        if frame["type"] == "error" or (frame["type"] == "state" and frame["state"] == "failed"):
            raise RuntimeError(f"not answered: {frame}")
        if frame["type"] == "state" and frame["state"] == "done":
            return first or time.perf_counter() - started, time.perf_counter() - started


async def _until(socket: Any, kind: str) -> None:
    while json.loads(await socket.recv())["type"] != kind:
        pass


if __name__ == "__main__":
    main()
