"""Tokens with which other systems of the hospital call in."""

import hashlib
import secrets
import time

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _

from records import audit
from records.access import Actor
from records.errors import TooMany, UserError
from records.models import ServiceToken

PER_MINUTE = 600  # requests with one token: a busy hospital opens a few charts a second


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


def count_request(token: ServiceToken) -> None:
    """Raises TooMany beyond PER_MINUTE; the first refusal of a minute leaves an audit line. Counted in the cache, which
    all processes share where there are several."""
    now = int(time.time())
    key = f"token-requests:{token.pk}:{now // 60}"
    cache.add(key, 0, 120)
    count = cache.incr(key)
    if count <= PER_MINUTE:
        return
    if count == PER_MINUTE + 1:
        detail = {"requests": PER_MINUTE}
        audit.write(
            None,
            audit.Action.EXPORT,
            object_type="ServiceToken",
            object_id=token.pk,
            outcome=audit.Outcome.REFUSED,
            detail=detail,
        )
    raise TooMany(_("Too many requests in a minute. Wait and ask again."), 60 - now % 60)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
