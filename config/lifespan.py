"""Starts and stops what lives as long as the web server (ASGI lifespan protocol)."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

from config.embedded import EmbeddedWorker

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def lifespan(scope: Scope, receive: Receive, send: Send) -> None:
    worker = EmbeddedWorker() if settings.EMBEDDED else None
    await receive()  # lifespan.startup
    if worker:
        await asyncio.to_thread(worker.start, asyncio.get_running_loop())
    await send({"type": "lifespan.startup.complete"})
    await receive()  # lifespan.shutdown
    if worker:
        await asyncio.to_thread(worker.stop)
    await send({"type": "lifespan.shutdown.complete"})
