"""Reads one mapping of a knowledge file key by key; every complaint names the file and the key."""

import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from triage.engine.knowledge.types import Review, Source

UNREVIEWED = "unreviewed"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# The compiled loader reads ten times faster; both are safe.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class KnowledgeError(ValueError):
    """A knowledge file that breaks a rule; says which file and which key."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")
        self.file = file
        self.key = key


def read_yaml(path: Path) -> dict[str, Any]:
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506  (both are safe loaders)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise KnowledgeError(path.name, "file", f"not readable as YAML{where}") from error
    if not isinstance(raw, dict):
        raise KnowledgeError(path.name, "file", "must be a mapping of names to values")
    return raw


class Fields:
    """One mapping with typed access. `at` is put before each key in complaints."""

    def __init__(self, file: str, raw: object, at: str = "") -> None:
        self.file, self.at = file, at
        if not isinstance(raw, dict) or not all(isinstance(name, str) for name in raw):
            raise KnowledgeError(file, at.rstrip(".") or "file", "must be a mapping of names to values")
        self.raw: Mapping[str, Any] = raw

    def wrong(self, key: str, problem: str) -> KnowledgeError:
        return KnowledgeError(self.file, self.at + key, problem)

    def only(self, required: Collection[str], optional: Collection[str]) -> None:
        known = {*required, *optional}
        for name in sorted(set(self.raw) - known):
            raise self.wrong(name, f"unknown key; known are {', '.join(sorted(known))}")
        for name in sorted(set(required) - set(self.raw)):
            raise self.wrong(name, "missing")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.raw.get(key, default)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.wrong(key, "must be a text that is not empty (quote what YAML reads as something else)")
        return " ".join(value.split())

    def slug(self, key: str) -> str:
        value = self.text(key)
        if not _ID.fullmatch(value):
            raise self.wrong(key, "must be lower-case words joined by '-'")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.raw.get(key) or []
        if not isinstance(value, list):
            raise self.wrong(key, "must be a list of texts")
        for one in value:
            if not isinstance(one, str) or not one.strip():
                raise self.wrong(key, f"{one!r} is not a text (quote what YAML reads as something else)")
        return tuple(" ".join(one.split()) for one in value)

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        value = self.raw.get(key, default)
        if value not in choices:
            raise self.wrong(key, f"{value!r} is not one of {', '.join(choices)}")
        return str(value)

    def choices(self, key: str, choices: Collection[str]) -> tuple[str, ...]:
        for value in self.texts(key):
            if value not in choices:
                raise self.wrong(key, f"{value!r} is not one of {', '.join(choices)}")
        return self.texts(key)

    def flag(self, key: str) -> bool:
        value = self.raw.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "must be true or false")
        return value

    def number(self, key: str) -> float | None:
        value = self.raw.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise self.wrong(key, "must be a number")
        return None if value is None else float(value)

    def numbers(self, key: str) -> tuple[float, ...]:
        value = self.raw.get(key) or []
        if not isinstance(value, list):
            raise self.wrong(key, "must be a list of numbers")
        for one in value:
            if isinstance(one, bool) or not isinstance(one, int | float):
                raise self.wrong(key, f"{one!r} is not a number")
        return tuple(map(float, value))

    def classes(self, key: str, choices: Collection[str], names: Collection[str] = ()) -> dict[str, str]:
        """A mapping of names to one of the classes; with `names`, only these."""
        inner = Fields(self.file, self.raw.get(key) or {}, f"{self.at}{key}.")
        if names:
            inner.only((), names)
        return {name: inner.choice(name, choices) for name in inner.raw}

    def weights(self, key: str, names: Collection[str]) -> dict[str, float]:
        inner = Fields(self.file, self.raw.get(key) or {}, f"{self.at}{key}.")
        inner.only((), names)
        found = {name: inner.number(name) for name in inner.raw}
        for name, value in found.items():
            if value is None or value < 0:
                raise inner.wrong(name, "must be a number of at least 0")
        return {name: value for name, value in found.items() if value is not None}

    def mappings(self, key: str) -> list["Fields"]:
        value = self.raw.get(key) or []
        if not isinstance(value, list):
            raise self.wrong(key, "must be a list of mappings")
        return [Fields(self.file, one, f"{self.at}{key}[{place}].") for place, one in enumerate(value)]

    def day(self, key: str) -> date:
        value = self.raw.get(key)
        # A date with a time of day is a datetime, which is a date too: not wanted here.
        if type(value) is not date:
            raise self.wrong(key, "must be a date such as 2026-11-21")
        return value

    def review(self) -> Review:
        """`written`, and either sources or the mark `reviewed: unreviewed` or a day of review."""
        sources = []
        for one in self.mappings("sources"):
            one.only(("title", "read"), ())
            sources.append(Source(one.text("title"), one.day("read")))
        mark = self.raw.get("reviewed")
        if mark is None and not sources:
            raise self.wrong("reviewed", f"name sources or say '{UNREVIEWED}'")
        reviewed = None if mark in (None, UNREVIEWED) else self.day("reviewed")
        return Review(self.day("written"), reviewed, tuple(sources))
