"""Resolve the dependencies of pyproject.toml to exact versions: `make lock` writes requirements*.lock with it.

Each set is resolved on top of the installed application's own, so that all of them fit into one environment.
Names and versions only: no hashes and no server's address, so that a hospital's mirror can serve them.
"""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# {purpose} Made by `make lock` from pyproject.toml; do not edit.\n"
RUNTIME = "requirements.lock"
SETS = {
    "dev": ("requirements-dev.lock", "Tests, linter, types and the build of the front end."),
    "models": ("requirements-models.lock", "Training, and models from a hub by setting."),
    "bench": ("requirements-bench.lock", "What the benchmarks compare with."),
}
# torch pins its own builds for graphics cards, which differ by platform; a machine without a card needs none.
PLATFORM_ONLY = ("nvidia-", "cuda-", "triton")


def resolve(wanted: list[str], fixed: dict[str, str]) -> dict[str, str]:
    """Name to version of everything that `wanted` needs, given what is fixed already."""
    constraints = [f"{name}=={version}" for name, version in fixed.items()]
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed", "--quiet", "--report", "-"]
    done = subprocess.run([*command, *wanted, *constraints], stdout=subprocess.PIPE, check=True)
    found = [item["metadata"] for item in json.loads(done.stdout)["install"]]
    kept = [item for item in found if not item["name"].startswith(PLATFORM_ONLY)]
    return {item["name"]: item["version"].split("+")[0] for item in kept}  # 2.13.0+cpu is one build of 2.13.0


def write(name: str, purpose: str, versions: dict[str, str]) -> None:
    lines = sorted((f"{name}=={version}" for name, version in versions.items()), key=str.lower)
    (ROOT / name).write_text(HEADER.format(purpose=purpose) + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines)} packages")


def main() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    runtime = resolve(project["dependencies"], {})
    write(RUNTIME, "What the application runs on.", runtime)
    for extra, (name, purpose) in SETS.items():
        found = resolve(project["optional-dependencies"][extra], runtime)
        write(name, purpose, {package: version for package, version in found.items() if package not in runtime})


if __name__ == "__main__":
    main()
