"""Where a build of the literature index lies, and which one is in use.

Builds are folders side by side; a small file names the one in use. It is replaced in one step, so that a
reader sees the old build or the new one, never a mixture.
"""

import os
import shutil
from pathlib import Path

ABOUT = "about.json"
RECORDS = "records.jsonl"
RECORD_PLACES = "records.npy"
PASSAGES = "passages.npy"
VECTORS = "vectors.faiss"
TERMS = "terms.json"
STARTS = "starts.npy"
POSTINGS = "postings.npy"
WEIGHTS = "weights.npy"

_POINTER = "current"
_FINISHED = "build-"


def current(root: Path) -> str | None:
    """The name of the build in use; None before the first."""
    try:
        name = (root / _POINTER).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return None
    return name if name.startswith(_FINISHED) and "/" not in name else None


def publish(root: Path, made: Path) -> str:
    """Put a finished folder in use. The build before it is kept for who still reads it; older ones go."""
    name = f"{_FINISHED}{made.name}"
    made.rename(root / name)
    before = current(root)
    waiting = root / f"{_POINTER}.{made.name}"
    with waiting.open("w", encoding="ascii") as pointer:
        pointer.write(name)
        pointer.flush()
        os.fsync(pointer.fileno())
    waiting.replace(root / _POINTER)
    for old in root.glob(f"{_FINISHED}*"):
        if old.name not in (name, before):
            shutil.rmtree(old, ignore_errors=True)
    return name
