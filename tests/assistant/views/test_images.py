"""Are stored images shown through the gate, and only there?"""

from pathlib import Path

from django.urls import reverse

from records import files
from records.models import AuditEntry, ImagingFile, Patient, User, Withheld
from tests import factories
from tests.html import signed_in, words


def stored(patient: Patient, media_type: str = "image/png", **study: str) -> ImagingFile:
    image = factories.image_file(factories.imaging_study(patient, **study), media_type=media_type)
    files.write(image.stored_as, b"pixels")
    return image


def address(patient: Patient, image: ImagingFile) -> str:
    return reverse("assistant:image", args=[patient.pk, image.pk])


def test_a_picture_is_decrypted_for_the_team_and_not_kept(data_folder: Path, patient: Patient, alice: User) -> None:
    image = stored(patient)
    response = signed_in(alice).get(address(patient, image))
    assert (response.content, response.headers["Content-Type"]) == (b"pixels", "image/png")
    assert "no-store" in response.headers["Cache-Control"]
    assert AuditEntry.objects.filter(object_type="ImagingFile", object_id=str(image.pk), outcome="ok").count() == 1


def test_dicom_is_a_download_and_the_page_says_why(data_folder: Path, patient: Patient, alice: User) -> None:
    image = stored(patient, "application/dicom", modality="CT")
    response = signed_in(alice).get(address(patient, image))
    assert response.headers["Content-Disposition"].startswith("attachment")
    shown = words(signed_in(alice).get(reverse("assistant:images", args=[patient.pk])))
    assert "Download CT file (DICOM)" in shown
    assert "Viewing DICOM in the browser comes later" in shown


def test_strangers_other_charts_and_withheld_studies_get_nothing(
    data_folder: Path, patient: Patient, other_patient: Patient, alice: User, charlie: User
) -> None:
    image, hidden = stored(patient), stored(patient, withheld=Withheld.ENTERED_IN_ERROR)
    assert signed_in(charlie).get(address(patient, image)).status_code == 404
    assert signed_in(charlie).get(address(other_patient, image)).status_code == 404
    assert signed_in(alice).get(address(patient, hidden)).status_code == 404


def test_a_study_without_files_says_so(patient: Patient, alice: User) -> None:
    factories.imaging_study(patient)
    shown = words(signed_in(alice).get(reverse("assistant:images", args=[patient.pk])))
    assert "no file was stored here" in shown
