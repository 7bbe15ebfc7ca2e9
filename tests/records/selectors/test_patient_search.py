"""Who is found by the one box, and what does a stranger's search give away?"""

import pytest

from records import access
from records.models import AuditEntry, CareTeam, Patient, User
from records.selectors.patient_search import Why, search
from records.services import patients
from tests import factories


@pytest.fixture
def actor(alice: User) -> access.Actor:
    return access.actor_for(alice, access.Channel.WEB)


def _registered(**fields: object) -> Patient:
    values = {"given_name": "José María", "family_name": "Núñez", "birth_date": "1977-07-05", "record_number": "A-77"}
    patient = Patient(**{**values, **fields})
    patients.register([patient])
    return patient


@pytest.fixture
def mine(alice: User) -> Patient:
    patient = _registered()
    factories.care_team(members=[alice], patients=[patient])
    return patient


@pytest.fixture
def stranger(db: None) -> Patient:
    return _registered()


@pytest.mark.parametrize(
    "text",
    [
        *("nunez", "NÚÑEZ", "jos", "maria nun", "a-77", " A-77 ", "nunez 1977-07-05"),
        *("1977-07-05", "5 Jul 1977", "07/05/1977", "05/07/1977", "1977年7月5日"),
    ],
)
def test_my_patient_is_found_by_anything_that_fits(actor: access.Actor, mine: Patient, text: str) -> None:
    assert [found.patient_id for found in search(actor, text).found] == [mine.pk]


@pytest.mark.parametrize("text", ["nunes", "josé lópez", "A-78", "1977-07-06", "nunez 1977-07-06", "unez", "no"])
def test_what_does_not_fit_finds_nobody(actor: access.Actor, mine: Patient, text: str) -> None:
    finding = search(actor, text)
    assert (finding.found, finding.stranger) == ([], None)


@pytest.mark.parametrize("text", ["", "   ", "?!", "%"])
def test_an_empty_search_says_so_and_lists_nobody(actor: access.Actor, mine: Patient, text: str) -> None:
    finding = search(actor, text)
    assert finding.found == []


def test_it_tells_why_a_patient_was_found(actor: access.Actor, mine: Patient) -> None:
    reasons = [search(actor, text).found[0].why for text in ("nun", "A-77", "1977-07-05", "nun 1977-07-05")]
    assert reasons == [Why.NAME, Why.RECORD_NUMBER, Why.BIRTH_DATE, Why.NAME_AND_BIRTH_DATE]


@pytest.mark.parametrize("text", ["A-77", "josé núñez 5 Jul 1977", "Nunez, Jose Maria 1977-07-05"])
def test_a_stranger_is_one_line_without_details(actor: access.Actor, stranger: Patient, text: str) -> None:
    finding = search(actor, text)
    assert finding.found == []
    assert finding.stranger
    assert finding.stranger.patient_id == stranger.pk
    assert "nez" not in repr(finding)


@pytest.mark.parametrize("text", ["nunez", "jose nunez", "1977-07-05", "nunez 1977-07-05", "jos nun 1977-07-05", "A-7"])
def test_a_stranger_is_not_found_by_less(actor: access.Actor, stranger: Patient, text: str) -> None:
    assert search(actor, text).stranger is None


def test_every_part_of_a_family_name_counts_as_full_name(actor: access.Actor) -> None:
    patient = _registered(given_name="Ana", family_name="de la Cruz")
    assert search(actor, "ana de 1977-07-05").stranger is None
    found = search(actor, "ana de la cruz 1977-07-05").stranger
    assert found
    assert found.patient_id == patient.pk


def test_two_strangers_of_one_name_and_birth_date_are_not_told_apart(actor: access.Actor, stranger: Patient) -> None:
    _registered(record_number="B-1")
    assert search(actor, "jose nunez 1977-07-05").stranger is None


def test_numbers_written_into_a_name_need_not_be_typed(actor: access.Actor, alice: User) -> None:
    patient = _registered(given_name="Brenda147", family_name="Ferry570")
    factories.care_team(members=[alice], patients=[patient])
    assert [one.patient_id for one in search(actor, "brenda ferry570").found] == [patient.pk]


def test_a_changed_name_is_found_and_the_old_one_is_not(actor: access.Actor, mine: Patient) -> None:
    mine.family_name = "Ortega"
    patients.change(mine)
    assert search(actor, "ortega").found
    assert not search(actor, "nunez").found


def test_patients_and_officers_find_no_strangers(patient_user: User, officer: User, stranger: Patient) -> None:
    for user in (patient_user, officer):
        finding = search(access.actor_for(user, access.Channel.WEB), "A-77")
        assert (finding.found, finding.stranger) == ([], None)


def test_every_search_is_audited_without_its_text(actor: access.Actor, stranger: Patient) -> None:
    for text in ("nunez", "A-77"):
        search(actor, text)
    lines = list(AuditEntry.objects.filter(object_type="patient_search").order_by("id"))
    assert [line.detail for line in lines] == [{"found": 0, "stranger": False}, {"found": 0, "stranger": True}]
    assert [line.patient_id for line in lines] == [None, stranger.pk]
    assert "nunez" not in str([vars(line) for line in lines]).casefold()


def test_a_patient_on_two_of_my_teams_is_listed_once(actor: access.Actor, alice: User, mine: Patient) -> None:
    factories.care_team(members=[alice], patients=[mine])
    assert CareTeam.objects.count() == 2
    assert len(search(actor, "nunez").found) == 1
