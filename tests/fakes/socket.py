"""A browser's end of a socket, without a server: frames go straight to `config.asgi.application`."""

import json
from http.cookies import SimpleCookie
from typing import Any

from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client

from config.asgi import application
from records.models import User

Wire: Any = ApplicationCommunicator  # asgiref does not type it
OWN_ORIGIN = "http://localhost:8000"


class Refused(Exception):
    """The server refused the connection or closed it. `code` is the socket's closing code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"closed with {code}")
        self.code = code


class Socket:
    """Of a browser that is signed in as `user` (None: not signed in) on a page of `origin`."""

    def __init__(self, path: str, user: User | None, origin: str = OWN_ORIGIN) -> None:
        self.path, self.user, self.origin = path, user, origin

    async def open(self) -> "Socket":
        """Raises Refused."""
        cookie = await sync_to_async(_session_cookie)(self.user)
        scope = {
            "type": "websocket",
            "path": self.path,
            "query_string": b"",
            "headers": [(b"origin", self.origin.encode()), (b"cookie", cookie.encode())],
            "subprotocols": [],
        }
        self._wire = Wire(application, scope)
        await self._wire.send_input({"type": "websocket.connect"})
        await self._output("websocket.accept")
        return self

    async def send(self, frame: dict[str, Any] | str) -> None:
        text = frame if isinstance(frame, str) else json.dumps(frame)
        await self._wire.send_input({"type": "websocket.receive", "text": text})

    async def receive(self) -> dict[str, Any]:
        """The next frame. Raises Refused when the server closes instead."""
        message = await self._output("websocket.send")
        return dict(json.loads(message["text"]))

    async def receive_until(self, kind: str) -> list[dict[str, Any]]:
        """All frames up to the first of this `type`."""
        frames = [await self.receive()]
        while frames[-1]["type"] != kind:
            frames.append(await self.receive())
        return frames

    async def close(self) -> None:
        await self._wire.send_input({"type": "websocket.disconnect", "code": 1000})
        await self._wire.wait(timeout=10)

    async def _output(self, expected: str) -> dict[str, Any]:
        message: dict[str, Any] = await self._wire.receive_output(timeout=20)
        if message["type"] == "websocket.close":
            raise Refused(message.get("code", 1000))
        if message["type"] != expected:
            raise ValueError(f"{message['type']} instead of {expected}")
        return message


def _session_cookie(user: User | None) -> str:
    if user is None:
        return ""
    client = Client()
    client.force_login(user)
    jar: SimpleCookie = client.cookies
    return f"{settings.SESSION_COOKIE_NAME}={jar[settings.SESSION_COOKIE_NAME].value}"
