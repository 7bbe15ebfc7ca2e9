"""Which mind answers."""

from functools import cache

from django.utils import timezone

from assistant.engine.mind.embedded import EmbeddedMind
from assistant.engine.types import Mind


@cache
def current_mind() -> Mind:
    return EmbeddedMind(today=timezone.localdate)
