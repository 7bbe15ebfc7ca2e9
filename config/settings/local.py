"""A laptop: no services, plain HTTP on the loopback interface. Debug pages only when asked for."""

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import STORAGES, _secret_key

SECRET_KEY = _secret_key()
DEBUG = env.flag("ANAMNESIS_DEBUG")
REQUIRE_SECOND_FACTOR = False  # optional in the demo
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True  # nothing is collected here
STATIC_ROOT = None
