"""Reads and checks the whole of the clinical knowledge."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from triage.engine.knowledge.conditions import read_condition
from triage.engine.knowledge.findings import read_findings
from triage.engine.knowledge.kept import Kept, Raw, kept_or_read
from triage.engine.knowledge.reading import KnowledgeError, read_yaml
from triage.engine.knowledge.types import Condition, Finding, Knowledge, Review

FINDINGS, CONDITIONS = "findings/*.yaml", "conditions/*/*.yaml"
Complain = Callable[[KnowledgeError], None]


def load_knowledge(folder: Path, kept: Path | None = None) -> Knowledge:
    """`folder` holds `findings` and `conditions`. With `kept`, a file in which their contents are kept for the next
    process. Raises `KnowledgeError` for the first broken rule."""
    if kept is None:
        return _Loader(folder, _raise, {}).load()
    store = Kept(folder, kept, (FINDINGS, CONDITIONS))
    raws = store.load()
    is_new = not raws
    knowledge = _Loader(folder, _raise, raws).load()
    if is_new:
        store.save(raws)
    return knowledge


def problems(folder: Path) -> list[KnowledgeError]:
    """Every broken rule at once, for those who write entries."""
    found: list[KnowledgeError] = []
    _Loader(folder, found.append, {}).load()
    return found


def spelled(phrase: str) -> str:
    """How phrases are compared: lower case, letters and digits only, single spaces."""
    return " ".join(re.findall(r"[^\W_]+", phrase.casefold().replace("'", "").replace("’", "")))


def _raise(error: KnowledgeError) -> None:
    raise error


class _Loader:
    def __init__(self, folder: Path, complain: Complain, raws: Raw) -> None:
        self._folder = folder
        self._raw = kept_or_read(raws, folder, read_yaml)
        self._complain = complain
        self._findings: dict[str, Finding] = {}
        self._file_of: dict[str, str] = {}
        self._conditions: dict[str, Condition] = {}
        self._reviews: dict[str, Review] = {}

    def load(self) -> Knowledge:
        for path in sorted(self._folder.glob(FINDINGS)):
            self._guarded(self._read_findings, path)
        for path in sorted(self._folder.glob(CONDITIONS)):
            self._guarded(self._read_condition, path)
        self._check_phrases()
        self._check_links()
        self._check_cycles()
        self._check_names()
        for condition in self._conditions.values():
            self._check_condition(condition)
        return Knowledge(self._findings, self._conditions, self._reviews)

    def _guarded(self, read: Callable[[Path], None], path: Path) -> None:
        try:
            read(path)
        except KnowledgeError as error:
            self._complain(error)

    def _wrong(self, file: str, key: str, problem: str) -> None:
        self._complain(KnowledgeError(file, key, problem))

    def _read_findings(self, path: Path) -> None:
        self._reviews[path.name], entries = read_findings(path, self._raw(path))
        for _place, finding in entries:
            if finding.id in self._findings:
                self._wrong(path.name, f"findings[{finding.id}].id", f"also in {self._file_of[finding.id]}")
                continue
            self._findings[finding.id] = finding
            self._file_of[finding.id] = path.name

    def _read_condition(self, path: Path) -> None:
        condition = read_condition(path, self._raw(path))
        if condition.id in self._conditions:
            self._wrong(path.name, "id", f"also in {self._conditions[condition.id].system}")
        elif condition.system != path.parent.name:
            self._wrong(path.name, "system", f"must be the folder's name, {path.parent.name}")
        else:
            self._conditions[condition.id] = condition

    def _check_phrases(self) -> None:
        owner: dict[str, str] = {}
        for finding in self._findings.values():
            for phrase in finding.phrases:
                other = owner.setdefault(spelled(phrase), finding.id)
                if other != finding.id:
                    self._wrong_phrase(finding, f"{phrase!r} also belongs to {other}")
                if phrase.count("(") != phrase.count(")"):
                    # Without quotes 't(9, 22)' is two phrases, and everybody aged 22 has it.
                    self._wrong_phrase(finding, f"{phrase!r} is half a phrase: put it in quotes")

    def _wrong_phrase(self, finding: Finding, problem: str) -> None:
        self._wrong(self._file_of[finding.id], f"findings[{finding.id}].words", problem)

    def _check_links(self) -> None:
        for finding in self._findings.values():
            for key, ids in (("parents", finding.parents), ("opposites", finding.opposites)):
                for unknown in self._unknown(ids):
                    self._wrong(self._file_of[finding.id], f"findings[{finding.id}].{key}", f"no finding {unknown}")

    def _check_cycles(self) -> None:
        settled: set[str] = set()

        def visit(id_: str, path: tuple[str, ...]) -> None:
            if id_ in path:
                loop = " > ".join((*path[path.index(id_) :], id_))
                self._wrong(self._file_of[id_], f"findings[{id_}].parents", f"runs in a circle: {loop}")
            elif id_ not in settled and id_ in self._findings:
                for parent in self._findings[id_].parents:
                    visit(parent, (*path, id_))
                settled.add(id_)

        for id_ in self._findings:
            visit(id_, ())

    def _check_names(self) -> None:
        owner: dict[str, str] = {}
        for condition in self._conditions.values():
            for name in condition.names:
                other = owner.setdefault(spelled(name), condition.id)
                if other != condition.id:
                    self._wrong(f"{condition.id}.yaml", "synonyms", f"{name!r} also belongs to {other}")

    def _check_condition(self, condition: Condition) -> None:
        file = f"{condition.id}.yaml"
        for key in ("findings", "specific", "risk_factors", "red_flags"):
            for unknown in self._unknown(getattr(condition, key)):
                self._wrong(file, key, f"no finding {unknown}")
        for unlisted in sorted(set(condition.specific) - set(condition.findings)):
            self._wrong(file, "specific", f"{unlisted} is not among the entry's findings")
        if condition.id in condition.mimics:
            self._wrong(file, "mimics", "names the condition itself")

    def _unknown(self, ids: Iterable[str]) -> list[str]:
        return sorted({id_ for id_ in ids if id_ not in self._findings})
