"""What every page here has: a signed-in user of the right role, and a reply that browsers do not keep."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from records import access
from records.access import Actor
from records.models import Role
from records.services.roles import must_be

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Actor, Given], HttpResponse]


def page_for(*roles: Role) -> Callable[[View[Given]], Callable[..., HttpResponse]]:
    """The view gets the acting user as its second argument."""

    def decorate(view: View[Given]) -> Callable[..., HttpResponse]:
        @wraps(view)
        @login_required
        @never_cache
        def checked(request: HttpRequest, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
            actor = access.actor_for(request.user, access.Channel.WEB)
            must_be(actor, view.__name__, *roles)
            return view(request, actor, *args, **kwargs)

        return checked

    return decorate
