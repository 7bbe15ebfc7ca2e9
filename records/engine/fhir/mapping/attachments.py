"""Attachments as plain text."""

import base64
import binascii
from dataclasses import dataclass
from email.message import Message

from records.engine.fhir.node import Node
from records.engine.html_text import html_to_text

MAX_BYTES = 20 << 20  # decoded; ten times the longest note seen
_HTML = ("text/html", "application/xhtml+xml")
_PLAIN = ("text/plain", "text/markdown")


class NotText(ValueError):
    """A sound attachment that is not read here (a scan, a remote file). The message says why."""


class BrokenAttachment(ValueError):
    """The attachment should be readable and is not. The message holds no patient text."""


@dataclass(frozen=True, slots=True)
class _Kind:
    type: str
    charset: str


def attachment_text(attachment: Node) -> str:
    kind = _kind(attachment.text("contentType"))
    if not attachment.data.get("data"):
        raise NotText("its content is not in the file" if attachment.text("url") else "it is empty")
    if kind.type not in _HTML + _PLAIN:
        raise NotText(f"{_shown(kind.type)} is not read")
    text = _decode(_bytes(attachment.text("data")), kind.charset, attachment)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if kind.type in _HTML:
        text = html_to_text(text)
    if not text.strip():
        raise NotText("it is empty")
    return text


def _kind(content_type: str) -> _Kind:
    header = Message()
    header["content-type"] = " ".join(content_type.split())
    return _Kind(header.get_content_type() if content_type else "", str(header.get_param("charset") or "utf-8"))


def _shown(content_type: str) -> str:
    return content_type if content_type and len(content_type) <= 60 else "an attachment without a known type"


def _bytes(data: str) -> bytes:
    if len(data) > MAX_BYTES * 4 // 3 + 4:
        raise BrokenAttachment(f"larger than {MAX_BYTES >> 20} MB")
    try:
        return base64.b64decode("".join(data.split()), validate=True)
    except (binascii.Error, ValueError):
        raise BrokenAttachment("not valid base64") from None


def _decode(raw: bytes, charset: str, attachment: Node) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        charset = "utf-16"
    try:
        return raw.decode(charset).removeprefix("\ufeff")
    except (LookupError, UnicodeError):
        pass
    try:
        text = raw.decode("utf-8")
        attachment.warn("data", "not in the encoding that it names, read as UTF-8")
    except UnicodeDecodeError:
        text = raw.decode("windows-1252", "replace")
        attachment.warn("data", "not in the encoding that it names, read as Windows-1252")
    return text.removeprefix("\ufeff")
