from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config import styleguide

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("assistant.urls")),
    path("", include("records.urls")),
    path("account/", include("config.account_urls")),
    path("language/", include("django.conf.urls.i18n")),
]
if settings.DEBUG:
    urlpatterns.append(path("styleguide", styleguide.view, name="styleguide"))

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
