"""Every table has a factory that makes a valid row with one call."""

import inspect

import pytest
from django.apps import apps

from tests import factories

MADE_BY_SERVICES = {"AuditEntry", "AuditHead", "NameKey"}
FACTORIES = [name for name, made in vars(factories).items() if inspect.isfunction(made)]


@pytest.mark.django_db
@pytest.mark.parametrize("name", FACTORIES)
def test_a_factory_needs_no_arguments_and_can_be_called_twice(name: str) -> None:
    factory = getattr(factories, name)
    first, second = factory(), factory()
    assert first.pk != second.pk
    assert type(first)._default_manager.get(pk=second.pk) == second


@pytest.mark.django_db
def test_no_table_is_without_a_factory() -> None:
    made = {type(getattr(factories, name)()).__name__ for name in FACTORIES}
    ours = [model for label in ("records", "triage", "assistant") for model in apps.get_app_config(label).get_models()]
    assert {model.__name__ for model in ours} - made - MADE_BY_SERVICES == set()
