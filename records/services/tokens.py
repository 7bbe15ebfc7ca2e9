"""Tokens with which other systems of the hospital call in."""

import hashlib
import secrets

from django.utils import timezone
from django.utils.translation import gettext as _

from records import audit
from records.access import Actor
from records.errors import UserError
from records.models import ServiceToken


def make(actor: Actor, label: str) -> str:
    """The token, which is not shown again. Raises UserError for a label that is taken."""
    if ServiceToken.objects.filter(label=label).exists():
        raise UserError(_("There is a token with this label. Choose another label, or revoke it first."))
    token = secrets.token_urlsafe(32)
    made = ServiceToken.objects.create(label=label, digest=_digest(token))
    audit.write(actor, audit.Action.SETTINGS, object_type="ServiceToken", object_id=made.pk, detail={"made": True})
    return token


def revoke(actor: Actor, label: str) -> None:
    """Raises UserError where there is none."""
    changed = ServiceToken.objects.filter(label=label, revoked_at=None).update(revoked_at=timezone.now())
    if not changed:
        raise UserError(_("There is no token with this label."))
    audit.write(actor, audit.Action.SETTINGS, object_type="ServiceToken", object_id=label, detail={"revoked": True})


def holder(header: str) -> ServiceToken | None:
    """Whose token an Authorization header carries, if it is one that counts."""
    kind, _space, token = header.partition(" ")
    if kind.casefold() != "bearer" or not token:
        return None
    return ServiceToken.objects.filter(digest=_digest(token.strip()), revoked_at=None).first()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
