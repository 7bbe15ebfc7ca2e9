"""Imports go one way: config → assistant → triage → records."""

from collections.abc import Iterable

from tests.guards.source import PACKAGES, Source, imports, sample, sources


def uphill(found: Iterable[Source]) -> list[str]:
    return [
        f"{source.module}:{each.line} imports {each.target}"
        for source in found
        for each in imports(source)
        if each.package in PACKAGES and PACKAGES.index(each.package) > PACKAGES.index(source.package)
    ]


def test_no_package_imports_a_higher_one() -> None:
    assert uphill(sources()) == []


def test_an_uphill_import_is_found_wherever_it_hides() -> None:
    hidden = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    def later():\n        import assistant.models"
    assert uphill([sample("triage.tasks", hidden)]) == ["triage.tasks:4 imports assistant.models"]
    assert uphill([sample("records.services.notes", "from triage.services import jobs")])
    assert uphill([sample("assistant.views.chat", "from config import queues")])
    assert not uphill([sample("assistant.views.chat", "from records import access")])


def test_a_relative_import_is_read_as_what_it_means() -> None:
    assert uphill([sample("records.models.note", "from ...triage import events")])
