"""Errors of asking that may be shown."""

from records.errors import UserError


class BadQuestion(UserError):
    """An empty or too long question."""


class TooManyWaiting(UserError):
    status = 429
