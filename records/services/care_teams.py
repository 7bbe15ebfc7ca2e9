"""Who belongs to a care team."""

from collections.abc import Collection

from records import audit
from records.access import Actor
from records.audit import Action
from records.models import CareTeam, User


def is_there(name: str) -> bool:
    return CareTeam.objects.filter(name=name).exists()


def set_members(actor: Actor, name: str, members: Collection[User]) -> CareTeam:
    """Exactly these people from now on, with one audit line. The team is made when there is none of this name."""
    team, _ = CareTeam.objects.get_or_create(name=name)
    team.members.set(members)
    audit.write(actor, Action.SETTINGS, object_type="CareTeam", object_id=team.pk, detail={"members": len(members)})
    return team
