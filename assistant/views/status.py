"""How the system is doing, for its administrator."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from assistant.selectors.status import status as status_of
from records import access


@require_GET
@login_required
@never_cache
def status(request: HttpRequest) -> HttpResponse:
    actor = access.actor_for(request.user, access.Channel.WEB)
    return render(request, "assistant/status.html", {"status": status_of(actor)})
