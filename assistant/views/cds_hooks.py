"""The CDS Hooks addresses: JSON in, JSON out, for systems that hold a token."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from records.errors import TooMany, UserError
from records.models import ServiceToken
from records.services import tokens
from triage.services import cds_hooks

LARGEST = 1_000_000  # bytes of a request
View = Callable[..., dict[str, Any]]


def _answering(method: str) -> Callable[[View], Callable[..., JsonResponse]]:
    """Checks token, pace and method, and turns errors into their status with words that say what to do."""

    def wrap(view: View) -> Callable[..., JsonResponse]:
        @wraps(view)
        @csrf_exempt  # no cookie signs these requests in, so no other site can send one in somebody's name
        @never_cache
        def answer(request: HttpRequest, *args: str, **kwargs: str) -> JsonResponse:
            token = tokens.holder(request.headers.get("Authorization", ""))
            if token is None:
                refused = _error(401, _("A token is needed: Authorization: Bearer TOKEN."))
                refused["WWW-Authenticate"] = "Bearer"
                return refused
            if request.method != method:
                return _error(405, _("This address takes another method."))
            try:
                tokens.count_request(token)
                return JsonResponse(view(request, token, *args, **kwargs))
            except TooMany as error:
                refused = _error(error.status, error.message)
                refused["Retry-After"] = str(error.wait)
                return refused
            except UserError as error:
                return _error(error.status, error.message)

        return cast(Callable[..., JsonResponse], answer)

    return wrap


@_answering("GET")
def discovery(request: HttpRequest, token: ServiceToken) -> dict[str, Any]:
    return cds_hooks.services()


@_answering("POST")
def service(request: HttpRequest, token: ServiceToken, service_id: str) -> dict[str, Any]:
    return cds_hooks.respond(token.label, service_id, _body(request), request.build_absolute_uri("/"))


@_answering("POST")
def feedback(request: HttpRequest, token: ServiceToken, service_id: str) -> dict[str, Any]:
    cds_hooks.feedback(token.label, service_id, _body(request))
    return {}


def _body(request: HttpRequest) -> Mapping[str, Any]:
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise UserError(_("The request is too large."))
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise UserError(_("The request is not JSON.")) from None
    if not isinstance(body, dict):
        raise UserError(_("The request is not a JSON object."))
    return body


def _error(status: int, message: str) -> JsonResponse:
    return JsonResponse({"error": message}, status=status)
