"""Log lines without patient text: message templates and plain ids only, exceptions by type and place."""

import contextlib
import json
import logging
import traceback
from types import TracebackType

_PLAIN = (int, float, bool, type(None))
_EXTRA = {"status", "reference", "job", "kind", "queue", "count", "seconds", "revision"}


class PatientSafeFormatter(logging.Formatter):
    """Our own messages are constants with ids in `extra`. Of other libraries' messages the first line is
    kept (asyncio puts the exception on the second), and their arguments only where they are numbers;
    exception texts are dropped, since they can hold a value."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": _safe_message(record),
        }
        line |= {name: str(getattr(record, name)) for name in _EXTRA if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["place"] = _place(record.exc_info[2])
        return json.dumps(line)


def _safe_message(record: logging.LogRecord) -> str:
    template = str(record.msg)
    if record.name.startswith("anamnesis"):
        return template
    template = template.partition("\n")[0]
    args = record.args if isinstance(record.args, tuple) else ()
    if args and all(isinstance(arg, _PLAIN) for arg in args):
        with contextlib.suppress(TypeError):  # else logging itself prints message and arguments
            return template % args
    return template


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)[-3:]
    return " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))
