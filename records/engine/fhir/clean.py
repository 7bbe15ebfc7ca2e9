"""Make a decoded resource storable: no null bytes, no lone surrogates, no bottomless nesting."""

from dataclasses import dataclass
from typing import Any

# The deepest resources of R4 (questionnaires, nested consent provisions) stay under 30 levels.
MAX_DEPTH = 64


class TooDeep(ValueError):
    """The resource is nested more deeply than any real one."""


@dataclass(slots=True)
class Cleaned:
    value: Any
    nulls: int = 0
    surrogates: int = 0


def clean(value: Any) -> Cleaned:
    """A copy of `value` whose texts every database and index can hold, and what was taken out."""
    result = Cleaned(None)
    result.value = _clean(value, result, 0)
    return result


def _clean(value: Any, found: Cleaned, depth: int) -> Any:
    if isinstance(value, str):
        return _text(value, found)
    if depth > MAX_DEPTH:
        raise TooDeep
    if isinstance(value, dict):
        return {_text(key, found): _clean(part, found, depth + 1) for key, part in value.items()}
    if isinstance(value, list):
        return [_clean(part, found, depth + 1) for part in value]
    return value


def _text(text: str, found: Cleaned) -> str:
    if "\0" in text:
        found.nulls += text.count("\0")
        text = text.replace("\0", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        found.surrogates += 1
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
