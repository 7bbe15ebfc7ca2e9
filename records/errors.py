"""Errors whose text may be shown to a user. It says what happened and what to do; never patient text."""


class UserError(Exception):
    """Shown as it is. `status` is the HTTP status of the page that shows it."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(UserError):
    """Also for what exists but is not this user's to see: a stranger learns nothing."""

    status = 404


class Forbidden(UserError):
    """The user may see the thing but not do this with it."""

    status = 403


class TooMany(UserError):
    """More requests than one caller may make; `wait` is for how many seconds."""

    status = 429

    def __init__(self, message: str, wait: int) -> None:
        super().__init__(message)
        self.wait = wait


class BadFile(UserError):
    """A file that cannot be used as it is; nothing of it was lost or half stored."""
