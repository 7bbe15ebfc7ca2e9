"""When a "Yes" would say more than the row does.

"Is it fine to eat grapefruit with atorvastatin?" finds the order for atorvastatin; the row is worth
showing, but it says nothing about what is fine.
"""

import re
from dataclasses import replace

from assistant.engine.mind.plan import Topic
from assistant.engine.types import Sentence

_ADVICE = re.compile(
    r"\b(?:fine|ok|okay|safe|safely|alright|all right|advisable|dangerous|harmful|allowed|recommended)\b"
    r"|^\W*(?:can|may|should|could|shall|must|ought)\b"
    r"|\b(?:dual|double|triple|both|two|three)\b",  # one row does not tell that there are several
    re.IGNORECASE,
)
# Whether a value is good is not for its row to say: its flag stands beside it.
_JUDGED = re.compile(
    r"\b(?:controlled|control|good|bad|well|normal|high|low|elevated|raised|too|enough|goal|target|range|therapeutic"
    r"|stable|better|worse|improv\w+|worr\w+|concern\w*|hyper\w+|hypo\w+)\b"
    r"|正常|控制|稳定|高|低",
    re.IGNORECASE,
)
# A measured value does not tell what somebody uses or needs.
_USES = re.compile(r"\b(?:uses?|using|needs?|takes?|taking|wears?|requires?)\b", re.IGNORECASE)
_YES = re.compile(r"^(?:Yes[,.:]\s*|有。)")


def without_yes(sentence: Sentence, question: str, topic: Topic) -> Sentence:
    """The sentence as it is, or, where the question asks for more than a row can affirm, without its "Yes"."""
    measured = topic is Topic.OBSERVATION and (_USES.search(question) or _JUDGED.search(question))
    if not (_ADVICE.search(question) or measured):
        return sentence
    return replace(sentence, text=_YES.sub("", sentence.text))
