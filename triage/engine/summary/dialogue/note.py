"""A visit's transcript to the text of a note or of one of its sections."""

from collections.abc import Sequence

from triage.engine.summary.checks import Backing
from triage.engine.summary.dialogue import units, voice, weights
from triage.engine.summary.dialogue.choose import Chosen, Scorer, choose
from triage.engine.summary.dialogue.layout import laid_out
from triage.engine.summary.dialogue.turns import said
from triage.engine.summary.dialogue.unit import Unit
from triage.engine.summary.types import Summary, SummarySentence

FULL_NOTE = "full_note"


def from_dialogue(transcript: str, section: str = FULL_NOTE, scorer: Scorer | None = None) -> Summary:
    """`section` is one of the 20 headers or `full_note`. Wordings that fail the check are never offered to
    the choice, so `withheld` counts statements with no wording that passes."""
    sentences = said(transcript)
    offered = units.units(sentences, voice.person_of(sentences))
    checked = [_passing(unit, transcript) for unit in offered]
    usable = [unit for unit in checked if unit is not None]
    spoken = sum(len(sentence.text.split()) for sentence in sentences)
    chosen = choose(usable, section, spoken, scorer or weights.load())
    return Summary(tuple(_sentences(usable, chosen, section)), len(offered) - len(usable))


def _passing(unit: Unit, transcript: str) -> Unit | None:
    backing = Backing([transcript[span.start : span.end] for span in unit.sources])
    ways = tuple(way for way in unit.wordings if not backing.lacks(way))
    if not ways:
        return None
    return Unit(ways, unit.sources, unit.role, unit.origin, unit.said, unit.asked, unit.turn, unit.chat)


def _sentences(units_: Sequence[Unit], chosen: Sequence[Chosen], section: str) -> list[SummarySentence]:
    if section == FULL_NOTE:
        return laid_out(units_, chosen)
    return [SummarySentence(one.wording, units_[one.index].sources) for one in chosen]
