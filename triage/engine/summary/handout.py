"""A handout for the patient in plain words, at a stated reading grade. Every sentence keeps its sources.

Names and doses of medicines, and all figures, stand as they are on record; plain words are put only where no
medicine is named. What a clinician planned is taken from the notes of the visit. A medicine that an allergy, a problem
or another order speaks against is not told to the patient: the clinician is asked about it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from records.engine.rows import ConditionRow, EncounterRow, MedicationRow, ObservationRow
from triage.engine.summary import plain
from triage.engine.summary.chart import Row, cited, conflict, finished, from_rows, from_stay, summary
from triage.engine.summary.checks import check, lost
from triage.engine.summary.discharge import follow_up, pending
from triage.engine.summary.drugs import drugs_in
from triage.engine.summary.matching import conflicts, current_medications, left_out
from triage.engine.summary.problems import is_out_of_range
from triage.engine.summary.readability import HARD, grade, syllables, words
from triage.engine.summary.stay import medicines_of, notes_of, problems_of, within
from triage.engine.summary.types import ChartRows, ChartSentence, ChartSummary, Handout, SectionKey

GRADES = (6, 8)  # school grades that patient information usually aims at
MOST_RESULTS, MOST_TO_DO, NOTES_READ = 6, 8, 1
Say = Callable[[str], str]
_YOURS = (
    (r"\b[Tt]he patient's\b", "your"),
    (r"\b[Tt]he patient (?:is|was)\b", "you are"),
    (r"\b[Tt]he patient (?:has|had)\b", "you have"),
    (r"\b[Tt]he patient (?:reports?|states?|notes?)(?: that)?\b", "you said that"),
    (r"\b[Tt]he patient denies\b", "you do not have"),
    (r"\b[Tt]he patient ([a-z]{2,}[^s\W])s\b", r"you \1"),
    (r"\b[Tt]he patient\b", "you"),
    (r"\s*\((?:disorder|finding|situation|procedure)\)", ""),
)
_CUTS = re.compile(r"; |, (?:and|but|which|who) (?=[a-z])")


def handout(rows: ChartRows, visit: EncounterRow | None, target: float) -> Handout:
    """About one visit or stay, or without one about the chart as it is now. Plain words always; sentences are cut
    at semicolons and clauses while the grade is above `target`. What cannot be said more simply is listed in
    `hard_words`."""
    against = conflicts(rows)
    safe = replace(rows, medications=_without(rows, {row.ref for row, _ in against}))
    made = _made(safe, visit, _plain)
    if grade(_text(made)) > target:
        made = _made(safe, visit, _plain_and_short)
    text = _text(made)
    left = left_out(text, rows, cited(made))
    held = tuple(conflict(row, other) for row, other in against)
    return Handout(replace(made, left_out=left), grade(text), target, _hard(text), held)


def _without(rows: ChartRows, refs: set[str]) -> tuple[MedicationRow, ...]:
    return tuple(row for row in rows.medications if row.ref not in refs)


def _made(rows: ChartRows, visit: EncounterRow | None, say: Say) -> ChartSummary:
    notes = notes_of(rows, visit) if visit else rows.notes[:NOTES_READ]
    parts: list[tuple[SectionKey, Sequence[ChartSentence]]] = [
        (SectionKey.REASON, list(_reason(visit, say)) if visit else []),
        (SectionKey.PROBLEMS, [_problem(row, say) for row in _problems(rows, visit)]),
        (SectionKey.PROCEDURES, list(_procedures(rows, visit, say))),
        (SectionKey.RESULTS, list(_results(rows, visit))[:MOST_RESULTS]),
        (SectionKey.MEDICATIONS, list(_medicines(rows, visit))),
        (SectionKey.ALLERGIES, list(_allergies(rows))),
        (SectionKey.PENDING, list(_in_plain(pending(rows, visit, notes), say)) if visit else []),
        (SectionKey.FOLLOW_UP, list(_in_plain(follow_up(rows, visit, notes), say))[:MOST_TO_DO]),
    ]
    return summary(parts, rows)


def _reason(visit: EncounterRow, say: Say) -> Iterator[ChartSentence]:
    if visit.start is None:
        return
    if visit.end and visit.end.day != visit.start.day:
        yield from_stay(f"You were here from {visit.start.display} until {visit.end.display}", visit)
    else:
        yield from_stay(f"You were here on {visit.start.display}", visit)
    yield _named("The reason: {}", visit.reason or visit.name, say, visit)


def _problems(rows: ChartRows, visit: EncounterRow | None) -> list[ConditionRow]:
    if visit:
        return problems_of(rows, visit)
    return list({row.name.lower(): row for row in reversed(rows.conditions) if row.is_active}.values())[::-1]


def _problem(row: ConditionRow, say: Say) -> ChartSentence:
    if row.is_active:
        return _named("You have {}", row.name, say, row)
    return _named("You had {}. It is over" if row.abated else "You had {}", row.name, say, row)


def _procedures(rows: ChartRows, visit: EncounterRow | None, say: Say) -> Iterator[ChartSentence]:
    for row in rows.procedures if visit else ():
        if visit and within(row.performed, visit):
            on = f" on {row.performed.display}" if row.performed else ""
            yield _named(f"You had this{on}: {{}}", row.name, say, row)


def _results(rows: ChartRows, visit: EncounterRow | None) -> Iterator[ChartSentence]:
    """Those out of range, as the source's own flag or range says."""
    for row in rows.observations if visit else ():
        if visit and within(row.effective, visit) and is_out_of_range(row):
            name = re.sub(r"\s*\[[^\]]*\]", "", row.name)
            yield from_rows(f"{name}: {row.shown_value}. {_usual(row)}", row)


def _usual(row: ObservationRow) -> str:
    flag = row.interpretation.strip().upper()
    low = flag in ("L", "LL", "LOW") or (row.value is not None and row.low is not None and row.value < row.low)
    high = flag in ("H", "HH", "HIGH") or (row.value is not None and row.high is not None and row.value > row.high)
    if low == high:
        return "This is outside the usual range"
    return "This is lower than usual" if low else "This is higher than usual"


def _medicines(rows: ChartRows, visit: EncounterRow | None) -> Iterator[ChartSentence]:
    if visit is None:
        yield from (_taken("Take", row) for row in _once(current_medications(rows.medications)))
        return
    found = medicines_of(rows, visit)
    yield from (_taken("New: take", row) for row in found.new)
    for row, old in found.changed:
        how = f": {row.dosage}" if row.dosage else ""
        before = f"{old.name}: {old.dosage}" if old.dosage else old.name
        yield from_rows(f"Changed: take {row.name}{how}. Before it was {before}", row, old)
    yield from (from_rows(f"Stop taking {row.name}", row) for row in found.stopped)
    yield from (_taken("Go on: take", row) for row in _once(found.going_on))


def _once(rows: Sequence[MedicationRow]) -> list[MedicationRow]:
    return list({(row.name.lower(), row.dosage.lower()): row for row in reversed(rows)}.values())[::-1]


def _taken(opening: str, row: MedicationRow) -> ChartSentence:
    return from_rows(f"{opening} {row.name}: {row.dosage}" if row.dosage else f"{opening} {row.name}", row)


def _allergies(rows: ChartRows) -> Iterator[ChartSentence]:
    for row in rows.allergies:
        reactions = f". It gave you: {', '.join(one.lower() for one in row.reactions)}" if row.reactions else ""
        yield from_rows(row.name if row.none_known else f"You are allergic to {row.name}{reactions}", row)


def _in_plain(sentences: Sequence[ChartSentence], say: Say) -> Iterator[ChartSentence]:
    """Where plain words would lose a figure, a drug or a side, or deny something else, the sentence stays as it
    was written."""
    for sentence in sentences:
        said = finished(say(sentence.text))
        same = not lost(sentence.text, said) and not check(said, [source.quote for source in sentence.sources])
        yield ChartSentence(said if same else sentence.text, sentence.sources)


def _named(form: str, name: str, say: Say, row: Row) -> ChartSentence:
    """`form` with the plain name, or with the name as it is recorded where plain words would say something else."""
    said = form.format(_lower(say(name)))
    same = not lost(name, said) and not check(said, [row.display])
    return from_rows(said if same else form.format(name), row)


def _plain(text: str) -> str:
    for pattern, yours in _YOURS:
        text = re.sub(pattern, yours, text)
    text = plain.load().put(text.strip())
    return text[:1].upper() + text[1:]


def _plain_and_short(text: str) -> str:
    parts = [part for part in map(str.strip, _CUTS.split(_plain(text))) if part]
    return " ".join(finished(part[0].upper() + part[1:]) for part in parts)


def _lower(text: str) -> str:
    """Inside a sentence; a word in capitals stays (`COPD`)."""
    text = text.rstrip(".")
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


def _text(made: ChartSummary) -> str:
    return " ".join(sentence.text for section in made.sections for sentence in section.sentences)


def _hard(text: str) -> tuple[str, ...]:
    """Long words that stayed; drug names must stay."""
    long = {word.lower() for word in words(text) if word[0].isalpha() and syllables(word) >= HARD}
    return tuple(sorted(long - drugs_in(text)))
