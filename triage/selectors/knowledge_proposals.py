"""Proposed changes to the knowledge: all of them for administrators, how many are open for an entry."""

from records import audit
from records.access import Actor
from records.models import Role
from records.services.roles import must_be
from triage.models import EntryKind, KnowledgeProposal, ProposalState

LATEST = 200


def proposals(actor: Actor) -> list[KnowledgeProposal]:
    """Open ones first, newest first. Raises NotFound for anybody but administrators."""
    must_be(actor, "knowledge proposals", Role.ADMINISTRATOR)
    audit.write(actor, audit.Action.READ, object_type="KnowledgeProposal")
    found = list(KnowledgeProposal.objects.select_related("by").order_by("-at")[:LATEST])
    return sorted(found, key=lambda one: one.state != ProposalState.OPEN)


def open_count(kind: EntryKind, entry: str) -> int:
    return KnowledgeProposal.objects.filter(kind=kind, entry=entry, state=ProposalState.OPEN).count()
