"""A chart held in memory that answers the `Tools` protocol, and notes what it was asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.engine.types import Match, Passage, Source
from assistant.engine.work_up.types import CaseTool
from records.engine.rows import (
    AllergyRow,
    ConditionRow,
    EncounterRow,
    ImmunizationRow,
    MedicationRow,
    NoteRow,
    ObservationKind,
    ObservationRow,
    PatientFacts,
    ProcedureRow,
    ReportRow,
)
from triage.engine.alerts.types import OrderCheck


@dataclass(frozen=True)
class Article:
    ref: str
    title: str
    text: str


@dataclass
class FakeTools:
    person: PatientFacts
    observed: Sequence[ObservationRow] = ()
    medicines: Sequence[MedicationRow] = ()
    problems: Sequence[ConditionRow] = ()
    allergic: Sequence[AllergyRow] = ()
    done: Sequence[ProcedureRow] = ()
    vaccines: Sequence[ImmunizationRow] = ()
    visits: Sequence[EncounterRow] = ()
    readings: Sequence[ReportRow] = ()
    written: Sequence[NoteRow] = ()
    articles: Sequence[Article] = ()
    case_tool: CaseTool | None = None
    checked: OrderCheck = field(default_factory=OrderCheck)
    asked: list[str] = field(default_factory=list)

    def patient(self) -> PatientFacts:
        self.asked.append("patient")
        return self.person

    def observation_kinds(self) -> Sequence[ObservationKind]:
        counts: dict[tuple[str, str, str, str], int] = {}
        for row in self.observed:
            key = (row.code, row.name, row.category, row.unit)
            counts[key] = counts.get(key, 0) + 1
        return [ObservationKind(*key, count) for key, count in counts.items()]

    def observations(self, codes: Sequence[str], names: Sequence[str] = ()) -> Sequence[ObservationRow]:
        self.asked.append("observations")
        rows = [r for r in self.observed if r.code in codes or (not r.code and r.name in names)]
        return sorted(rows, key=lambda r: (r.effective is not None, r.effective and r.effective.instant), reverse=True)

    def medications(self) -> Sequence[MedicationRow]:
        self.asked.append("medications")
        return self.medicines

    def conditions(self) -> Sequence[ConditionRow]:
        self.asked.append("conditions")
        return self.problems

    def allergies(self) -> Sequence[AllergyRow]:
        self.asked.append("allergies")
        return self.allergic

    def procedures(self) -> Sequence[ProcedureRow]:
        self.asked.append("procedures")
        return self.done

    def immunizations(self) -> Sequence[ImmunizationRow]:
        self.asked.append("immunizations")
        return self.vaccines

    def encounters(self) -> Sequence[EncounterRow]:
        self.asked.append("encounters")
        return self.visits

    def reports(self) -> Sequence[ReportRow]:
        self.asked.append("reports")
        return self.readings

    def notes(self) -> Sequence[NoteRow]:
        headers = [NoteRow(n.ref, n.title, n.kind, n.author, n.status, n.written) for n in self.written]
        return sorted(headers, key=lambda n: (n.written is not None, n.written and n.written.instant), reverse=True)

    def search_notes(self, query: str, limit: int = 8) -> Sequence[Passage]:
        self.asked.append("search_notes")
        found = []
        for note in self.written:
            for start, end in _paragraphs(note.text):
                score = _overlap(query, note.text[start:end])
                if score:
                    found.append(
                        Passage(
                            Source.NOTE, note.ref, note.text[start:end], start, end, score,
                            title=note.title, author=note.author, date=note.written,
                        )
                    )  # fmt: skip
        return sorted(found, key=lambda p: -p.score)[:limit]

    def read_notes(self, refs: Sequence[str]) -> Sequence[Passage]:
        self.asked.append("read_notes")
        notes = {note.ref: note for note in self.written}
        return [
            Passage(
                Source.NOTE, ref, note.text[a:b], a, b, 0.0, title=note.title, author=note.author, date=note.written
            )
            for ref in refs
            if (note := notes.get(ref))
            for a, b in _paragraphs(note.text)
        ]

    def matches(self, question: str, texts: Sequence[str]) -> Sequence[Match]:
        return [Match(_overlap(question, text), 0.0) for text in texts]

    def differential(self) -> CaseTool:
        if self.case_tool is None:
            raise AssertionError("this question is none of a differential")
        return self.case_tool

    def order_check(self, drugs: Sequence[str]) -> OrderCheck:
        self.asked.append(f"order_check {' '.join(drugs)}".strip())
        return self.checked

    def search_literature(self, query: str, limit: int = 8) -> Sequence[Passage]:
        self.asked.append("search_literature")
        found = [
            Passage(
                Source.LITERATURE, a.ref, a.text, 0, len(a.text), _overlap(query, a.title + " " + a.text), title=a.title
            )
            for a in self.articles
        ]
        return sorted((p for p in found if p.score), key=lambda p: -p.score)[:limit]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[^\n]+", text)]


def _overlap(query: str, text: str) -> float:
    wanted = set(re.findall(r"[a-z]{3,}", query.lower()))
    held = set(re.findall(r"[a-z]{3,}", text.lower()))
    return len(wanted & held) / (len(wanted) or 1)
