import os
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from celery.signals import worker_ready
from django.apps import AppConfig


class PartsConfig(AppConfig):
    name = "tests.service.parts"
    label = "service_parts"

    def ready(self) -> None:
        from tests.service.parts.stand_ins import (
            HeldEmbedder,
            HeldMind,
            held_discharge,
            held_recogniser,
            held_summarizer,
        )

        _put("assistant.services.answering", "current_mind", HeldMind)
        _put("assistant.services.chart_index", "encoder", HeldEmbedder)
        _put("triage.services.marking", "recogniser", held_recogniser)
        _put("triage.services.summary_making", "summarizer", held_summarizer)
        _put("triage.services.summary_making", "discharge_summary", held_discharge)
        _put("triage.services.jobs", "LEASE", timedelta(seconds=3))
        _put("triage.services.jobs", "SEND_AGAIN", timedelta(seconds=3))


def _put(module: str, name: str, value: object) -> None:
    setattr(import_module(module), name, value)


@worker_ready.connect
def say_so(**kwargs: Any) -> None:
    if "SAY_READY_IN" in os.environ:
        Path(os.environ["SAY_READY_IN"]).touch()
