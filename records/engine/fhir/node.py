"""A tolerant view of a JSON object: typed values out, a note of whatever had to be dropped.

Real exports break the standard in harmless places. A wrong field must cost that field, not the resource,
and must be reported by its path and never by its content.
"""

import math
from typing import Any

from records.engine.dates import SourceDate
from records.engine.fhir.types import Code

MAX_WARNINGS = 20  # a resource that is wrong everywhere need not say so a thousand times


class Node:
    __slots__ = ("_key", "_parent", "data", "warnings")

    def __init__(
        self,
        data: dict[str, Any],
        warnings: list[str],
        key: str = "",
        parent: "Node | None" = None,
    ):
        self.data = data
        self.warnings = warnings
        self._key = key
        self._parent = parent

    def __bool__(self) -> bool:
        return bool(self.data)

    @property
    def path(self) -> str:
        above = self._parent.path if self._parent else ""
        return f"{above}.{self._key}" if above else self._key

    def warn(self, key: str, what: str) -> None:
        path = f"{self.path}.{key}".strip(".")
        message = f"{path}: {what}"
        if len(self.warnings) < MAX_WARNINGS and message not in self.warnings:
            self.warnings.append(message)

    def text(self, key: str) -> str:
        value = self.data.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.warn(key, "not text, left out")
            return ""
        return value.strip()

    def texts(self, key: str) -> list[str]:
        found = []
        for value in self._list(key):
            if isinstance(value, str):
                found.append(value.strip())
            elif value is not None:  # null keeps places for extensions
                self.warn(key, "not text, left out")
        return [text for text in found if text]

    def number(self, key: str) -> float | None:
        value = self.data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return self._number_from_text(key, value)
        return self._finite(key, value)

    def _number_from_text(self, key: str, value: object) -> float | None:
        if isinstance(value, str):
            self.warn(key, "a number written as text")
            try:
                return self._finite(key, float(value))
            except ValueError:
                pass
        self.warn(key, "not a number, left out")
        return None

    def _finite(self, key: str, value: float) -> float | None:
        try:
            if math.isfinite(number := float(value)):
                return number
        except OverflowError:
            pass
        self.warn(key, "not a finite number, left out")
        return None

    def flag(self, key: str) -> bool | None:
        value = self.data.get(key)
        if value is None or isinstance(value, bool):
            return value
        self.warn(key, "not true or false, left out")
        return None

    def date(self, key: str) -> SourceDate | None:
        value = self.text(key)
        if not value:
            return None
        try:
            return SourceDate(value)
        except (ValueError, OverflowError):
            return self._day_only(key, value)

    def _day_only(self, key: str, value: str) -> SourceDate | None:
        """A sound day with an impossible time (a leap second, hour 24) keeps its day."""
        if len(value) > 10 and value[10] in "T ":
            try:
                day = SourceDate(value[:10])
            except ValueError:
                pass
            else:
                self.warn(key, "impossible time, only the day was kept")
                return day
        self.warn(key, "not a possible date, left out")
        return None

    def node(self, key: str) -> "Node":
        """The object under `key`; the first of a list; an empty node where there is none."""
        value = self.data.get(key)
        if isinstance(value, list):
            return next(iter(self.nodes(key)), Node({}, self.warnings, key, self))
        if value is not None and not isinstance(value, dict):
            self.warn(key, "not an object, left out")
            value = None
        return Node(value or {}, self.warnings, key, self)

    def nodes(self, key: str) -> list["Node"]:
        found = []
        for number, value in enumerate(self._list(key)):
            if isinstance(value, dict):
                found.append(Node(value, self.warnings, f"{key}[{number}]", self))
            elif value is not None:
                self.warn(f"{key}[{number}]", "not an object, left out")
        return found

    def _list(self, key: str) -> list[Any]:
        value = self.data.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        self.warn(key, "one value where a list belongs")
        return [value]

    def coding(self) -> Code:
        """This node read as a Coding."""
        return Code(self.text("system"), self.text("code"), self.text("display"))

    def codes(self, key: str, first: str = "") -> tuple[Code, ...]:
        """Codings of the CodeableConcept under `key`, those of the system `first` in front."""
        found = [part.coding() for concept in self._concepts(key) for part in concept.nodes("coding")]
        kept = [code for code in found if code.code or code.display]
        return tuple(sorted(kept, key=lambda code: code.system != first))

    def words(self, key: str) -> str:
        """The CodeableConcepts under `key` in words: their text, else a display, else a code."""
        return "; ".join(dict.fromkeys(filter(None, map(_in_words, self._concepts(key)))))

    def first_code(self, key: str) -> str:
        """The first code of the CodeableConcept under `key`, or its text."""
        for concept in self._concepts(key):
            for part in concept.nodes("coding"):
                if code := part.text("code"):
                    return code
            if text := concept.text("text"):
                return text
        return ""

    def _concepts(self, key: str) -> list["Node"]:
        if isinstance(self.data.get(key), list):
            return self.nodes(key)
        concept = self.node(key)
        return [concept] if concept else []


def _in_words(concept: Node) -> str:
    if text := concept.text("text"):
        return text
    codings = [part.coding() for part in concept.nodes("coding")]
    displays = [code.display for code in codings if code.display]
    codes = [code.code for code in codings if code.code]
    return next(iter(displays + codes), "")
