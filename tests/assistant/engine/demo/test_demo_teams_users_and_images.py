from io import BytesIO

from PIL import Image

from assistant.engine.demo import DemoClinic
from assistant.engine.demo.clinic import OUTSIDE_TEAMS
from tests.assistant.engine.demo.reading import TODAY


def test_three_teams_overlap_and_only_two_charts_need_break_glass(clinic: DemoClinic) -> None:
    keys = {chart.key for chart in clinic.charts}
    listed = [key for team in clinic.teams for key in team.charts]
    assert len(clinic.teams) == 3
    assert set(listed) | set(OUTSIDE_TEAMS) == keys
    assert keys - set(listed) == set(OUTSIDE_TEAMS)
    assert sum(listed.count(key) > 1 for key in keys) >= 4


def test_no_team_lists_a_chart_twice(clinic: DemoClinic) -> None:
    assert all(len(team.charts) == len(set(team.charts)) for team in clinic.teams)


def test_there_are_three_clinicians_and_one_user_of_each_other_role(clinic: DemoClinic) -> None:
    roles = sorted(user.role for user in clinic.users)
    assert roles == ["administrator", "clinician", "clinician", "clinician", "patient", "privacy_officer"]
    assert len({user.username for user in clinic.users}) == len(clinic.users)


def test_users_work_in_teams_that_exist_and_no_clinician_sees_everyone(clinic: DemoClinic) -> None:
    charts = {team.name: set(team.charts) for team in clinic.teams}
    for user in clinic.users:
        assert all(name in charts for name in user.teams)
        assert bool(user.teams) == (user.role == "clinician")
        assert len(set().union(*(charts[name] for name in user.teams))) < 23


def test_the_patient_user_has_a_chart_of_their_own_name(clinic: DemoClinic) -> None:
    user = next(one for one in clinic.users if one.role == "patient")
    assert clinic.chart(user.chart).full_name == user.full_name


def test_images_are_small_grey_drawings_of_patients_that_exist(clinic: DemoClinic) -> None:
    images = [image for chart in clinic.charts for image in chart.images]
    assert len({image.patient for image in images}) == 3
    for image in images:
        picture = Image.open(BytesIO(image.png))
        assert (picture.mode, picture.format, picture.size) == ("L", "PNG", (512, 512))
        assert len(image.png) < 200_000
        assert image.taken <= TODAY
    assert len({image.png for image in images}) == len(images)


def test_image_files_have_names_of_their_own(clinic: DemoClinic) -> None:
    names = [image.name for chart in clinic.charts for image in chart.images]
    assert len(names) == len(set(names)) == 4
