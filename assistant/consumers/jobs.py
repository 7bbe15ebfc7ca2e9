"""Tells each open page of a clinician which of their own jobs moved on, by id. A page asks for what it shows of them
as any page does, through the gate."""

import asyncio
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from assistant.services import socket_session
from records import access
from records.errors import UserError
from records.models import Role, User
from records.services.roles import must_be
from triage import events

SIGNED_OUT, NOT_FOUND, ONLY_LISTEN = 4401, 4404, 4400
TOGETHER_SECONDS = 0.25  # a job may say many times a second how far it is


class JobsConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
    async def connect(self) -> None:
        self._news: dict[str, bool] = {}  # job → whether its state is another
        self._telling: asyncio.Task[None] | None = None
        await self.accept()  # first, so that a refusal reaches the page as a code
        try:
            user = await database_sync_to_async(self._clinician)()
        except UserError:
            await self._refuse("not_found", NOT_FOUND)
            return
        if user is None:
            await self._refuse("signed_out", SIGNED_OUT)
            return
        self._group = events.owner_group(user.pk)
        await self.channel_layer.group_add(self._group, self.channel_name)
        await self.send_json({"type": "ready"})

    async def disconnect(self, code: int) -> None:
        if self._telling is not None:
            self._telling.cancel()
        if hasattr(self, "_group"):
            await self.channel_layer.group_discard(self._group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        await self._refuse("refused", ONLY_LISTEN)

    async def job_changed(self, message: dict[str, str]) -> None:
        self._hear(message["job"], changed=True)

    async def job_moved(self, message: dict[str, str]) -> None:
        self._hear(message["job"], changed=False)

    def _hear(self, job: str, *, changed: bool) -> None:
        self._news[job] = changed or self._news.get(job, False)
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell_soon())

    async def _tell_soon(self) -> None:
        """One frame for what comes together. The session may have ended since the socket opened."""
        while self._news:
            await asyncio.sleep(TOGETHER_SECONDS)
            if await database_sync_to_async(self._user)() is None:
                await self._refuse("signed_out", SIGNED_OUT)
                return
            news, self._news = self._news, {}
            await self.send_json({"type": "jobs", "jobs": list(news), "changed": any(news.values())})

    def _user(self) -> User | None:
        return socket_session.signed_in_user(self.scope["session"].session_key, active=False)

    def _clinician(self) -> User | None:
        """Raises UserError for anybody else."""
        user = self._user()
        if user is not None:
            must_be(access.actor_for(user, access.Channel.SOCKET), "jobs", Role.CLINICIAN)
        return user

    async def _refuse(self, name: str, code: int) -> None:
        await self.send_json({"type": "error", "code": name})
        await self.close(code)
