"""Idle lock, required second factor, sealing once a page, and the page for errors that may be shown."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from config import errors
from records import audit
from records.errors import UserError
from records.models import User
from records.services.accounts import lacks_second_factor

Handler = Callable[[HttpRequest], HttpResponse]
_SEEN = "last_seen"


class IdleLockMiddleware:
    """Signs out after a time without requests. A socket that stays open does not count as activity, nor does
    a page that asks by itself how far a job is."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.get(_SEEN, now) > settings.IDLE_LOCK_SECONDS:
                logout(request)
                return redirect(f"{reverse('account_login')}?next={request.path}")
            by_itself = "X-By-Itself" in request.headers
            if not by_itself and now - request.session.get(_SEEN, 0) > 30:  # not a write for every request
                request.session[_SEEN] = now
        return self.get_response(request)


class SecondFactorMiddleware:
    """Where required, staff without a second factor reach nothing but the page that sets one up."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        allowed = (reverse("account_logout"), "/account/2fa/", "/account/reauthenticate/", "/static/", "/language/")
        user = request.user
        if isinstance(user, User) and not request.path.startswith(allowed) and lacks_second_factor(user):
            return redirect("mfa_activate_totp")
        return self.get_response(request)


class SealedTogetherMiddleware:
    """A page reads many kinds of rows, and each read is an audit line."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with audit.sealed_together():
            return self.get_response(request)


class UserErrorMiddleware:
    """Shows a `UserError` as the page of its status, with its own words."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, UserError):
            return errors.page(request, exception.status, exception.message)
        return None
