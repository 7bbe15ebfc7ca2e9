"""Rewrite everything that is encrypted with an older key of the ring.

Runs beside a working clinic: a row or file that changes meanwhile is left as it is and met again by the
next pass. Interrupted, it goes on where it stopped, since only older keys' values are rewritten.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from records import audit, files, keys, storage
from records.access import Actor
from records.audit import Action
from records.engine import keyfile
from records.engine.keyring import KeyRing, KeyRingError, key_id
from records.errors import Forbidden, UserError
from records.fields import EncryptedField, Sealed, place_of
from records.models import Role

_BATCH = 500
_PASSES = 5
_MFA_PLACE = "mfa"  # as config.accounts.MfaAdapter has it

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Rotated:
    active: str
    rows: int
    files: int
    retired: tuple[str, ...] = ()


def rotate(actor: Actor, *, retire: bool, tell: Progress, settle: float = keys.TAKEN_UP_AFTER) -> Rotated:
    """Make a new active key, unless an interrupted rotation left older keys in the ring, and rewrite all
    values with it. With `retire`, then take the older keys out of the ring: only once nothing needs them.
    Raises UserError, Forbidden."""
    if actor.user.role not in (Role.SERVICE, Role.ADMINISTRATOR):
        audit.write(actor, Action.SETTINGS, object_type="KeyRing", outcome=audit.Outcome.REFUSED)
        raise Forbidden(_("Only service accounts and administrators may rotate keys."))
    path = _key_file()
    ring = keys.reload()
    if len(ring.keys) == 1:
        keyfile.write(path, ring.with_new_key())
        ring = keys.reload()
        time.sleep(settle)  # running processes take the new key up before anything is written with it
    rows, stored = _rewrite_all(ring, tell)
    retired = tuple(sorted(ring.keys.keys() - {ring.active})) if retire else ()
    if retired:
        keyfile.write(path, ring.without_old_keys())
        keys.reload()
    detail = {"active": ring.active, "rows": rows, "files": stored, "retired": list(retired)}
    audit.write(actor, Action.SETTINGS, object_type="KeyRing", detail=detail)
    return Rotated(ring.active, rows, stored, retired)


def _key_file() -> Path:
    if settings.ANAMNESIS_KEYS:
        raise UserError(
            _("The key ring comes from ANAMNESIS_KEYS. Put it in a file (ANAMNESIS_KEY_FILE) to rotate it.")
        )
    return Path(settings.ANAMNESIS_KEY_FILE)


def _rewrite_all(ring: KeyRing, tell: Progress) -> tuple[int, int]:
    """Passes until one finds nothing left of an older key."""
    rows = stored = 0
    for _pass in range(_PASSES):
        found, done = _Tally(), _Tally()
        for model in encrypted_models():
            _rewrite_model(ring, model, found, done)
            tell(f"{model._meta.label}: {done.take()} rewritten")
        rows += done.total
        moved = _rewrite_files(ring)
        stored += moved
        tell(f"files: {moved} rewritten")
        if not found.total and not moved:
            return rows, stored
    raise UserError(_("Values of an older key keep appearing. Is a process running with an older key ring?"))


@dataclass
class _Tally:
    total: int = 0
    taken: int = 0

    def take(self) -> int:
        new, self.taken = self.total - self.taken, self.total
        return new


def encrypted_models() -> Iterator[type[models.Model]]:
    """Every stored model with an encrypted field, and the second factors' secrets."""
    for model in apps.get_models():
        if not model._meta.proxy and model._meta.managed and (_fields(model) or _is_second_factor(model)):
            yield model


def _is_second_factor(model: type[models.Model]) -> bool:
    return model._meta.label_lower == "mfa.authenticator"


def _fields(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if isinstance(field, EncryptedField)]


def _rewrite_model(ring: KeyRing, model: type[models.Model], found: _Tally, done: _Tally) -> None:
    again = _second_factor if _is_second_factor(model) else _row
    names = ["data"] if _is_second_factor(model) else _fields(model)
    for batch in _batches(model._base_manager.order_by("pk").values_list("pk", *names).iterator(_BATCH)):
        with transaction.atomic():
            for pk, *values in batch:
                try:
                    old, new = again(ring, model, pk, dict(zip(names, values, strict=True)))
                except KeyRingError as error:
                    raise UserError(
                        _("A stored value cannot be read (%(model)s, row %(pk)s): it was changed or moved.")
                        % {"model": model._meta.label, "pk": pk}
                    ) from error
                if new:
                    found.total += 1
                    # Only if nobody wrote to these fields since they were read.
                    done.total += model._base_manager.filter(pk=pk, **old).update(**new)


def _row(ring: KeyRing, model: type[models.Model], pk: Any, values: dict[str, Any]) -> tuple[Any, Any]:
    old = {name: value for name, value in values.items() if value is not None and value.token}
    old = {name: value for name, value in old.items() if _is_old(ring, value.token)}
    new = {name: Sealed(_again(ring, value.token, place_of(model, pk, name))) for name, value in old.items()}
    return old, new


def _second_factor(ring: KeyRing, model: type[models.Model], pk: Any, values: dict[str, Any]) -> tuple[Any, Any]:
    data = values["data"]
    new = _again_inside(ring, data)
    return ({"data": data}, {"data": new}) if new != data else ({}, {})


def _again_inside(ring: KeyRing, value: Any) -> Any:
    """The same JSON with every encrypted text in it rewritten."""
    if isinstance(value, dict):
        return {name: _again_inside(ring, part) for name, part in value.items()}
    if isinstance(value, list):
        return [_again_inside(ring, part) for part in value]
    token = _token(ring, value)
    return _again(ring, token, _MFA_PLACE).hex() if token and _is_old(ring, token) else value


def _token(ring: KeyRing, value: Any) -> bytes | None:
    if not isinstance(value, str):
        return None
    try:
        token = bytes.fromhex(value)
    except ValueError:
        return None
    return token if token[:1] == b"\x01" and len(token) > 2 and key_id(token) in ring.keys else None


def _is_old(ring: KeyRing, token: bytes) -> bool:
    return key_id(token) != ring.active


def _again(ring: KeyRing, token: bytes, place: str) -> bytes:
    return ring.encrypt(ring.decrypt(token, place), place)


def _rewrite_files(ring: KeyRing) -> int:
    count = 0
    for name in storage.names():
        if not name.endswith(files.DRAFT) and _is_old_file(ring, name):
            try:
                files.write(name, files.read(name))
            except FileNotFoundError:
                continue  # deleted meanwhile
            except KeyRingError as error:
                raise UserError(_("The stored file %(name)s cannot be read.") % {"name": name}) from error
            count += 1
    return count


def _is_old_file(ring: KeyRing, name: str) -> bool:
    head = storage.head(name, 64)
    return head[:1] == b"\x01" and key_id(head) in ring.keys and key_id(head) != ring.active


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
