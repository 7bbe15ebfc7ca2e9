"""Does the finder help with one's own patients and leak nothing about anybody else's?"""

import pytest
from django.urls import reverse

from records.models import AuditEntry, Patient, User
from records.services import patients
from tests import factories
from tests.html import Reply, signed_in, words

FINDER = "/find/"


def found_by_name(**fields: str) -> Patient:
    """Unlike the bare factory, with the keys by which a patient is found."""
    made = Patient(birth_date="1958-03-09", sex="female", **fields)
    patients.register([made])
    return made


@pytest.fixture
def mine(alice: User) -> Patient:
    made = found_by_name(family_name="Lindqvist", given_name="Maja", record_number="MRN-77001")
    factories.care_team("Family practice", members=[alice], patients=[made])
    return made


@pytest.fixture
def theirs(charlie: User) -> Patient:
    made = found_by_name(family_name="Okafor", given_name="Ngozi", record_number="MRN-77002")
    factories.care_team("Other people's", members=[charlie], patients=[made])
    return made


def find(user: User, text: str, **headers: str) -> Reply:
    return signed_in(user).post(FINDER, {"q": text}, headers=headers)


@pytest.mark.parametrize("text", ["lind", "Maja Lindqvist", "MRN-77001", "9 Mar 1958", "1958-03-09"])
def test_one_box_finds_ones_own_patients_and_says_why_they_open(text: str, mine: Patient, alice: User) -> None:
    response = find(alice, text)
    shown = words(response)
    for part in ("Maja Lindqvist", "born 9 Mar 1958", "MRN …7001", "your care team: Family practice"):
        assert part in shown
    assert reverse("assistant:patient", args=[mine.pk]) in response.content.decode()


def test_a_stranger_is_not_found_by_name_or_birth_date_alone(theirs: Patient, alice: User) -> None:
    for text in ("Okafor", "okaf", "Ngozi Okafor", "9 Mar 1958", "MRN-7700"):
        response = find(alice, text)
        assert "Nobody on your list fits" in words(response)
        assert str(theirs.pk) not in response.content.decode()


@pytest.mark.parametrize("text", ["MRN-77002", "Ngozi Okafor 9 Mar 1958"])
def test_exact_particulars_give_one_line_without_a_name(text: str, theirs: Patient, alice: User) -> None:
    response = find(alice, text, hx_request="true")
    shown = words(response)
    assert "Not on your care team" in shown
    assert "Open with a reason" in shown
    for secret in ("Ngozi", "Okafor", "female", "Other people's"):
        assert secret not in response.content.decode()


def test_an_answer_about_nobody_and_about_a_stranger_look_alike(theirs: Patient, alice: User) -> None:
    assert words(find(alice, "Okafor", hx_request="true")) == words(find(alice, "Qwertz", hx_request="true"))


def test_what_is_typed_stays_out_of_the_address_and_the_trail(mine: Patient, alice: User) -> None:
    page = signed_in(alice).get(f"{FINDER}?q=lind").content.decode()
    assert "Maja" not in page
    assert 'method="post"' in page
    find(alice, "Lindqvist")
    lines = AuditEntry.objects.filter(actor_id=alice.pk, object_type="patient_search")
    assert lines.count() == 1
    assert "indqvist" not in str(list(lines.values()))


def test_results_alone_answer_a_page_that_asks_while_typing(mine: Patient, alice: User) -> None:
    page = find(alice, "lind", hx_request="true").content.decode()
    assert "Maja" in page
    assert "<html" not in page


def test_too_little_to_search_by_says_so(mine: Patient, alice: User) -> None:
    assert "at least three letters" in words(find(alice, "l"))


def test_a_chart_that_is_already_open_with_a_reason_says_how_long(theirs: Patient, alice: User) -> None:
    factories.break_glass(alice, theirs)
    shown = words(find(alice, "MRN-77002"))
    assert "A chart that you opened with a reason" in shown
    assert "left" in shown


def test_a_withdrawn_consent_leads_to_the_reason_form(mine: Patient, alice: User) -> None:
    factories.consent(mine, given=False)
    response = find(alice, "lind")
    assert "consent withdrawn" in words(response)
    assert reverse("records:break_glass", args=[mine.pk]) in response.content.decode()


@pytest.mark.parametrize("role", ["patient_user", "officer", "administrator"])
def test_only_clinicians_have_a_finder(role: str, request: pytest.FixtureRequest) -> None:
    user = request.getfixturevalue(role)
    assert signed_in(user).get(FINDER).status_code == 404
    assert AuditEntry.objects.filter(actor_id=user.pk, outcome="refused", object_id="finder").count() == 1


def test_replies_are_not_kept_by_browsers(mine: Patient, alice: User) -> None:
    assert "no-store" in find(alice, "lind").headers["Cache-Control"]
