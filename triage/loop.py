"""Which event loop carries channel-layer messages sent from plain threads.

The in-memory channel layer lives on the web server's own loop: a message sent from another loop would
never wake its reader. The embedded worker shares the server's process, so it schedules there. A separate
worker process has no such loop and runs the call to its end.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

from asgiref.sync import async_to_sync

_server_loop: asyncio.AbstractEventLoop | None = None


def set_server_loop(loop: asyncio.AbstractEventLoop | None) -> None:
    """Called by the web server when it starts (and with None when it ends)."""
    global _server_loop
    _server_loop = loop


def run_on_server_loop(call: Coroutine[Any, Any, None]) -> None:
    if _server_loop is not None and _server_loop.is_running():
        asyncio.run_coroutine_threadsafe(call, _server_loop)
        return

    async def finish() -> None:
        await call

    async_to_sync(finish)()
