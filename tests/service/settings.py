"""Settings of the processes that service tests start: the test's own database, real hand-over of jobs,
parts that can be held still, and waits of seconds instead of minutes."""

import os

from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES, INSTALLED_APPS

DATABASES["default"] = {**DATABASES["default"], "NAME": os.environ["ANAMNESIS_TEST_DATABASE"]}
INSTALLED_APPS = [*INSTALLED_APPS, "tests.service.parts.apps.PartsConfig"]
CELERY_TASK_ALWAYS_EAGER = False
