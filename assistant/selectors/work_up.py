"""A differential that was worked through in a conversation, as another page takes it over."""

from collections.abc import Iterable, Iterator

from assistant.engine.work_up.types import CaseSoFar, state_of
from assistant.services.conversations import own_exchange
from records.access import Chart, as_uuid
from records.errors import NotFound
from triage.services.chart_case import Answered
from triage.services.knowledge import knowledge

_STATES: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}
_MOST = 60


def case_of(chart: Chart, exchange_id: str) -> CaseSoFar:
    """Empty where the exchange is none of the user's own or holds no differential."""
    wanted = as_uuid(exchange_id)
    if wanted is None:
        return CaseSoFar()
    try:
        exchange = own_exchange(chart, wanted)
    except NotFound:
        return CaseSoFar()
    last = exchange.pieces.filter(kind="work_up").order_by("sequence").last()
    return state_of(last.payload["state"]).case if last else CaseSoFar()


def answers(case: CaseSoFar) -> Iterator[Answered]:
    for one in case.told:
        yield Answered(one.finding, one.present, one.text)


def answers_of(posted: Iterable[str]) -> Iterator[Answered]:
    """From `finding:yes`, `finding:no` and `finding:unknown`; everything else is passed over."""
    for text in list(posted)[:_MOST]:
        finding, _, state = text.partition(":")
        if finding in knowledge().findings and state in _STATES:
            yield Answered(finding, _STATES[state], knowledge().findings[finding].name)
