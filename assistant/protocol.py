"""Every socket frame as a typed shape with a size limit. Unknown or oversized frames become an error frame."""

import json
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from records.errors import UserError

MAX_QUESTION = 4_000  # characters; longer ones are notes pasted into the wrong box
MAX_FRAME = 64_000  # characters


class _Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Ask(_Frame):
    """A new question. Without `conversation` a new one is begun. `draft` is echoed back, so that the
    page knows which of its questions was stored."""

    type: Literal["ask"]
    question: str
    conversation: UUID | None = None
    draft: str = Field(default="", max_length=64)


class Again(_Frame):
    """The same question once more, or (with `question`) an edited one; replaces `exchange`."""

    type: Literal["again"]
    exchange: UUID
    question: str | None = None


class Stop(_Frame):
    type: Literal["stop"]
    exchange: UUID


class Resume(_Frame):
    """What the page already shows: exchange id → last sequence number of those that are not over, and
    the ids of all. What the `conversation` has beyond those is sent; a `resumed` frame ends it."""

    type: Literal["resume"]
    seen: dict[UUID, int] = Field(max_length=200)
    conversation: UUID | None = None
    known: list[UUID] = Field(default=[], max_length=500)


ClientFrame = Annotated[Ask | Again | Stop | Resume, Field(discriminator="type")]
_adapter: TypeAdapter[ClientFrame] = TypeAdapter(ClientFrame)


class BadFrame(UserError):
    """The frame cannot be read. Never repeats its content."""


def parse(text: str) -> ClientFrame:
    """Raises BadFrame."""
    if len(text) > MAX_FRAME:
        raise BadFrame(f"That is too long. A question may have up to {MAX_QUESTION} characters.")
    try:
        return _adapter.validate_python(json.loads(text), strict=False)
    except (ValidationError, ValueError, RecursionError):
        raise BadFrame("This message was not understood. Reload the page and try again.") from None
