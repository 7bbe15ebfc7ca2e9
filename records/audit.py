"""The audit trail: write a line with every read, change and refusal; seal lines into a chain.

`digest(n) = HMAC-SHA256(audit key, digest(n-1) ‖ n ‖ mac(n))`, and `digest(0)` is made of the trail's id:
a trail that was cut cannot be given another id, under which no head is known. The audit key and the
trail's head (count and digest) are kept outside the database, so that an edit, a removal, a reordering,
a cut tail and a full rewrite all show in `check_audit`.
"""

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction

from records import keys
from records.models import AuditEntry, AuditHead

if TYPE_CHECKING:
    from uuid import UUID

    from records.access import Actor


class Action(StrEnum):
    OPEN = "open"
    READ = "read"
    SEARCH = "search"
    ASK = "ask"
    MODEL_INPUT = "model_input"
    CREATE = "create"
    CHANGE = "change"
    SIGN = "sign"
    EXPORT = "export"
    IMPORT = "import"
    BREAK_GLASS = "break_glass"
    REVIEW = "review"
    SIGN_IN = "sign_in"
    SIGN_OUT = "sign_out"
    SETTINGS = "settings"
    BACKUP = "backup"


class Outcome(StrEnum):
    OK = "ok"
    REFUSED = "refused"
    FAILED = "failed"


def write(
    actor: "Actor | None",
    action: Action,
    *,
    patient_id: "UUID | None" = None,
    object_type: str = "",
    object_id: object = "",
    outcome: Outcome = Outcome.OK,
    basis: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Add a line (ids, codes and counts only) and seal it when the transaction commits."""
    entry = AuditEntry(
        actor_id=actor.user.pk if actor else None,
        role=actor.user.role if actor else "",
        action=action,
        outcome=outcome,
        patient_id=patient_id,
        object_type=object_type,
        object_id=str(object_id or ""),
        purpose=actor.purpose if actor else "",
        basis=basis,
        channel=actor.channel if actor else "",
        detail=detail or {},
    )
    entry.mac = _mac(entry)
    entry.save()
    if (gathered := _gathering.get()) is None:
        _seal_on_commit()
    else:
        gathered.append(entry)
    return entry


def seal() -> int:
    """Chain all lines that are not yet chained; returns how many. Short, and one at a time."""
    with transaction.atomic():
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
        previous = bytes(head.digest) if head.count else _start(head)
        pending = list(AuditEntry.objects.filter(sequence=None).order_by("id")[:5000])
        for entry in pending:
            head.count += 1
            head.digest = previous = _chain(previous, head.count, bytes(entry.mac))
            AuditEntry.objects.filter(pk=entry.pk).update(sequence=head.count, digest=head.digest)
        if pending:
            head.save()
    if pending:
        _write_head_file(head)
    return len(pending)


@dataclass(frozen=True)
class Broken:
    """The first thing that is wrong with the trail: which line, and in what way."""

    sequence: int
    reason: str


def verify(against: tuple[int, str] | None = None) -> Broken | None:
    """Walk the whole trail. `against` is a root noted earlier: (count, digest in hex)."""
    while seal():
        pass
    roots = [root for root in (_read_head_file(), against) if root]
    head = AuditHead.objects.get(pk=1)  # lines that are sealed from now on are not looked at
    digest, count = _start(head), 0
    sealed = AuditEntry.objects.filter(sequence__lte=head.count).order_by("sequence")
    for entry in sealed.iterator(2000):
        if entry.sequence != count + 1:
            return Broken(count + 1, "line missing")
        count += 1
        if not hmac.compare_digest(bytes(entry.mac), _mac(entry)):
            return Broken(count, "line edited")
        digest = _chain(digest, count, bytes(entry.mac))
        if not hmac.compare_digest(bytes(entry.digest or b""), digest):
            return Broken(count, "chain broken: a line was edited, removed or reordered")
        if any(at == count and root != digest.hex() for at, root in roots):
            return Broken(count, "differs from the root kept outside the database: the trail was rewritten")
    return _broken_end(head, count, digest, [at for at, _ in roots])


def _broken_end(head: AuditHead, count: int, digest: bytes, known: list[int]) -> Broken | None:
    end = max(head.count, *known, 0)
    if end > count:
        return Broken(count + 1, f"tail cut: {end - count} lines are missing")
    if bytes(head.digest) != (digest if count else b""):
        return Broken(count, "the stored head does not match the trail")
    beyond = AuditEntry.objects.filter(sequence__gt=AuditHead.objects.get(pk=1).count)
    if beyond.exists():
        return Broken(count + 1, "lines after the stored head: the head was set back")
    return None


def root() -> tuple[int, str]:
    """Count and digest (hex) of the sealed trail, to be noted elsewhere."""
    head = AuditHead.objects.get_or_create(pk=1)[0]
    return head.count, bytes(head.digest).hex()


def head_file() -> Path:
    """Where this trail's head is kept outside the database."""
    trail = AuditHead.objects.get_or_create(pk=1)[0].trail
    return Path(settings.ANAMNESIS_AUDIT_HEADS) / f"{trail}.json"


def other_heads() -> int:
    """Heads of other trails in the same folder: of other clinics with these keys, or of the trail that an
    empty one was put in the place of."""
    return sum(1 for path in head_file().parent.glob("*.json") if path != head_file())


def _content(entry: AuditEntry) -> Iterator[Any]:
    yield str(entry.uid)
    yield entry.at.astimezone(UTC).isoformat()
    for name in ("actor_id", "role", "action", "outcome", "patient_id", "object_type", "object_id"):
        yield str(getattr(entry, name) or "")
    yield from (entry.purpose, entry.basis, entry.channel, entry.detail)


def _mac(entry: AuditEntry) -> bytes:
    content = json.dumps(list(_content(entry)), sort_keys=True, ensure_ascii=False)
    return hmac.digest(keys.ring().audit_key, content.encode(), hashlib.sha256)


def _start(head: AuditHead) -> bytes:
    return hmac.digest(keys.ring().audit_key, b"trail" + head.trail.bytes, hashlib.sha256)


def _chain(previous: bytes, count: int, mac: bytes) -> bytes:
    return hmac.digest(keys.ring().audit_key, previous + count.to_bytes(8, "big") + mac, hashlib.sha256)


_gathering: ContextVar[list[AuditEntry] | None] = ContextVar("gathering", default=None)


@contextmanager
def sealed_together() -> Iterator[None]:
    """Seal the lines of one page or answer at its end and not one by one: sealing costs more than reading.
    Lines of a process that dies before are sealed with the next ones."""
    if _gathering.get() is not None:
        yield
        return
    gathered: list[AuditEntry] = []
    token = _gathering.set(gathered)
    try:
        yield
    finally:
        _gathering.reset(token)
        if gathered:
            _seal_on_commit()


def _seal_on_commit() -> None:
    if not connection.in_atomic_block:
        seal()
    elif not any(callback is _seal_after_commit for _, callback, *_ in connection.run_on_commit):
        transaction.on_commit(_seal_after_commit)


def _seal_after_commit() -> None:
    seal()


def _read_head_file() -> tuple[int, str] | None:
    try:
        data = json.loads(head_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return int(data["count"]), str(data["digest"])


def _write_head_file(head: AuditHead) -> None:
    """Never backwards: another process may have sealed further meanwhile. And only along the same chain:
    a trail that was rewritten must not put its own head in the place of the old one."""
    path = head_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (path.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = _read_head_file()
        if known and (head.count <= known[0] or not _holds(*known)):
            return
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps({"count": head.count, "digest": bytes(head.digest).hex()}), encoding="utf-8")
        os.replace(draft, path)


def _holds(count: int, digest: str) -> bool:
    """Whether the trail still has this root among its lines."""
    entry = AuditEntry.objects.filter(sequence=count).first()
    return entry is not None and bytes(entry.digest or b"").hex() == digest
