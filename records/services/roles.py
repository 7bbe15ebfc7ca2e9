"""Pages that belong to a role."""

from django.utils.translation import gettext as _

from records import audit
from records.access import Actor
from records.errors import NotFound
from records.models import Role


def must_be(actor: Actor, page: str, *roles: Role) -> None:
    """Raises NotFound, and leaves a line about the refusal, for users of other roles. `page` is its name."""
    if actor.user.role in roles:
        return
    audit.write(actor, audit.Action.OPEN, object_type="page", object_id=page, outcome=audit.Outcome.REFUSED)
    raise NotFound(_("There is no such page for your role. What you may see is on the start page."))
