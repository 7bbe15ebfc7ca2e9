"""Run a management command as a person would: what it printed, and its exit status."""

from dataclasses import dataclass
from io import StringIO

from django.core.management import CommandError, call_command


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    error: str = ""


def run(name: str, *arguments: object) -> Ran:
    out = StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out)
    except CommandError as error:
        return Ran(error.returncode, out.getvalue(), str(error))
    except SystemExit as end:
        return Ran(int(end.code or 0), out.getvalue())
    return Ran(0, out.getvalue())
