"""What is new on record since the last visit: problems, orders, allergies, vaccines, reports, procedures, and results
outside their range."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.engine.mind.draft import Draft, Row, cite
from assistant.engine.mind.say import Say
from assistant.engine.mind.topics.medications import is_current
from assistant.engine.types import Progress, Tools
from records.engine.dates import SourceDate
from triage.engine.summary.overview import last_visit
from triage.engine.summary.problems import is_out_of_range

_MOST = 12
PLANNED = ("planned", "arrived", "triaged")  # visits that have not been
_SINCE = (
    r"(?: (?:with|for|in|on) (?:her|him|them|(?:the|this) (?:patient|pt)))?"
    r" since (?:(?:the|her|his|their|our|my|last|previous|i|we|she|he|was|were) ){0,4}"
    r"(?:visit|appointment|appt|seen|saw)\b"
)
_ASKED = re.compile(
    r"\b(?:what|anything|something|what(?:'| ha| i)?s)(?: has| have| is|'s| that is)?(?: been)?"
    rf" (?:changed?|new|happened|different){_SINCE}"
    rf"|^\W*(?:(?:any|the|list|show) )*(?:changes?|news?){_SINCE}|上次就诊.{{0,6}}(?:变化|改变|新)",
    re.IGNORECASE,
)


def is_asked(question: str) -> bool:
    return _ASKED.search(question) is not None


def answer(tools: Tools, say: Say) -> Draft:
    """Dated on or after the day of the last visit that has begun; that visit's own orders are among them."""
    draft = Draft(parts=[Progress("Looking up what is new")])
    last = last_visit([row for row in tools.encounters() if row.status not in PLANNED], date.max)
    if last is None or last.start is None:
        draft.missing(say("no_visit", kind=say.word("visit")))
        return draft
    news = list(_news(last.start.day, tools, say))
    draft.line(say("new_since" if news else "nothing_since", visit=last.display), cite(last))
    for text, row, also in news[:_MOST]:
        draft.line(text, cite(row, also))
    if len(news) > _MOST:
        draft.line(say("more_news", count=len(news) - _MOST), computed=[len(news) - _MOST])
    return draft


def _news(since: date, tools: Tools, say: Say) -> Iterator[tuple[str, Row, str]]:
    """Each with a field of the row that its display leaves out."""

    def new(when: SourceDate | None) -> bool:
        return when is not None and when.day >= since

    for problem in tools.conditions():
        if new(problem.recorded or problem.onset):
            yield say("new_problem", name=problem.display), problem, ""
        if problem.abated and new(problem.abated):
            yield say("resolved_problem", name=problem.name, date=problem.abated), problem, f"until {problem.abated}"
    for order in tools.medications():
        if is_current(order) and new(order.authored):
            yield say("started_order", name=order.display), order, ""
        elif order.ended and new(order.ended):
            yield say("stopped_on", name=order.name, date=order.ended), order, f"ended {order.ended}"
    kinds = tools.observation_kinds()
    for result in tools.observations([k.code for k in kinds if k.code], [k.name for k in kinds]):
        if new(result.effective) and is_out_of_range(result):
            yield result.display, result, ""
    for report in tools.reports():
        if new(report.effective) and report.conclusion:
            yield report.display, report, ""
    for allergy in tools.allergies():
        if new(allergy.recorded):
            yield allergy.display, allergy, ""
    for vaccine in tools.immunizations():
        if new(vaccine.given):
            yield vaccine.display, vaccine, ""
    for procedure in tools.procedures():
        if new(procedure.performed):
            yield procedure.display, procedure, ""
