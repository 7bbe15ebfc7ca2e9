"""Patient data is reached through `records.access`: nobody outside `records` calls a patient model's manager,
and views, consumers and tasks call no manager at all."""

import ast
from collections.abc import Iterable

from django.apps import apps

from tests.guards.source import Source, sample, sources

MANAGERS = {"objects", "_default_manager", "_base_manager"}
NOT_ABOUT_A_PATIENT = {"User", "AuditEntry", "AuditHead", "ImportRun"}
FRONT = {"views", "consumers", "tasks", "urls", "routing", "middleware", "forms"}


def patient_models() -> set[str]:
    return {model.__name__ for model in apps.get_app_config("records").get_models()} - NOT_ABOUT_A_PATIENT


def past_the_gate(found: Iterable[Source]) -> list[str]:
    names = patient_models()
    return [
        f"{source.module}:{node.lineno} uses {ast.unparse(node)}"
        for source in found
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in MANAGERS
        if FRONT & set(source.module.split(".")) or (source.package != "records" and _owner(node) in names)
    ]


def _owner(node: ast.Attribute) -> str:
    """`Note` of `Note.objects` and of `models.Note.objects`."""
    return ast.unparse(node.value).split(".")[-1]


def test_no_manager_is_called_past_the_gate() -> None:
    assert past_the_gate(sources()) == []


def test_a_way_past_the_gate_is_found() -> None:
    assert past_the_gate([sample("assistant.services.answering", "Note.objects.filter(pk=1)")])
    assert past_the_gate([sample("triage.services.jobs", "models.Patient._default_manager.all()")])
    assert past_the_gate([sample("records.views.patients", "Patient.objects.get(pk=1)")])
    assert past_the_gate([sample("assistant.consumers.chat", "Conversation.objects.get(pk=1)")])
    assert not past_the_gate([sample("records.services.notes", "Note.objects.create()")])
    assert not past_the_gate([sample("assistant.services.answering", "Exchange.objects.filter(pk=1)")])


def test_the_models_it_watches_are_the_chart() -> None:
    assert {"Patient", "Note", "Observation", "CareTeam", "BreakGlass", "Consent"} <= patient_models()
