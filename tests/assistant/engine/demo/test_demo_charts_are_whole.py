import json
from collections import Counter
from pathlib import Path

from fhir.resources.R4B.bundle import Bundle

from assistant.engine.demo import DemoClinic
from assistant.engine.demo.charts import STORIES
from records.engine.fhir.read import read_fhir
from records.engine.fhir.types import EncounterRecord, Mapped, Skipped
from tests.assistant.engine.demo.reading import by_ref, note_text, references, resources


def test_there_are_twenty_five_charts_with_different_people(clinic: DemoClinic) -> None:
    assert len(clinic.charts) == 25
    assert len({chart.key for chart in clinic.charts}) == 25
    assert len({chart.full_name for chart in clinic.charts}) == 25


def test_charts_are_neither_thin_nor_bloated_but_the_new_patient_is_almost_empty(clinic: DemoClinic) -> None:
    sizes = {chart.key: len(resources(chart)) for chart in clinic.charts}
    assert sizes.pop("new_patient") < 30
    assert all(100 <= size <= 400 for size in sizes.values()), sizes


def test_every_bundle_is_valid_fhir(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        Bundle.model_validate(chart.bundle)


def test_every_reference_resolves_inside_its_bundle(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        known = set(by_ref(chart))
        dangling = {one for one in references(resources(chart)) if one not in known}
        assert dangling == set(), chart.key


def test_every_clinical_row_belongs_to_the_patient_of_the_chart(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        for row in resources(chart):
            owner = row.get("subject") or row.get("patient") or row.get("beneficiary")
            assert owner is None or owner["reference"] == f"Patient/{chart.patient}"


def test_the_importer_takes_every_resource(clinic: DemoClinic, tmp_path: Path) -> None:
    for chart in clinic.charts:
        path = tmp_path / f"{chart.key}.json"
        path.write_text(json.dumps(chart.bundle))
        for item in read_fhir(path):
            assert isinstance(item, Mapped) or (isinstance(item, Skipped) and item.reason == "read for names only")


def test_the_importer_reads_who_saw_whom_where(clinic: DemoClinic, tmp_path: Path) -> None:
    path = tmp_path / "chart.json"
    path.write_text(json.dumps(clinic.chart("heart_failure").bundle))
    records = [item.record for item in read_fhir(path) if isinstance(item, Mapped)]
    stays = [one for one in records if isinstance(one, EncounterRecord) and one.kind == "IMP"]
    assert [(one.provider, one.site) for one in stays] == [("Dr. Elin Lindqvist", "Lakeside General Hospital")]


def test_the_people_differ_in_age_ancestry_language_and_cover(clinic: DemoClinic) -> None:
    people = [person for person, _ in STORIES]
    assert min(person.age for person in people) < 18
    assert sum(person.age >= 65 for person in people) >= 6
    assert len({person.race for person in people}) == 5
    assert any(person.hispanic for person in people)
    assert len({person.language for person in people}) >= 6
    assert len({person.coverage for person in people}) >= 4
    assert Counter(person.sex for person in people).most_common()[-1][1] >= 10


def test_charts_hold_three_to_thirty_notes(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        assert 3 <= len(resources(chart, "DocumentReference")) <= 30, chart.key


def test_notes_are_written_by_many_hands_in_many_kinds(clinic: DemoClinic) -> None:
    notes = [row for chart in clinic.charts for row in resources(chart, "DocumentReference")]
    assert len({row["author"][0]["reference"] for row in notes}) >= 15
    assert len({row["type"]["text"] for row in notes}) >= 7


def test_no_two_long_notes_are_the_same(clinic: DemoClinic) -> None:
    texts = [note_text(row) for chart in clinic.charts for row in resources(chart, "DocumentReference")]
    repeated = [text for text, count in Counter(texts).items() if count > 1 and len(text) > 120]
    assert repeated == []


def test_notes_hold_no_marks_and_no_hard_line_breaks_inside_paragraphs(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        for row in resources(chart, "DocumentReference"):
            text = note_text(row)
            assert not any("\ue000" <= char <= "\uf8ff" for char in text)
            assert "\n " not in text


def test_phones_are_from_the_range_kept_for_fiction(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        for one in resources(chart, "Patient")[0]["telecom"]:
            assert " 555-01" in one["value"]
