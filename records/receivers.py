"""Sign-ins, sign-outs and failed sign-ins become audit lines."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver

from records import access, audit
from records.models import User


@receiver(user_logged_in)
def signed_in(sender: object, user: User, **kwargs: Any) -> None:
    audit.write(access.actor_for(user, access.Channel.WEB), audit.Action.SIGN_IN)


@receiver(user_logged_out)
def signed_out(sender: object, user: User | None, **kwargs: Any) -> None:
    if user is not None:
        audit.write(access.actor_for(user, access.Channel.WEB), audit.Action.SIGN_OUT)


@receiver(user_login_failed)
def sign_in_failed(sender: object, **kwargs: Any) -> None:
    """The attempted name is left out: people type passwords into the wrong box."""
    audit.write(None, audit.Action.SIGN_IN, outcome=audit.Outcome.FAILED)
