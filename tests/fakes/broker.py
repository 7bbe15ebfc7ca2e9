"""A broker that only notes what was handed to it. `use` installs it for jobs of the kind `probe`."""

from dataclasses import dataclass, field

import pytest

from triage.services import jobs

KIND = "probe"


@dataclass
class Broker:
    """`sent` holds (job id, seconds to wait) in order."""

    sent: list[tuple[str, int]] = field(default_factory=list)

    @property
    def tasks(self) -> dict[str, "Broker"]:
        return {"tests.probe": self}

    def apply_async(self, args: list[str], countdown: int = 0) -> None:
        self.sent.append((args[0], countdown))

    @property
    def jobs(self) -> list[str]:
        return [job for job, _ in self.sent]


def use(patch: pytest.MonkeyPatch) -> Broker:
    broker = Broker()
    patch.setattr(jobs, "current_app", broker)
    patch.setattr(jobs, "_kinds", {KIND: jobs.JobKind(KIND, "tests.probe")})
    return broker
