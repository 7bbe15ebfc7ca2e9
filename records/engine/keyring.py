"""The key ring: what encrypts fields and files, hashes look-ups and seals the audit trail.

A ring is a JSON object: `{"active": ID, "keys": {ID: base64 of 32 bytes}, "lookup": …, "audit": …}`.
Encryption is AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D); the associated data names the
place a value belongs to, so that a value moved to another row does not decrypt. Older keys stay in the
ring to read what they wrote until `rotate_keys` has rewritten it.
"""

import base64
import hashlib
import hmac
import json
import os
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12


class KeyRingError(Exception):
    """The ring cannot be used, or a value cannot be read with it. Never carries the value."""


@dataclass(frozen=True)
class KeyRing:
    active: str
    keys: dict[str, bytes] = field(repr=False)
    lookup_key: bytes = field(repr=False)
    audit_key: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "KeyRing":
        name = _new_key_id()
        return cls(name, {name: os.urandom(32)}, os.urandom(32), os.urandom(32))

    @classmethod
    def from_json(cls, text: str) -> "KeyRing":
        try:
            data = json.loads(text)
            keys = {str(name): base64.b64decode(key, validate=True) for name, key in data["keys"].items()}
            lookup, audit = (base64.b64decode(data[name], validate=True) for name in ("lookup", "audit"))
            ring = cls(str(data["active"]), keys, lookup, audit)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KeyRingError("the key ring is not in the expected form") from error
        if ring.active not in keys or any(len(key) != 32 for key in (*keys.values(), lookup, audit)):
            raise KeyRingError("the key ring lacks its active key, or a key is not 32 bytes long")
        return ring

    def to_json(self) -> str:
        encode = {name: base64.b64encode(key).decode() for name, key in self.keys.items()}
        return json.dumps(
            {
                "active": self.active,
                "keys": encode,
                "lookup": base64.b64encode(self.lookup_key).decode(),
                "audit": base64.b64encode(self.audit_key).decode(),
            },
            indent=2,
        )

    def with_new_key(self) -> "KeyRing":
        """The same ring with a fresh active key; the old keys still read."""
        name = _new_key_id()
        return KeyRing(name, {**self.keys, name: os.urandom(32)}, self.lookup_key, self.audit_key)

    def without_old_keys(self) -> "KeyRing":
        return KeyRing(self.active, {self.active: self.keys[self.active]}, self.lookup_key, self.audit_key)

    def encrypt(self, data: bytes, place: str) -> bytes:
        """`place` is authenticated, not stored: the same one is needed to decrypt."""
        nonce = os.urandom(_NONCE)
        name = self.active.encode()
        sealed = AESGCM(self.keys[self.active]).encrypt(nonce, data, place.encode())
        return _VERSION + bytes([len(name)]) + name + nonce + sealed

    def decrypt(self, token: bytes, place: str) -> bytes:
        if token[:1] != _VERSION or len(token) < 2:
            raise KeyRingError("not an encrypted value")
        end = 2 + token[1]
        key = self.keys.get(key_id(token))
        if key is None:
            raise KeyRingError("the key that wrote this value is not in the key ring")
        try:
            return AESGCM(key).decrypt(token[end : end + _NONCE], token[end + _NONCE :], place.encode())
        except (InvalidTag, ValueError) as error:  # the latter where it was cut short
            raise KeyRingError("a stored value was changed or moved") from error

    def lookup(self, kind: str, value: str) -> bytes:
        """Keyed hash to find a row by a value that is stored encrypted (32 bytes)."""
        return hmac.digest(self.lookup_key, f"{kind}\0{value}".encode(), hashlib.sha256)

    def derive(self, purpose: str) -> bytes:
        """A 32-byte key for another purpose, stable over rotation."""
        return hmac.digest(self.lookup_key, b"derive\0" + purpose.encode(), hashlib.sha256)


def key_id(token: bytes) -> str:
    """Which key wrote this value."""
    return token[2 : 2 + token[1]].decode("ascii", "replace")


def _new_key_id() -> str:
    return f"k{os.urandom(4).hex()}"
