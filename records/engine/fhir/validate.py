"""Check a resource against the FHIR R4B models.

Its findings are warnings: the mapping itself refuses what it cannot use, and a fault in a field that nobody
reads must not cost a patient a lab value.
"""

import importlib
from functools import cache
from typing import Any

MAX_PROBLEMS = 5


@cache
def _model(kind: str) -> Any:
    module = importlib.import_module(f"fhir.resources.R4B.{kind.lower()}")
    return getattr(module, kind)


def shape_problems(kind: str, resource: dict[str, Any]) -> list[str]:
    """Where `resource` departs from the standard: paths and kinds of fault, no content."""
    from pydantic import ValidationError

    try:
        _model(kind).model_validate(resource)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        return [_problem(part["loc"], part["type"]) for part in found[:MAX_PROBLEMS]]
    return []


def _problem(location: tuple[int | str, ...], fault: str) -> str:
    # The name of an unknown field comes from the input, so it is not repeated.
    known = location[:-1] if fault == "extra_forbidden" else location
    path = ".".join(str(part) for part in known) or "resource"
    return f"{path}: not as FHIR R4 has it ({fault})"
