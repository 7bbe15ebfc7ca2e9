"""A clinician's questions about one chart. Translates frames to service calls and back; who may do what
is decided anew for each frame, since access and session can end while the socket is open."""

import logging
import secrets
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext as _

from assistant import events, protocol
from assistant.consumers.pace import Pace
from assistant.models import Exchange
from assistant.selectors import chat
from assistant.services import conversations, live, socket_session
from records import access
from records.access import Chart
from records.errors import NotFound, UserError

log = logging.getLogger("anamnesis.chat")
T = TypeVar("T")
SIGNED_OUT, NOT_FOUND, TOO_MANY = 4401, 4404, 4429


class SignedOut(UserError):
    status = 401


class TooMany(UserError):
    status = 429


class ChatConsumer(AsyncJsonWebsocketConsumer):  # type: ignore[misc]
    async def connect(self) -> None:
        self._patient_id: UUID = self.scope["url_route"]["kwargs"]["patient_id"]
        self._language = _language(self.scope)
        self._shown: dict[UUID, tuple[int, str]] = {}  # exchange → last sequence, state on the page
        self._pace = Pace()
        await self.accept()  # first, so that a refusal reaches the page as a code
        try:
            chart = await self._with_chart(lambda chart: chart)
        except UserError as error:
            await self._refuse(error)
            return
        self._group = events.chart_group(chart.actor.user.pk, chart.patient.pk)
        await self.channel_layer.group_add(self._group, self.channel_name)
        await self.send_json({"type": "ready"})

    async def disconnect(self, code: int) -> None:
        if hasattr(self, "_group"):
            await self.channel_layer.group_discard(self._group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **kwargs: Any) -> None:
        try:
            if not self._pace.allows():
                raise TooMany(_("Too many messages in a short time. Wait a little, then reload the page."))
            frame = protocol.parse(text_data or "")
            await self._act(frame)
        except TooMany as error:
            await self._refuse(error)
        except (SignedOut, NotFound) as error:
            await self._refuse(error, close=isinstance(error, SignedOut))
        except UserError as error:
            await self._refuse(error, close=False, draft=_draft(text_data))
        except Exception:  # said in words, and the socket stays open for the next question
            await self._refuse(_recorded(), close=False, draft=_draft(text_data))

    async def exchange_moved(self, message: dict[str, str]) -> None:
        """From the channel layer: an answer of this user and chart moved on. Several pieces may have come
        while one was sent; the first news of them sends all."""
        exchange_id = UUID(message["exchange"])
        shown, _state = self._shown.get(exchange_id, (live.NOTHING, ""))
        if "sequence" in message and shown >= int(message["sequence"]):
            return
        try:
            await self._send_moved(exchange_id)
        except UserError as error:
            await self._refuse(error)
        except Exception:
            await self._refuse(_recorded(), close=False)

    async def _act(self, frame: protocol.ClientFrame) -> None:
        match frame:
            case protocol.Ask():
                exchange = await self._with_chart(
                    lambda chart: conversations.ask(chart, frame.question, frame.conversation), active=True
                )
                await self._accepted(exchange, frame.draft)
            case protocol.Again():
                exchange = await self._with_chart(
                    lambda chart: conversations.ask_again(chart, frame.exchange, frame.question), active=True
                )
                await self._accepted(exchange, "")
            case protocol.Stop():
                await self._with_chart(lambda chart: conversations.stop(chart, frame.exchange), active=True)
            case protocol.Resume():
                await self._resume(frame)

    async def _accepted(self, exchange: Exchange, draft: str) -> None:
        await self.send_json(
            {
                "type": "accepted",
                "exchange": str(exchange.pk),
                "conversation": str(exchange.conversation_id),
                "draft": draft,
            }
        )

    async def _resume(self, frame: protocol.Resume) -> None:
        for exchange_id, seen in frame.seen.items():
            self._shown.setdefault(exchange_id, (seen, ""))
            await self._send_moved(exchange_id)
        if conversation := frame.conversation:
            for exchange_id in await self._with_chart(lambda chart: chat.missed(chart, conversation, frame.known)):
                await self._send_moved(exchange_id)
        await self.send_json({"type": "resumed"})

    async def _send_moved(self, exchange_id: UUID) -> None:
        seen, state = self._shown.get(exchange_id, (live.NOTHING, ""))
        moved = await self._with_chart(lambda chart: live.frames_since(chart, exchange_id, seen, state))
        self._shown[exchange_id] = (moved.seen, moved.state)
        for frame in moved.frames:
            await self.send_json(frame)

    async def _with_chart(self, call: Callable[[Chart], T], active: bool = False) -> T:
        return await database_sync_to_async(self._call)(call, active)  # type: ignore[no-any-return]

    def _call(self, call: Callable[[Chart], T], active: bool) -> T:
        with translation.override(self._language):
            user = socket_session.signed_in_user(self.scope["session"].session_key, active=active)
            if user is None:
                raise SignedOut(_("You were signed out. Sign in again: your question is kept."))
            actor = access.actor_for(user, access.Channel.SOCKET)
            chart = access.open_chart(actor, self._patient_id, quiet=True)
            chart.must_be_for_treatment()
            return call(chart)

    async def _refuse(self, error: UserError, close: bool = True, draft: str = "") -> None:
        code = {SignedOut: SIGNED_OUT, TooMany: TOO_MANY}.get(type(error), NOT_FOUND)
        name = {SignedOut: "signed_out", NotFound: "not_found", TooMany: "too_many"}.get(type(error), "refused")
        await self.send_json({"type": "error", "code": name, "message": error.message, "draft": draft})
        if close:
            await self.close(code)


def _recorded() -> UserError:
    """For the page, what was just logged."""
    reference = secrets.token_hex(4)
    log.exception("frame failed", extra={"reference": reference})
    return UserError(f"{_('Something went wrong on our side')} ({reference}).")


def _language(scope: dict[str, Any]) -> str:
    """As the page around the conversation chose it: by cookie, else by what the browser asks for."""
    request = HttpRequest()
    request.COOKIES = scope["cookies"]
    request.META["HTTP_ACCEPT_LANGUAGE"] = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    return translation.get_language_from_request(request)


def _draft(text: str | None) -> str:
    """The draft id of a refused question, so that the page keeps that question's text."""
    try:
        frame = protocol.parse(text or "")
    except protocol.BadFrame:
        return ""
    return frame.draft if isinstance(frame, protocol.Ask) else ""
