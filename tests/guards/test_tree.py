"""Nothing in the tree belongs to one machine or one workplace."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.guards.source import ROOT

MAY_NAME_SHARED_DATA = {"Makefile", ".ci/run"}
FORBIDDEN = {
    # Spelled with classes of one letter, so that this file does not hold what it forbids.
    "a path of one machine": r"/(?:[w]ork|[r]oot|[h]ome/[a-z]+|[U]sers/[A-Za-z]+)/",
    "a package registry": r"[p]ypi\.org|[p]ythonhosted\.org|[n]pmjs\.(?:org|com)|[n]pmmirror|--?[i]ndex-url",
    "a tool that wrote it": r"[c]laude|[a]nthropic|[c]hatgpt|[c]opilot|[s]ubagent|[c]o-authored-by",
}


def offences(path: str, text: str) -> list[str]:
    found = [name for name, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)]
    if path not in MAY_NAME_SHARED_DATA and re.search(r"\.\./[s]hared|\b[s]hared/data", text):
        found.append("the data folder beside the checkout")
    return found


def tracked() -> list[Path]:
    """Files in git and those about to be; a copy without git has none to look at."""
    names = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    done = subprocess.run(names, cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def readable(path: Path) -> str:
    if path.is_relative_to(ROOT / "weights") and path.suffix == ".json":
        return ""  # the words that a model knows
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""  # an image, or weights


def test_the_tree_is_free_of_machines_registries_and_tools() -> None:
    found = {name: offences(name, readable(path)) for path in tracked() for name in [str(path.relative_to(ROOT))]}
    assert {name: broken for name, broken in found.items() if broken} == {}


@pytest.mark.parametrize(
    "bad",
    ["data in /" + "work/main", "see https://py" + "pi.org/x", "thanks to Co" + "pilot", "read ../" + "shared/x.json"],
)
def test_a_bad_line_is_found(bad: str) -> None:
    assert offences("records/x.py", f"first line\n{bad}\n")


def test_only_the_pipeline_may_name_the_data_folder() -> None:
    line = "DATA = ../" + "shared"
    assert offences("Makefile", line) == []
    assert offences("docs/setup.md", line) == ["the data folder beside the checkout"]
