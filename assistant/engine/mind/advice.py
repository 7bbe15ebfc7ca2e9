"""What nobody has decided yet is not looked up: whether something is safe, allowed, or to be stopped.

A row that names the drug would stand beside the point, and its "Yes" would be advice. What our rules
find against the drug in this chart is told, what the loaded literature says is quoted, and what the record holds of it
unfolds below.
"""

import re

from assistant.engine.mind.against import against
from assistant.engine.mind.draft import FROM_LITERATURE, Draft, Line, folded
from assistant.engine.mind.plan import Plan, Topic
from assistant.engine.mind.say import Say
from assistant.engine.mind.topics import articles
from assistant.engine.types import Status, Tools

_WHO = r"(?:i|we|he|she|they|you|one|(?:the |this |my )?(?:patient|pt|mother|father|mum|dad))"
_DOING = (
    r"(?:take|use|eat|drink|stop|start|continue|restart|resume|keep (?:taking|using)|hold|skip|increase|reduce|lower"
    r"|raise|double|halve|switch|combine|mix|discontinue|receive|be (?:given|put|started|taken|on)|go (?:on|off)"
    r"|come off|prescribe|give)"
)
_FINE = r"(?:fine|ok|okay|safe|alright|all right|advisable|dangerous|harmful|allowed|recommended|wise|sensible)"
_ASKED = re.compile(
    rf"^\W*(?:and |but |so |then )?(?:"
    rf"(?:should|must|shall|ought) {_WHO}\b(?: (?:not|now|still|also|to|better|just))* {_DOING}\b"
    rf"|(?:what|which)\b[\w ]{{0,40}} (?:can|could|should|may) (?:i|we) {_DOING}\b"
    rf"|(?:can|may) {_WHO}(?: (?:not|now|still|also|safely))* {_DOING}\b"
    rf"|(?:is|would) (?:it|this|that)(?: be)?(?: still| really| not)* {_FINE}\b"
    rf"|(?:is|are) [\w' -]{{3,40}} {_FINE} (?:with|for|together|in|to (?:take|use|eat|drink|combine|give))\b"
    r")",
    re.IGNORECASE,
)
# Orders to the software (`can you give me …`) and questions about what somebody wrote are not advice.
_NOT_ASKED = re.compile(r"\byou give\b|\b(?:documented|recorded|written|told|advised|according to)\b", re.IGNORECASE)


def asks_advice(question: str) -> bool:
    return _ASKED.search(question) is not None and not _NOT_ASKED.search(question)


def undecided(found: Draft, plan: Plan, tools: Tools, say: Say) -> Draft:
    """`found` is what a plain look-up of the same question gives. What our rules find against a named drug comes
    first; what articles say unfolds under it then."""
    draft = Draft(status=Status.NOT_IN_RECORD, badges=[])
    against(draft, plan, tools, say)
    ruled = draft.status is Status.ANSWERED
    draft.line(say("not_decided"))
    told = found if plan.topic is Topic.LITERATURE else articles.answer(plan, tools, say)
    if told.status is Status.ANSWERED:
        draft.status = Status.ANSWERED
        draft.badges.append(FROM_LITERATURE)
        draft.parts += [folded(p) if ruled and isinstance(p, Line) else p for p in told.parts]
    if found is not told and found.status is Status.ANSWERED:
        draft.parts += [folded(p) for p in found.parts if isinstance(p, Line)]
        draft.badges += found.badges
    draft.badges = draft.badges or list(found.badges)
    return draft
