"""Is the person behind an open socket still signed in? The scope was filled once, when it opened."""

import time
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user

from records.models import User
from records.services.accounts import lacks_second_factor


class _Request:
    """What `django.contrib.auth.get_user` needs of a request."""

    def __init__(self, session: Any) -> None:
        self.session = session


def signed_in_user(session_key: str | None, *, active: bool) -> User | None:
    """The user of this session as it is stored now, or None when it ended, was revoked or sat idle too
    long. `active`: the person did something just now, which keeps the session from locking."""
    fresh = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    user = get_user(_Request(fresh))  # type: ignore[arg-type]
    if not isinstance(user, User) or not user.is_active:
        return None
    if lacks_second_factor(user):  # as the pages do, which lead to where one is set up
        return None
    now = int(time.time())
    if now - fresh.get("last_seen", now) > settings.IDLE_LOCK_SECONDS:
        return None
    if active and now - fresh.get("last_seen", 0) > 30:
        fresh["last_seen"] = now
        fresh.save()
    return user
