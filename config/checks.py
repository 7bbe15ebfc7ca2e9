"""System checks on combinations of settings that would be unsafe or not work."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


@register(deploy=True)
def keys_are_kept_apart(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.ANAMNESIS_KEYS:
        return []
    key_file = Path(settings.ANAMNESIS_KEY_FILE).resolve()
    found: list[CheckMessage] = []
    if key_file == Path(settings.ANAMNESIS_DEFAULT_KEY_FILE).resolve():
        found.append(
            Error(
                "The key ring is at its default place.",
                hint="Set ANAMNESIS_KEY_FILE to a file on another volume, or ANAMNESIS_KEYS from a secret store.",
                id="anamnesis.E001",
            )
        )
    if key_file.is_relative_to(settings.ANAMNESIS_DATA):
        found.append(
            Error(
                "The key ring lies inside the data folder: whoever takes the one has the other.",
                hint="Set ANAMNESIS_KEY_FILE to a file outside ANAMNESIS_DATA.",
                id="anamnesis.E002",
            )
        )
    return found


@register(deploy=True)
def services_fit_together(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.DATABASE_URL and not settings.REDIS_URL:
        return [
            Warning(
                "PostgreSQL without Redis: jobs and live answers work inside one web process only.",
                hint="Set REDIS_URL before running a second process.",
                id="anamnesis.W001",
            )
        ]
    return []
