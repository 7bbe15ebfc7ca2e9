"""Verifying the audit trail from a page, where that is quick enough."""

from dataclasses import dataclass

from records import audit
from records.access import Actor
from records.models import Role
from records.services.roles import must_be

MAX_LINES = 100_000  # some ten seconds; longer trails are for the command


@dataclass(frozen=True, slots=True)
class Checked:
    count: int
    too_long: bool = False
    broken: audit.Broken | None = None


def check_trail(actor: Actor) -> Checked:
    """Audited. Reads the whole trail unless it is too long for a page."""
    must_be(actor, "audit", Role.PRIVACY_OFFICER)
    count, _ = audit.root()
    if count > MAX_LINES:
        return Checked(count, too_long=True)
    broken = audit.verify()
    outcome = audit.Outcome.FAILED if broken else audit.Outcome.OK
    audit.write(actor, audit.Action.REVIEW, object_type="AuditEntry", outcome=outcome)
    return Checked(audit.root()[0], broken=broken)
