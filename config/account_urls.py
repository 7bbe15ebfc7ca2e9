"""Signing in and second factors. What else the library offers is closed: here nobody signs up, keeps an
e-mail address or resets a password, and each open form would be one more to guess at. Names stay, since
the library builds links by them."""

from typing import Never

from allauth.account.urls import urlpatterns as account
from django.http import Http404, HttpRequest
from django.urls import URLPattern, URLResolver, include, path

# The sign-up page says whom to ask for an account.
USED = {
    *("account_login", "account_logout", "account_inactive", "account_signup"),
    *("account_reauthenticate", "account_change_password"),
}


def closed(request: HttpRequest, **parameters: str) -> Never:
    raise Http404


def _kept(route: URLPattern) -> URLPattern:
    return route if route.name in USED else URLPattern(route.pattern, closed, name=route.name)


urlpatterns: list[URLPattern | URLResolver] = [
    *map(_kept, account),
    path("2fa/", include("allauth.mfa.urls")),
]
