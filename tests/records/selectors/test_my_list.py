"""Does the list show a clinician's own patients, newest activity first, and no more than they may know?"""

from datetime import date

import pytest

from records import access
from records.models import Patient, User, Withheld
from records.selectors.my_list import Listed, my_list
from tests import factories

TODAY = date(2024, 6, 1)


def listed(user: User) -> list[Listed]:
    return my_list(access.actor_for(user, access.Channel.WEB), TODAY)


def test_only_patients_of_ones_own_teams_are_listed(patient: Patient, other_patient: Patient, alice: User) -> None:
    assert [one.patient_id for one in listed(alice)] == [patient.pk]


def test_the_chart_that_moved_last_comes_first(patient: Patient, alice: User) -> None:
    quiet = factories.patient(family_name="Aalto")
    factories.care_team(members=[alice], patients=[quiet])
    factories.encounter(quiet, start="2020-02-03")
    factories.note(patient, written="2024-05-02")
    assert [one.family_name for one in listed(alice)] == ["Lindqvist", "Aalto"]


def test_a_patient_of_two_teams_is_listed_once(patient: Patient, alice: User) -> None:
    factories.care_team(members=[alice], patients=[patient])
    assert len(listed(alice)) == 1


def test_what_is_newest_is_named_with_its_day(patient: Patient, alice: User) -> None:
    factories.observation(patient, effective="2024-05-02T08:00:00+02:00")
    factories.note(patient, written="2024-05-02")
    factories.medication(patient, authored="2023-01-17")
    one = listed(alice)[0]
    assert one.news == ("observation", "note")
    assert one.last_news is not None
    assert one.last_news.text == "2024-05-02"


def test_withheld_and_future_rows_are_no_news(patient: Patient, alice: User) -> None:
    factories.note(patient, written="2024-05-02", withheld=Withheld.ENTERED_IN_ERROR)
    factories.encounter(patient, start="2999-01-01")
    one = listed(alice)[0]
    assert one.news == ()
    assert one.last_visit is None


def test_no_known_allergies_differs_from_no_entry(patient: Patient, alice: User) -> None:
    assert listed(alice)[0].allergies.no_entry
    factories.allergy(patient, name="No known allergy", none_known=True)
    assert not listed(alice)[0].allergies.no_entry


def test_a_withdrawn_consent_leaves_only_the_name(patient: Patient, alice: User) -> None:
    factories.allergy(patient)
    factories.encounter(patient)
    factories.consent(patient, given=False)
    one = listed(alice)[0]
    assert one.closed
    assert one.name == "Maja Lindqvist"
    assert (one.allergies.current, one.last_visit) == ((), None)


def test_a_chart_opened_with_a_reason_is_on_the_list_until_it_is_closed(other_patient: Patient, alice: User) -> None:
    assert listed(alice) == []
    factories.break_glass(alice, other_patient)
    assert [(one.name, one.emergency) for one in listed(alice)] == [("Ngozi Okafor", True)]


@pytest.mark.parametrize("patients", [1, 6])
def test_a_longer_list_asks_the_database_no_more_often(
    patients: int, alice: User, django_assert_max_num_queries: object
) -> None:
    mine = [factories.patient() for _ in range(patients)]
    for one in mine:
        factories.observation(one)
        factories.allergy(one)
    factories.care_team(members=[alice], patients=mine)
    with django_assert_max_num_queries(24):  # type: ignore[operator]
        listed(alice)
