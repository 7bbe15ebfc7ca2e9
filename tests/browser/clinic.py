"""A demo clinic of its own, served as a user would: `demo --no-serve`, then `serve` (see tests.browser.paced)."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240
_ACCOUNT = re.compile(r"^\s*(\S+)\s+(clinician|patient|privacy officer|administrator)\s+(\S+)\s*$", re.IGNORECASE)


@dataclass
class Clinic:
    """`passwords` are those that the demo printed, by user name."""

    url: str
    passwords: dict[str, str]
    environment: dict[str, str]
    process: "subprocess.Popen[bytes]"

    @property
    def hold(self) -> Path:
        """While there is a file here, answers to questions that end in "slowly" stand still (tests.browser.paced)."""
        return Path(self.environment["ANAMNESIS_DATA"]) / "hold-answers"

    def clinician(self) -> str:
        return next(name for name in self.passwords if name.startswith("dr."))

    def settle(self) -> None:
        """Waits until nothing is indexed, read or summarised any more."""
        self.manage("shell", "-c", "from tests.browser.settled import wait; wait()")

    def manage(self, *arguments: str) -> str:
        """Run a management command beside the running server; its standard output."""
        return _manage(self.environment, *arguments)


def make(folder: Path) -> Clinic:
    """Make the demo clinic in this folder and serve it on a free port."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "ANAMNESIS_DATA": str(folder / "data"),
        "ANAMNESIS_KEY_FILE": str(folder / "keys" / "keys.json"),
    }
    printed = _manage(environment, "demo", "--no-serve")
    passwords = {found[1]: found[3] for line in printed.splitlines() if (found := _ACCOUNT.match(line))}
    port = _free_port()
    return Clinic(f"http://127.0.0.1:{port}", passwords, environment, _serve(environment, port))


def _manage(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"manage.py {arguments[0]} failed ({done.returncode}):\n{done.stderr[-3000:]}")
    return done.stdout


def _serve(environment: dict[str, str], port: int) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.paced", str(port)], env=environment, cwd=ROOT, stderr=subprocess.DEVNULL
    )
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=2).close()
        except urllib.error.HTTPError:
            return process
        except OSError:
            time.sleep(0.2)
        else:
            return process
    process.kill()
    raise RuntimeError("the server did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
