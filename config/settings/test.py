"""Tests: a throw-away data folder and key ring, fast hashing. DATABASE_URL and REDIS_URL still count,
so that the same suite runs against the real services."""

import os
import tempfile
from pathlib import Path

_root = Path(tempfile.mkdtemp(prefix="anamnesis-test-"))
os.environ.setdefault("ANAMNESIS_DATA", str(_root / "data"))
os.environ.setdefault("ANAMNESIS_KEY_FILE", str(_root / "keys" / "keys.json"))

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import STORAGES, _secret_key  # noqa: E402

SECRET_KEY = _secret_key()
REQUIRE_SECOND_FACTOR = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
ACCOUNT_RATE_LIMITS = {}
CELERY_TASK_ALWAYS_EAGER = True
