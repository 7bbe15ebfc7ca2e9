"""Who a command acts as, and who must first set up a second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.utils.translation import gettext as _

from records.access import Actor, Channel, actor_for
from records.errors import Forbidden, NotFound
from records.models import Role, User

BATCH = "batch"


def batch_account() -> User:
    """The built-in service account; nobody can sign in with it."""
    user = User.objects.filter(username=BATCH).first()
    if user is None:
        user, made = User.objects.get_or_create(username=BATCH, defaults={"role": Role.SERVICE})
        if made:
            user.set_unusable_password()
            user.save()
    if user.role != Role.SERVICE:
        raise Forbidden(_("The user name “batch” is kept for the service account. Rename the user who has it."))
    return user


def lacks_second_factor(user: User) -> bool:
    """Whether this user has to set up a second factor before anything else."""
    return bool(settings.REQUIRE_SECOND_FACTOR) and user.role != Role.PATIENT and not is_mfa_enabled(user)


def acting_user(username: str | None) -> Actor:
    """Raises NotFound for an unknown or disabled user."""
    if username is None:
        return actor_for(batch_account(), Channel.COMMAND)
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NotFound(_("There is no active user of this name."))
    return actor_for(user, Channel.COMMAND)
