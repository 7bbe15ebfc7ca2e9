"""Error pages: a fixed sentence, what to do, and a reference number. Never the raw exception."""

import logging
import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger("anamnesis.errors")


def page(request: HttpRequest, status: int, message: str = "") -> HttpResponse:
    """The page for this status with a new reference number, which is also logged."""
    reference = secrets.token_hex(4)
    log.warning("error page", extra={"status": status, "reference": reference})
    known = status if status in (400, 403, 404, 413, 429) else 500
    context = {"reference": reference, "message": message}
    return render(request, f"errors/{known}.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return page(request, 500)
