"""One encrypted index shard for each chart: kept in step with its notes, loaded on demand.

A search first makes sure that the shard holds exactly the notes that may be shown now (by their time of
last change, which needs no decryption); what is missing is read, embedded and added. So a shard that is
old, damaged or absent heals itself, and another patient's text cannot be found because it is not there.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Sequence
from uuid import UUID

from assistant.engine.retrieval.layout import UnreadableLayout
from assistant.engine.retrieval.shard import ChartShard, NoteItem, StaleShard
from assistant.engine.types import Passage
from assistant.services.encoder import encoder
from records import access, files
from records.access import Chart
from records.audit import Action
from records.engine.keyring import KeyRingError
from records.engine.rows import NoteRow
from records.selectors import charts, rows
from records.selectors.merged import replaced_by
from records.services.accounts import batch_account
from triage.errors import CannotRun
from triage.services.jobs import Run

CACHED = 64  # shards per process; one of 1,000 passages takes about 4 MB
BATCH = 16  # notes embedded between two progress reports

Stamps = dict[str, str]  # note row id → when it last changed


class _Cache:
    """The most recently used shards of this process."""

    def __init__(self) -> None:
        self._shards: OrderedDict[UUID, tuple[Stamps, ChartShard]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, patient_id: UUID) -> tuple[Stamps, ChartShard] | None:
        with self._lock:
            if patient_id in self._shards:
                self._shards.move_to_end(patient_id)
            return self._shards.get(patient_id)

    def put(self, patient_id: UUID, stamps: Stamps, shard: ChartShard) -> None:
        with self._lock:
            self._shards[patient_id] = (stamps, shard)
            self._shards.move_to_end(patient_id)
            while len(self._shards) > CACHED:
                self._shards.popitem(last=False)


_cache = _Cache()


def search(chart: Chart, query: str, limit: int) -> Sequence[Passage]:
    """Passages of this chart's notes, best first. The caller audits the search."""
    if not charts.note_stamps(chart):
        return []
    return _current(chart).search(query, limit)


def read(chart: Chart, refs: Sequence[str]) -> Sequence[Passage]:
    """All passages of these notes, as far as the chart still shows them. The caller audits it."""
    return _current(chart).read(refs) if charts.note_stamps(chart) else []


def run_job(run: Run) -> None:
    """The work of an `index_chart` job: bring the shard up to date, with progress. Shards of charts that were merged
    into this one go."""
    if run.job.patient_id is None:
        raise CannotRun("The job names no chart.")
    actor = access.actor_for(batch_account(), access.Channel.TASK)
    chart = access.open_chart(actor, run.job.patient_id, quiet=True)
    for replaced in replaced_by(chart.patient.pk):
        if files.exists(file_name(replaced)):
            files.delete(file_name(replaced))
    _current(chart, run)


def file_name(patient_id: UUID) -> str:
    return f"index/charts/{patient_id}"


def _current(chart: Chart, run: Run | None = None) -> ChartShard:
    wanted = charts.note_stamps(chart)
    held = _cache.get(chart.patient.pk)
    if held is None or held[0] != wanted:
        held = _read(chart.patient.pk) or ({}, ChartShard(encoder()))
        if held[0] != wanted:
            held = (wanted, _brought_up_to_date(chart, held[0], held[1], wanted, run))
            _write(chart.patient.pk, *held)
        _cache.put(chart.patient.pk, *held)
    return held[1]


def _brought_up_to_date(chart: Chart, had: Stamps, shard: ChartShard, wanted: Stamps, run: Run | None) -> ChartShard:
    notes = {row.id: row for row in rows.notes(chart, with_text=True) if row.id in wanted}
    changed = [notes[note_id] for note_id, stamp in wanted.items() if note_id in notes and had.get(note_id) != stamp]
    chart.note(Action.MODEL_INPUT, "Note", detail={"notes": len(changed), "encoder": encoder().info.name})
    kept = {row.ref for row in notes.values()}
    for ref in set(shard.digests) - kept:
        shard.remove(ref)
    for start in range(0, len(changed), BATCH):
        if run:
            run.step(100 * start // len(changed), "Indexing notes")
        shard.update(map(_item, changed[start : start + BATCH]))
    return shard


def _item(row: NoteRow) -> NoteItem:
    return NoteItem(row.ref, row.text, row.title, row.author, row.written, row.kind)


def _read(patient_id: UUID) -> tuple[Stamps, ChartShard] | None:
    """None when there is none that can be used: it is then built again."""
    try:
        data = files.read(file_name(patient_id))
        length = int.from_bytes(data[:4], "big")
        stamps = json.loads(data[4 : 4 + length])
        return stamps, ChartShard.from_bytes(data[4 + length :], encoder())
    except (FileNotFoundError, KeyRingError, UnreadableLayout, StaleShard, ValueError):
        return None


def _write(patient_id: UUID, stamps: Stamps, shard: ChartShard) -> None:
    head = json.dumps(stamps).encode()
    files.write(file_name(patient_id), len(head).to_bytes(4, "big") + head + shard.to_bytes())
