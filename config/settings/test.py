"""Tests: a throw-away data folder and key ring, whatever the environment names, and fast hashing.
DATABASE_URL and REDIS_URL still count, so that the same suite runs against the real services."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# A process that a test starts finds the folder here and shares it.
if "ANAMNESIS_TEST_ROOT" not in os.environ:
    os.environ["ANAMNESIS_TEST_ROOT"] = tempfile.mkdtemp(prefix="anamnesis-test-")
    atexit.register(shutil.rmtree, os.environ["ANAMNESIS_TEST_ROOT"], ignore_errors=True)
_root = Path(os.environ["ANAMNESIS_TEST_ROOT"])
os.environ["ANAMNESIS_DATA"] = str(_root / "data")
os.environ["ANAMNESIS_KEY_FILE"] = str(_root / "keys" / "keys.json")
for _name in ("ANAMNESIS_KEYS", "ANAMNESIS_KEYS_FILE", "ANAMNESIS_AUDIT_HEADS", "ANAMNESIS_SECRET_KEY"):
    os.environ.pop(_name, None)

# Tests that run side by side empty their Redis after each test: each process has a database of its own there.
if (_worker := os.environ.get("PYTEST_XDIST_WORKER")) and (_redis := os.environ.get("REDIS_URL")):
    os.environ["REDIS_URL"] = f"{_redis.rsplit('/', 1)[0]}/{_worker.removeprefix('gw')}"

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import STORAGES, _secret_key  # noqa: E402

SECRET_KEY = _secret_key()
REQUIRE_SECOND_FACTOR = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True  # nothing is collected here
STATIC_ROOT = None
ACCOUNT_RATE_LIMITS = {}
CELERY_TASK_ALWAYS_EAGER = True
