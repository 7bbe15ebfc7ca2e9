"""Which key ring a backup needs, without telling anything about the keys."""

import hashlib
import hmac

from django.utils.translation import gettext as _

from records.engine.keyring import KeyRing
from records.errors import UserError


def marks(ring: KeyRing) -> dict[str, str]:
    found = {name: _mark(key) for name, key in ring.keys.items()}
    return {**found, "lookup": _mark(ring.lookup_key), "audit": _mark(ring.audit_key)}


def must_fit(needed: dict[str, str], ring: KeyRing) -> None:
    """Raises UserError, naming what is missing."""
    known = marks(ring)
    missing = sorted(name for name, mark in needed.items() if known.get(name) != mark)
    if missing:
        raise UserError(
            _("The key ring lacks what this backup was written with: %(missing)s. Bring the escrow copy of its keys.")
            % {"missing": ", ".join(missing)}
        )


def _mark(key: bytes) -> str:
    return hmac.digest(key, b"which key is this", hashlib.sha256)[:8].hex()
