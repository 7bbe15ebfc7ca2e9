"""Imports stand at the top, except to put off a heavy library."""

from collections.abc import Iterable

from tests.guards.heavy import HEAVY
from tests.guards.source import Source, imports, sample, sources

DEFERRED = HEAVY | {"pydantic"}  # comes with the FHIR models, and only with them


def inside_functions(found: Iterable[Source]) -> list[str]:
    return [
        f"{source.module}:{each.line} imports {each.target} in {each.function}()"
        for source in found
        for each in imports(source)
        if each.function and each.package not in DEFERRED and not _is_app_start(source, each.function)
    ]


def _is_app_start(source: Source, function: str) -> bool:
    """Django has no models before `AppConfig.ready`."""
    return source.module.endswith(".apps") and function == "ready"


def test_only_heavy_libraries_are_imported_inside_functions() -> None:
    assert inside_functions(sources()) == []


def test_a_light_import_inside_a_function_is_found() -> None:
    assert inside_functions([sample("assistant.views.chat", "def page():\n    from records import access")])
    assert inside_functions([sample("records.tasks", "class Job:\n    async def run(self):\n        import json")])
    assert not inside_functions([sample("assistant.engine.x", "def load():\n    import faiss")])
    assert not inside_functions([sample("records.apps", "def ready(self):\n    from records import receivers")])
