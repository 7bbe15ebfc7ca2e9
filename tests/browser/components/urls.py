"""The application's routes and the living page of components, which is otherwise there in debug only."""

from django.urls import path

from config import styleguide
from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as app_patterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [*app_patterns, path("styleguide", styleguide.view, name="styleguide")]
