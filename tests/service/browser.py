"""A browser's end of a real socket: a signed-in session cookie and the page's own origin."""

import json
from typing import Any

from django.conf import settings
from django.test import Client
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from records.models import Patient, User
from tests.service.processes import PATIENCE, Server


class Browser:
    def __init__(self, server: Server, user: User, patient: Patient) -> None:
        client = Client()
        client.force_login(user)
        self.session = client.session
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        self._socket = connect(
            f"ws://127.0.0.1:{server.port}/ws/charts/{patient.pk}/",
            additional_headers={"Cookie": cookie, "Origin": server.origin},
            open_timeout=PATIENCE,
            max_size=None,
            legacy=True,
        )
        self.receive_until("ready")

    def send(self, frame: dict[str, Any] | str) -> None:
        self._socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    def ask(self, question: str, conversation: str | None = None) -> dict[str, Any]:
        """The `accepted` frame."""
        self.send({"type": "ask", "question": question, "conversation": conversation})
        return self.receive_until("accepted")[-1]

    def receive_until(self, kind: str, **fields: object) -> list[dict[str, Any]]:
        """All frames up to the first of this `type` with these values."""
        frames: list[dict[str, Any]] = []
        while True:
            frames.append(json.loads(self._socket.recv(timeout=PATIENCE)))
            if frames[-1].items() >= {"type": kind, **fields}.items():
                return frames

    def closing_code(self) -> int:
        """Reads on until the server closes."""
        try:
            while True:
                self._socket.recv(timeout=PATIENCE)
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006

    def close(self) -> None:
        self._socket.close()
