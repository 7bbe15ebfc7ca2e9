from assistant.models.conversation import Conversation
from assistant.models.exchange import AnswerCitation, AnswerPiece, Exchange, ExchangeState, FeedbackReason
from assistant.models.literature import LiteratureDocument

__all__ = [
    "AnswerCitation",
    "AnswerPiece",
    "Conversation",
    "Exchange",
    "ExchangeState",
    "FeedbackReason",
    "LiteratureDocument",
]
