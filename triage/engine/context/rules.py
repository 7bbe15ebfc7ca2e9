"""The rules of `knowledge/context`, checked as they are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from triage.engine.context.phrases import PhraseTree
from triage.engine.context.types import DIMENSIONS, NEGATION, SAYINGS, STATE, RuleError

FOLDER = Path(__file__).resolve().parents[3] / "knowledge" / "context"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
OR = "or"
_REACHES = ("after", "before", "here")
_KEYS = {"says", "reach", "within", "list", "ends", "local", "phrases"}


@dataclass(frozen=True, slots=True)
class Cue:
    """`says` maps a dimension to what is said of it; `ends` are the dimensions whose scopes stop at the cue;
    `nothing` takes its words from all other cues. `within` counts words, 0 is no limit."""

    says: Mapping[str, str]
    reach: str
    within: int
    over_commas: bool | str  # "or": where an "or" or "nor" goes on with the list
    ends: frozenset[str]
    local: bool  # a border to the next comma, and only for what follows
    nothing: bool


@dataclass(frozen=True, slots=True)
class Rules:
    cues: tuple[Cue, ...]
    tree: PhraseTree
    headings: Mapping[str, Mapping[str, str]]  # name of a heading to what it says


def load(folder: Path = FOLDER) -> Rules:
    """Raises RuleError, which names file and entry."""
    content = _read(folder / "cues.yaml")
    classes = content.get("classes", {})
    if not all(isinstance(word, str) for words in classes.values() for word in words):
        raise RuleError("cues.yaml: quote words of a class that YAML reads as something else")
    tree, cues = PhraseTree(classes), []
    for number, entry in enumerate(content["cues"]):
        try:
            cues.append(_cue(entry))
            for phrase in entry["phrases"]:
                tree.add(str(phrase), number)
        except RuleError as error:
            raise RuleError(f"cues.yaml, rule {number + 1}: {error}") from error
    return Rules(tuple(cues), tree, _headings(_read(folder / "headings.yaml")))


def _cue(entry: Mapping[str, Any]) -> Cue:
    unknown = set(entry) - _KEYS
    says = _listed(entry.get("says"))
    if unknown or not entry.get("phrases") or not says:
        raise RuleError(f"needs says and phrases, and has no {sorted(unknown)}")
    reach = str(entry.get("reach", "after"))
    ends = frozenset(entry.get("ends", DIMENSIONS)) if "ends" in says else frozenset()
    if NEGATION in ends:
        ends |= {STATE}  # what is left open or over reaches as far as what is denied
    if reach not in _REACHES or ends - set(DIMENSIONS):
        raise RuleError("reach or ends is none of those that there are")
    return Cue(
        says=_said([word for word in says if word not in ("ends", "nothing")]),
        reach=reach,
        within=int(entry.get("within", 0)),
        over_commas=_list(entry.get("list", reach == "after")),
        ends=ends,
        local=bool(entry.get("local", False)),
        nothing="nothing" in says,
    )


def _list(value: object) -> bool | str:
    if not isinstance(value, bool) and value != OR:
        raise RuleError(f"list is yes, no or {OR}")
    return value if isinstance(value, bool) else OR


def _headings(content: Mapping[str, Any]) -> dict[str, Mapping[str, str]]:
    found: dict[str, Mapping[str, str]] = {}
    for entry in content["headings"]:
        says = _said(_listed(entry["says"]))
        for name in entry["names"]:
            if name in found:
                raise RuleError(f"headings.yaml: {name} is there twice")
            found[name] = says
    return found


def _said(words: list[str]) -> dict[str, str]:
    unknown = set(words) - set(SAYINGS)
    if unknown or len({SAYINGS[word] for word in words}) < len(words):
        raise RuleError(f"says what cannot be said: {sorted(unknown) or words}")
    return {SAYINGS[word]: word for word in words}


def _listed(value: object) -> list[str]:
    return [str(word) for word in value] if isinstance(value, list) else [str(value)] if value else []


def _read(path: Path) -> dict[str, Any]:
    content = yaml.load(path.read_text(encoding="utf-8"), _LOADER)  # noqa: S506  (both are safe loaders)
    if not isinstance(content, dict) or not isinstance(content.get("written"), date) or not content.get("reviewed"):
        raise RuleError(f"{path.name}: needs version, written and reviewed")
    return content
