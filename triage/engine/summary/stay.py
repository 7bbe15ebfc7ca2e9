"""What belongs to one stay or visit: its days, its notes, and what happened to the medicines in it."""

from dataclasses import dataclass
from datetime import date

from records.engine.dates import SourceDate
from records.engine.rows import ConditionRow, EncounterRow, MedicationRow, NoteRow
from triage.engine.summary.drugs import drugs_in
from triage.engine.summary.matching import content_words, current_medications
from triage.engine.summary.types import ChartRows


@dataclass(frozen=True, slots=True)
class Medicines:
    """At the end of a stay. `changed` are pairs: what is taken now, and what was taken before. `given` began and
    ended in the stay: it is nothing that the patient took at home."""

    new: tuple[MedicationRow, ...]
    changed: tuple[tuple[MedicationRow, MedicationRow], ...]
    stopped: tuple[MedicationRow, ...]
    going_on: tuple[MedicationRow, ...]
    given: tuple[MedicationRow, ...]


def within(when: SourceDate | None, stay: EncounterRow) -> bool:
    """On a day of the stay; one without an end reaches to the newest row."""
    if when is None or stay.start is None:
        return False
    return stay.start.day <= when.day <= last_day(stay)


def last_day(stay: EncounterRow) -> date:
    return stay.end.day if stay.end else date.max


def notes_of(rows: ChartRows, stay: EncounterRow) -> list[NoteRow]:
    """Newest first."""
    return [note for note in rows.notes if within(note.written, stay)]


def problems_of(rows: ChartRows, stay: EncounterRow) -> list[ConditionRow]:
    """What began, ended or was recorded in the stay first, then what was there all along; one name once."""
    own = [row for row in rows.conditions if any(within(d, stay) for d in (row.onset, row.recorded, row.abated))]
    others = [row for row in rows.conditions if row.is_active and row not in own and _began(row, stay)]
    return list({row.name.lower(): row for row in reversed([*own, *others])}.values())[::-1]


def medicines_of(rows: ChartRows, stay: EncounterRow) -> Medicines:
    """By the days on which rows were ordered and ended. A medicine that was ordered in the stay in place of an
    earlier one of the same ingredient is changed, or, where nothing about it differs, goes on."""
    taken = [row for row in rows.medications if _taken_after(row, stay)]
    started = [row for row in taken if within(row.authored, stay)]
    earlier = [row for row in rows.medications if not within(row.authored, stay) and _ordered_before(row, stay)]
    replaced = {row.ref: found for row in started if (found := _earlier_one(row, earlier))}
    changed = tuple((row, replaced[row.ref]) for row in started if row.ref in replaced and _differ(row, replaced))
    same = [row for row in started if row.ref in replaced and not _differ(row, replaced)]
    old = {row.ref for row in replaced.values()}
    going_on = [row for row in taken if row not in started and row.ref not in old]
    names = {row.name.lower() for row in taken}
    over = [row for row in rows.medications if within(row.ended, stay) and row.ref not in old]
    over = [row for row in over if row.name.lower() not in names]
    return Medicines(
        new=tuple(row for row in started if row.ref not in replaced),
        changed=changed,
        stopped=tuple(row for row in over if not within(row.authored, stay)),
        going_on=(*same, *going_on),
        given=tuple(row for row in over if within(row.authored, stay)),
    )


def _began(row: ConditionRow, stay: EncounterRow) -> bool:
    when = row.onset or row.recorded
    return when is None or when.day <= last_day(stay)


def _taken_after(row: MedicationRow, stay: EncounterRow) -> bool:
    if row.authored and row.authored.day > last_day(stay):
        return False
    return row.ended.day > last_day(stay) if row.ended else bool(current_medications([row]))


def _ordered_before(row: MedicationRow, stay: EncounterRow) -> bool:
    """And, where that is known, still taken when the stay began."""
    if stay.start is None or row.authored is None or row.authored.day >= stay.start.day:
        return False
    return row.ended.day >= stay.start.day if row.ended else bool(current_medications([row]))


def _earlier_one(row: MedicationRow, earlier: list[MedicationRow]) -> MedicationRow | None:
    wanted = drugs_in(row.name) or content_words(row.name)
    return next((one for one in earlier if (drugs_in(one.name) or content_words(one.name)) == wanted), None)


def _differ(row: MedicationRow, replaced: dict[str, MedicationRow]) -> bool:
    old = replaced[row.ref]
    return (row.name.lower(), row.dosage.lower()) != (old.name.lower(), old.dosage.lower())
