"""Short notes for the visits that no story wrote up, each in the manner of its author.

They say only what the rows of that day say, so they cannot disagree with the chart.
"""

from collections.abc import Callable

from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.catalog import ANALYTES
from assistant.engine.demo.measuring import Measured, Visit

_OPENERS = (
    "Came in for {reason}. {feels}",
    "Seen today: {reason}. {feels}",
    "{first} is here for {reason}. {feels}",
    "Reason for coming: {reason}. {feels}",
    "We went through {reason} together. {feels}",
)
_STEADY = (
    "Nothing new to report at home.",
    "Says the past weeks have been steady.",
    "Sleeping and eating as usual.",
    "Feels about the same as last time.",
    "Has no new worries.",
    "Managing daily life as before.",
    "Brought a list of questions, all answered.",
    "In good spirits, no complaints beyond those known.",
)
_ACUTE = (
    "Began some days ago, otherwise well.",
    "No other complaint today.",
    "Has tried rest and waiting.",
    "Would like to know what it is.",
)
_PLANNED_WORDS = (
    *("advice", "after", "before", "bloods", "check", "clinic", "contraception", "diagnosis", "follow-up", "form"),
    *("infusion", "pressure", "refill", "repeat", "removal", "result", "review", "therapy", "vaccine", "visit"),
)
_CLOSINGS = (
    "Will call if anything changes.",
    "Knows which symptoms should bring a call sooner.",
    "Next visit as already booked.",
    "Plan discussed and agreed.",
    "Same plan, earlier if trouble.",
    "Printed summary handed over.",
)


def fill_notes(chart: ChartBuilder, limit: int) -> None:
    """Adds notes, newest visits first, until the chart holds `limit` of them."""
    room = limit - len(chart.noted)
    for visit in sorted(chart.visits, key=lambda one: one.ago):
        if room <= 0:
            return
        if visit.ago in chart.noted or visit.kind == "IMP":
            continue
        room -= 1
        kind = "telephone" if visit.kind == "VR" else "nursing" if visit.by.voice == "nurse" else "progress"
        chart.note(visit.ago, kind, visit.by.key, _WRITERS[visit.by.voice](chart, visit))


def _feels(chart: ChartBuilder, visit: Visit) -> str:
    planned = any(word in visit.reason.lower() for word in _PLANNED_WORDS)
    return chart.rng.choice(_STEADY if planned else _ACUTE)


def _closing(chart: ChartBuilder) -> str:
    return chart.rng.choice(_CLOSINGS)


def _opening(chart: ChartBuilder, visit: Visit) -> str:
    opener = chart.rng.choice(_OPENERS)
    text = opener.format(reason=_lowered(visit.reason), first=chart.first_name, feels=_feels(chart, visit))
    return text[0].upper() + text[1:]


def _lowered(words: str) -> str:
    """Lower case at the start unless the first word is an abbreviation."""
    return words if words[:2].isupper() else words[0].lower() + words[1:]


def _vitals(chart: ChartBuilder, visit: Visit) -> dict[str, Measured]:
    keys = ("bp", "pulse", "spo2", "temperature", "weight")
    return {key: row for key in keys if (row := chart.at(key, visit.ago))}


def _labs(chart: ChartBuilder, visit: Visit) -> list[str]:
    """Results of the day that lie outside their range, or that the story moves and moved a lot."""
    lines = []
    for row in chart.measured:
        analyte = ANALYTES.get(row.key)
        if row.ago != visit.ago or analyte is None or analyte.category in ("vital-signs", "exam"):
            continue
        before = _before(chart, row)
        outside = (analyte.low is not None and row.value < analyte.low) or (
            analyte.high is not None and row.value > analyte.high
        )
        moved = before and abs(row.value - before.value) > 0.15 * max(before.value, 0.01)
        if outside or (moved and chart.levels.told(row.key)):
            was = f" (was {before.shown} on {chart.when(before.ago)})" if before else ""
            lines.append(f"{analyte.name} {row.shown}{was}")
    return lines[:4]


def _before(chart: ChartBuilder, row: Measured) -> Measured | None:
    earlier = [one for one in chart.measured if one.key == row.key and one.ago > row.ago]
    return min(earlier, key=lambda one: one.ago, default=None)


def _changes(chart: ChartBuilder, visit: Visit) -> list[str]:
    day = chart.clock.day(visit.ago)
    begun = [f"Started {one.name}, {one.dose}" for one in chart.orders if one.start == day]
    return begun + [f"Stopped {one.name}" for one in chart.orders if one.stop == day]


def _current(chart: ChartBuilder, visit: Visit) -> list[str]:
    day = chart.clock.day(visit.ago)
    rows = [one for one in chart.orders if one.start <= day and (one.stop is None or one.stop > day)]
    return list(dict.fromkeys(one.name for one in rows))


def _sentence(parts: list[str], otherwise: str) -> str:
    return "; ".join(parts) + "." if parts else otherwise


def _plain(chart: ChartBuilder, visit: Visit) -> str:
    v = _vitals(chart, visit)
    seen = f"Blood pressure {v['bp'].number}, pulse {v['pulse'].number}, weight {v['weight'].number} kg. " if v else ""
    labs = _sentence(
        _labs(chart, visit), chart.rng.choice(("No results to chase.", "Results reviewed, none stands out."))
    )
    kept = chart.rng.choice(
        ("Medicines stay as they are.", "No change to the medicines today.", "Treatment unchanged.")
    )
    plan = f"{_sentence(_changes(chart, visit), kept)} {_closing(chart)}"
    return f"{_opening(chart, visit)}\n\n{seen}{labs}\n\n{plan}"


def _sections(chart: ChartBuilder, visit: Visit) -> str:
    v = _vitals(chart, visit)
    problems = [name for since, name in chart.problems if since >= visit.ago]
    lines = [f"REASON FOR VISIT\n{visit.reason}.", f"INTERVAL HISTORY\n{_feels(chart, visit)}"]
    if problems:
        lines.append("ACTIVE PROBLEMS\n" + "\n".join(f"{n}. {name}" for n, name in enumerate(problems, 1)))
    if drugs := _current(chart, visit):
        lines.append("MEDICATIONS\n" + "\n".join(f"- {one}" for one in drugs))
    if v:
        lines.append(f"OBJECTIVE\nBP {v['bp'].number}, HR {v['pulse'].number}, SpO2 {v['spo2'].number}%.")
    lines.append("RESULTS\n" + _sentence(_labs(chart, visit), "Nothing outside its range."))
    lines.append("PLAN\n" + _sentence(_changes(chart, visit), "Continue as above.") + " " + _closing(chart))
    return "\n\n".join(lines)


def _letter(chart: ChartBuilder, visit: Visit) -> str:
    greeting = chart.rng.choice(
        ("Dear colleague,", "Dear Dr. Okafor,", "Thank you for sharing the care of this patient.")
    )
    v = _vitals(chart, visit)
    seen = f"On examination blood pressure was {v['bp'].number} with a pulse of {v['pulse'].number}. " if v else ""
    labs = _sentence(_labs(chart, visit), "The recent results need no action from my side.")
    change = _sentence(
        _changes(chart, visit), chart.rng.choice(("I have changed nothing.", "The treatment can go on."))
    )
    who = f"I saw {chart.surname} (born {chart.birth}) today ({_lowered(visit.reason)}). {_feels(chart, visit)}"
    return f"{greeting}\n\n{who}\n\n{seen}{labs} {change}\n\nWith kind regards,\n{chart.doctor(visit.by.key)}"


def _shorthand(chart: ChartBuilder, visit: Visit) -> str:
    v = _vitals(chart, visit)
    seen = f"O/E: BP {v['bp'].number} HR {v['pulse'].number} wt {v['weight'].number}kg" if v else "Phone r/v"
    labs = _sentence(_labs(chart, visit), chart.rng.choice(("bloods NAD", "Nil new", "No o/s results")))
    change = _sentence(_changes(chart, visit), chart.rng.choice(("Rx unchanged", "Rpt meds", "Cont same Rx")))
    ending = chart.rng.choice(("TCI if worse", "r/v as booked", "pt happy w plan", "SOS"))
    return f"{visit.reason}.\nS: {_feels(chart, visit)}\n{seen}\n{labs}\nP: {change} {ending}"


def _brief(chart: ChartBuilder, visit: Visit) -> str:
    v = _vitals(chart, visit)
    seen = f"BP {v['bp'].number}. " if v else ""
    change = _sentence(_changes(chart, visit), chart.rng.choice(("No change.", "Carry on.", "As before.")))
    return f"{visit.reason}. {_feels(chart, visit)} {seen}{_sentence(_labs(chart, visit), '')} {change}".replace(
        "  ", " "
    )


def _nurse(chart: ChartBuilder, visit: Visit) -> str:
    lines = [chart.rng.choice(("Pt seen by nurse.", "Nurse visit.", "Walked in unaided.", "Name and DOB checked."))]
    lines += [f"{ANALYTES[k].name if k in ANALYTES else 'BP'} {row.shown}" for k, row in _vitals(chart, visit).items()]
    lines.append(visit.reason + ".")
    lines += _changes(chart, visit)
    lines.append(chart.rng.choice(("Tolerated well.", "No concerns voiced.", "Left with next date.", "Dr informed.")))
    return "\n".join(lines)


_WRITERS: dict[str, Callable[[ChartBuilder, Visit], str]] = {
    "plain": _plain,
    "sections": _sections,
    "letter": _letter,
    "shorthand": _shorthand,
    "brief": _brief,
    "nurse": _nurse,
}
