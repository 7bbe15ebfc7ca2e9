from datetime import timedelta
from uuid import UUID

from assistant.engine.demo import DemoClinic, build_clinic
from tests.assistant.engine.demo.reading import SEED, TODAY, resources


def test_the_same_seed_and_day_give_the_same_clinic(clinic: DemoClinic) -> None:
    assert build_clinic(SEED, TODAY) == clinic


def test_ids_do_not_depend_on_the_day_so_that_a_later_import_replaces_rows(clinic: DemoClinic) -> None:
    later = build_clinic(SEED, TODAY + timedelta(days=90))
    for chart, same in zip(clinic.charts, later.charts, strict=True):
        assert chart.patient == same.patient
        assert chart.record_number == same.record_number
        assert {row["id"] for row in resources(chart, "Condition")} == {
            row["id"] for row in resources(same, "Condition")
        }


def test_another_seed_gives_other_people_in_the_same_stories(clinic: DemoClinic) -> None:
    other = build_clinic(SEED + 1, TODAY)
    assert [chart.key for chart in other.charts] == [chart.key for chart in clinic.charts]
    assert {chart.patient for chart in other.charts}.isdisjoint(chart.patient for chart in clinic.charts)


def test_every_id_is_a_name_based_uuid_and_unique_in_its_bundle(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        ids = [row["id"] for row in resources(chart)]
        assert len(ids) == len(set(ids)), chart.key
        assert all(UUID(one).version == 5 for one in ids)


def test_record_numbers_differ(clinic: DemoClinic) -> None:
    assert len({chart.record_number for chart in clinic.charts}) == len(clinic.charts)
