"""How a job can fail. The message may be shown: no patient text, and it says what to do."""

from records.errors import UserError


class RetryLater(UserError):
    """Trying again can help: a service was away, a lock was busy."""


class CannotRun(UserError):
    """Trying again cannot help: the input is gone or unusable, or access was withdrawn."""
