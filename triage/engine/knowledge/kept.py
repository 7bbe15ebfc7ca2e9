"""What the YAML files hold, kept as one JSON file between processes: that reads many times faster.

The YAML stays the only source: what is kept counts only while every file is byte for byte as it was.
"""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

_FORMAT = "1"
_DAY = "\0day"  # JSON has no dates
Raw = dict[str, dict[str, Any]]


class Kept:
    """Raw contents by file, for one folder of knowledge; `at` may be missing, broken or not to be written."""

    def __init__(self, folder: Path, at: Path, patterns: tuple[str, ...]) -> None:
        self._at = at
        self._key = _key(folder, sorted(path for pattern in patterns for path in folder.glob(pattern)))

    def load(self) -> Raw:
        """Empty where nothing is kept of these very files."""
        try:
            content = json.loads(self._at.read_text(encoding="utf-8"), object_hook=_day)
            return dict(content["files"]) if content["key"] == self._key else {}
        except (OSError, ValueError, KeyError, TypeError):
            return {}

    def save(self, files: Mapping[str, Mapping[str, Any]]) -> None:
        """Whole or not at all. Where it cannot be written the YAML is read again next time."""
        text = json.dumps({"key": self._key, "files": files}, default=_plain, ensure_ascii=False)
        with suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._at.parent, prefix=self._at.name)
            try:
                with open(handle, "w", encoding="utf-8") as file:
                    file.write(text)
                os.replace(name, self._at)
            except OSError:
                os.unlink(name)


def kept_or_read(raws: Raw, folder: Path, read: Callable[[Path], dict[str, Any]]) -> Callable[[Path], dict[str, Any]]:
    """Gives the raw content of a file, and adds to `raws` what it had to read."""

    def raw(path: Path) -> dict[str, Any]:
        name = path.relative_to(folder).as_posix()
        if name not in raws:
            raws[name] = read(path)
        return raws[name]

    return raw


def _key(folder: Path, paths: list[Path]) -> str:
    made = sha256(_FORMAT.encode())
    for path in paths:
        made.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        made.update(sha256(path.read_bytes()).digest())
    return made.hexdigest()


def _plain(value: object) -> dict[str, str]:
    if type(value) is date:
        return {_DAY: value.isoformat()}
    raise TypeError(f"{type(value).__name__} is not kept")


def _day(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value[_DAY]) if _DAY in value else value
