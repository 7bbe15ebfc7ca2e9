"""Who a command acts as, and who must first set up a second factor."""

import secrets

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from records import audit
from records.access import Actor, Channel, actor_for
from records.errors import Forbidden, NotFound, UserError
from records.models import CareTeam, Role, User

BATCH = "batch"
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"  # none that look alike


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


def add(actor: Actor, username: str, role: Role, full_name: str = "", team: str = "") -> tuple[User, str]:
    """A new person who signs in with the returned password, and changes it under Account. The care team, if
    named, must be there. Raises UserError."""
    if role == Role.SERVICE or actor.user.role not in (Role.SERVICE, Role.ADMINISTRATOR):
        raise Forbidden(_("Only an administrator may add people."))
    if User.objects.filter(username=username).exists():
        raise UserError(_("This user name is taken. Choose another."))
    found = CareTeam.objects.filter(name=team).first() if team else None
    if team and found is None:
        raise UserError(
            _("There is no care team of this name. Check the spelling, or import charts with --team first.")
        )
    first, _space, last = full_name.rpartition(" ")
    user = User(username=username, role=role, first_name=first, last_name=last)
    user.clean_fields(exclude=["password"])
    password = new_password()
    user.set_password(password)
    with transaction.atomic():
        user.save()
        if found:
            found.members.add(user)
        audit.write(actor, audit.Action.SETTINGS, object_type="User", object_id=user.pk, detail={"role": role})
    return user, password


def new_password() -> str:
    """Four groups of four letters and digits that cannot be mistaken for one another: about 80 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
