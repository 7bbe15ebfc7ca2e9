"""Does bad input, or a bad moment, cost only itself?"""

import gzip
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DataError, OperationalError, connection

from records.access import Channel, actor_for
from records.engine.fhir.read import read_fhir
from records.engine.fhir.types import Item
from records.errors import Forbidden
from records.models import AuditEntry, Condition, Encounter, ImportRun, Observation, Patient, User
from records.services import fhir_import
from records.services.fhir_store import BatchStore
from tests.records.engine.fhir.builders import bundle, condition, observation, patient, visit, write_json
from tests.records.services.fhir_files import batch_actor, counts, take

pytestmark = pytest.mark.django_db


def test_one_bad_resource_does_not_lose_the_rest(tmp_path: Path) -> None:
    report = take(tmp_path, {"resourceType": "Observation"}, "nonsense", condition())  # type: ignore[arg-type]
    assert counts(report, "Condition") == {"new": 1}
    assert report.total("failed") == 2


def test_a_dangling_encounter_is_reported_and_the_row_kept_without(tmp_path: Path) -> None:
    report = take(tmp_path, observation(encounter={"reference": "Encounter/gone"}))
    assert Observation.objects.get().encounter is None
    assert ("Observation", "its encounter is not in the record") in report.noted


def test_a_visit_that_comes_later_is_linked_by_importing_again(tmp_path: Path) -> None:
    reading = observation(encounter={"reference": "Encounter/enc-1"})
    take(tmp_path, reading)
    take(tmp_path, visit(), reading)
    assert Observation.objects.get().encounter == Encounter.objects.get()


def test_another_patients_visit_is_not_linked(tmp_path: Path) -> None:
    other = patient("pat-2", name=[{"family": "Reed"}])
    theirs = visit("theirs", subject={"reference": "Patient/pat-2"})
    report = take(tmp_path, other, theirs, observation(encounter={"reference": "Encounter/theirs"}))
    assert Observation.objects.get().encounter is None
    assert ("Observation", "its encounter is another patient's") in report.noted


def test_a_row_of_an_unknown_patient_is_reported_with_its_place(tmp_path: Path) -> None:
    path = write_json(tmp_path / "chart.json", bundle(patient(), observation(subject={"reference": "Patient/nobody"})))
    report = fhir_import.import_fhir(batch_actor(), [path])
    (failure,) = report.failures
    assert (failure.place.file, failure.place.position, failure.resource_type) == ("chart.json", 2, "Observation")


def test_somebody_else_with_the_same_id_is_refused_and_the_chart_stays(tmp_path: Path) -> None:
    take(tmp_path, observation())
    stranger: dict[str, Any] = {"name": [{"family": "Okoro", "given": ["Chidi"]}], "birthDate": "1990-01-01"}
    report = take(tmp_path, observation("obs-2"), condition(), **stranger)
    assert counts(report, "Patient") == {"failed": 1}
    assert (Observation.objects.count(), Condition.objects.count()) == (1, 0)
    assert Patient.objects.get().name == "Ada Marsh"


def test_a_married_name_is_a_change_and_not_somebody_else(tmp_path: Path) -> None:
    take(tmp_path)
    report = take(tmp_path, name=[{"family": "Hill", "given": ["Ada"]}])
    assert counts(report, "Patient") == {"changed": 1}


def test_a_truncated_file_keeps_what_was_read(tmp_path: Path) -> None:
    many = [observation(f"obs-{number}") for number in range(400)]
    whole = gzip.compress(bytes(str(bundle(patient(), *many)).replace("'", '"'), "utf-8"), mtime=0)
    (tmp_path / "cut.json.gz").write_bytes(whole[: len(whole) // 2])
    report = fhir_import.import_fhir(batch_actor(), [tmp_path / "cut.json.gz"])
    assert 0 < Observation.objects.count() < 400
    assert report.total("failed") >= 1
    (tmp_path / "cut.json.gz").write_bytes(whole)
    fhir_import.import_fhir(batch_actor(), [tmp_path / "cut.json.gz"])
    assert Observation.objects.count() == 400


def test_a_row_that_the_database_refuses_is_the_only_one_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = BatchStore.store

    def refusing(self: BatchStore, batch: list[object]) -> None:
        if any(item.record.source_id == "obs-7" for item in batch):  # type: ignore[attr-defined]
            raise DataError("cannot be stored")
        store(self, batch)  # type: ignore[arg-type]

    monkeypatch.setattr(BatchStore, "store", refusing)
    report = take(tmp_path, *(observation(f"obs-{number}") for number in range(10)))
    assert Observation.objects.count() == 9
    assert [(one.resource_type, one.place.position) for one in report.failures] == [("Observation", 9)]


def test_an_interrupted_import_keeps_its_batches_and_goes_on_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fhir_import, "BATCH", 5)
    path = write_json(tmp_path / "chart.json", bundle(patient(), *(observation(f"o-{n}") for n in range(20))))

    def until_unplugged() -> Iterator[Item]:
        for number, item in enumerate(read_fhir(path)):
            if number == 12:
                raise KeyboardInterrupt
            yield item

    with pytest.raises(KeyboardInterrupt):
        fhir_import.import_items(batch_actor(), [until_unplugged()])
    assert 0 < Observation.objects.count() < 20
    assert ImportRun.objects.get().finished_at is None
    assert AuditEntry.objects.filter(action="import", outcome="failed").count() == 1
    report = fhir_import.import_fhir(batch_actor(), [path])
    assert Observation.objects.count() == 20
    assert report.total("unchanged") > 0


def test_a_database_in_trouble_ends_the_run_instead_of_failing_every_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: BatchStore, batch: object) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(BatchStore, "store", broken)
    with pytest.raises(OperationalError):
        take(tmp_path, observation())


@pytest.mark.parametrize("text", ["x" * 500, "1\u0000" + "μ" * 300])
def test_a_word_too_long_for_its_column_is_shortened_and_said(tmp_path: Path, text: str) -> None:
    report = take(tmp_path, observation(valueQuantity={"value": 1, "unit": text}))
    assert len(Observation.objects.get().unit) == 60
    assert ("Observation", "unit: shortened to 60 characters") in report.noted


def test_only_service_accounts_and_administrators_import_charts(
    alice: User, patient_user: User, officer: User, tmp_path: Path
) -> None:
    for user in (alice, patient_user, officer):
        with pytest.raises(Forbidden):
            fhir_import.import_fhir(actor_for(user, Channel.COMMAND), [tmp_path])
    assert AuditEntry.objects.filter(action="import", outcome="refused").count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_the_same_file_at_once_make_one_chart(tmp_path: Path) -> None:
    path = write_json(tmp_path / "chart.json", bundle(patient(), *(observation(f"o-{n}") for n in range(60))))
    actor = batch_actor()
    failed: list[BaseException] = []
    start = threading.Barrier(2)

    def work() -> None:
        try:
            start.wait(10)
            fhir_import.import_fhir(actor, [path], team="demo")
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert (Patient.objects.count(), Observation.objects.count()) == (1, 60)
