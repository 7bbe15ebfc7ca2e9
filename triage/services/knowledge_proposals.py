"""Changes to the knowledge that clinicians propose, and what became of them."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from records import audit
from records.access import Actor
from records.errors import UserError
from records.models import Role
from records.services.roles import must_be
from triage.models import EntryKind, KnowledgeProposal, ProposalState

SHORTEST, LONGEST = 5, 2000  # characters


def propose(actor: Actor, kind: EntryKind, entry: str, text: str) -> KnowledgeProposal:
    """Raises UserError where the text says nothing or too much."""
    must_be(actor, "knowledge proposal", Role.CLINICIAN)
    text = text.strip()
    if len(text) < SHORTEST:
        raise UserError(_("Say in a few words what should change, and why."))
    if len(text) > LONGEST:
        raise UserError(_("Shorten it to %(count)d characters.") % {"count": LONGEST})
    with transaction.atomic():
        made = KnowledgeProposal.objects.create(kind=kind, entry=entry, text=text, by=actor.user)
        audit.write(actor, audit.Action.CREATE, object_type="KnowledgeProposal", object_id=made.pk)
    return made


def settle(actor: Actor, proposal_id: UUID, state: str) -> None:
    """An administrator notes what became of it. Raises UserError for one that is gone or already settled."""
    must_be(actor, "knowledge proposals", Role.ADMINISTRATOR)
    if state not in (ProposalState.TAKEN, ProposalState.DECLINED):
        raise UserError(_("Choose whether the proposal is taken up or declined."))
    with transaction.atomic():
        open_ = KnowledgeProposal.objects.filter(pk=proposal_id, state=ProposalState.OPEN)
        if not open_.update(state=state):
            raise UserError(_("This proposal is already settled."))
        audit.write(
            actor,
            audit.Action.CHANGE,
            object_type="KnowledgeProposal",
            object_id=proposal_id,
            detail={"state": state},
        )
