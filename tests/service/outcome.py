"""What an answer has become, read anew each time."""

from assistant.models import AnswerPiece, Exchange, ExchangeState
from tests.service.processes import until

WHOLE = ["sentence", "sentence", "finished"]


def kinds(exchange: Exchange) -> list[str]:
    return list(AnswerPiece.objects.filter(exchange=exchange).order_by("sequence").values_list("kind", flat=True))


def state(exchange: Exchange) -> str:
    return Exchange.objects.get(pk=exchange.pk).state


def wait_until_answered(*exchanges: Exchange) -> None:
    open_ones = Exchange.objects.filter(
        pk__in=[exchange.pk for exchange in exchanges], state__in=(ExchangeState.QUEUED, ExchangeState.ANSWERING)
    )
    until(lambda: not open_ones.exists(), "all answers")
