"""Reads the code of the four packages as syntax trees, for the guards. Nothing is imported."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("records", "triage", "assistant", "config")  # lowest first


@dataclass(frozen=True)
class Source:
    """One module: its dotted name, and its tree."""

    module: str
    tree: ast.Module
    is_package: bool = False

    @property
    def package(self) -> str:
        return self.module.split(".")[0]


@dataclass(frozen=True)
class Import:
    """One imported module or name, in full: `from records import access` is `records.access`."""

    target: str
    line: int
    function: str = ""  # the function that holds it; empty at the top of the module

    @property
    def package(self) -> str:
        return self.target.split(".")[0]


@cache
def sources(packages: tuple[str, ...] = PACKAGES) -> list[Source]:
    found = [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]
    return [_read(path) for path in found if "migrations" not in path.parts]


def sample(module: str, code: str) -> Source:
    """Made-up code, to show that a guard can fail."""
    return Source(module, ast.parse(code))


def imports(source: Source) -> Iterator[Import]:
    for node, function in _walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (Import(name.name, node.lineno, function) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(source, node)
            yield from (Import(f"{base}.{name.name}", node.lineno, function) for name in node.names)


def _read(path: Path) -> Source:
    parts = path.relative_to(ROOT).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    module = ".".join(parts[:-1] if is_package else parts)
    return Source(module, ast.parse(path.read_text(encoding="utf-8"), str(path)), is_package)


def _base(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = source.module.split(".")
    kept = parts[: len(parts) - node.level + source.is_package]
    return ".".join([*kept, node.module] if node.module else kept)


def _walk(node: ast.AST, function: str = "") -> Iterator[tuple[ast.AST, str]]:
    for child in ast.iter_child_nodes(node):
        yield child, function
        inner = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
        yield from _walk(child, inner)
