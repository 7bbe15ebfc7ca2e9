"""Are images stored once, encrypted, without names, in the right chart?"""

from pathlib import Path

import pydicom
import pytest
from PIL import Image
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian

from records import files
from records.access import Channel, actor_for
from records.errors import NotFound
from records.models import ImagingFile, ImagingStudy, Patient, User
from records.selectors import charts, rows
from records.services import identity, image_import
from records.services.accounts import acting_user
from records.services.import_report import Report
from records.signals import study_stored

pytestmark = pytest.mark.usefixtures("data_folder")

STUDY = "1.2.826.0.1.3680043.9.7.1"


@pytest.fixture
def known(patient: Patient) -> Patient:
    patient.source_key = identity.source_key("", "Patient", patient.source_id)
    patient.save()
    return patient


def dicom(path: Path, patient_id: str = "", study: str = STUDY, instance: str = "1") -> Path:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = pydicom.uid.DigitalXRayImageStorageForPresentation
    meta.MediaStorageSOPInstanceUID = pydicom.uid.UID(f"{study}.{instance}")
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    image = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    image.PatientName, image.PatientID, image.PatientBirthDate = "Rivers^Joan", patient_id, "19580309"
    image.ReferringPhysicianName, image.InstitutionName = "Stone^Peter", "Valley Clinic"
    image.StudyInstanceUID, image.SOPInstanceUID = study, f"{study}.{instance}"
    image.SOPClassUID = meta.MediaStorageSOPClassUID
    image.Modality, image.BodyPartExamined, image.StudyDate = "DX", "CHEST", "20240211"
    image.Rows = image.Columns = 4
    image.SamplesPerPixel, image.PhotometricInterpretation = 1, "MONOCHROME2"
    image.BitsAllocated = image.BitsStored = 8
    image.HighBit, image.PixelRepresentation = 7, 0
    image.PixelData = bytes(range(16))
    image.save_as(path, enforce_file_format=True)
    return path


def picture(path: Path, shade: int = 9) -> Path:
    Image.new("L", (6, 5), shade).save(path)
    return path


def _take(*paths: Path, patient: str = "") -> Report:
    return image_import.import_images(acting_user(None), image_import.image_files(paths), patient)


def test_a_dicom_file_finds_its_chart_and_keeps_what_matters(known: Patient, tmp_path: Path) -> None:
    _take(dicom(tmp_path / "a.dcm", known.source_id))
    study = ImagingStudy.objects.get()
    assert (study.patient, study.modality, study.body_part, study.started) == (known, "DX", "CHEST", "2024-02-11")


def test_names_are_neither_stored_nor_readable_on_disk(known: Patient, tmp_path: Path, data_folder: Path) -> None:
    _take(dicom(tmp_path / "a.dcm", known.source_id))
    (stored,) = ImagingFile.objects.all()
    plain = files.read(stored.stored_as)
    for name in (b"Rivers", b"Stone", b"Valley", b"19580309", known.source_id.encode()):
        assert name not in plain
    assert bytes(range(16)) in plain, "the pixels are untouched"
    lying = [path for path in (data_folder / "files").rglob("*") if path.is_file()]
    assert len(lying) == 1
    assert bytes(range(16)) not in lying[0].read_bytes()


def test_the_same_image_twice_is_stored_once(known: Patient, tmp_path: Path, data_folder: Path) -> None:
    path = picture(tmp_path / "a.png")
    _take(path, patient=known.source_id)
    report = _take(path, patient=known.record_number)
    assert report.as_counts() == {"image": {"unchanged": 1}}
    assert ImagingFile.objects.count() == 1
    assert len([one for one in (data_folder / "files").rglob("*") if one.is_file()]) == 1


def test_images_of_one_study_lie_together_and_pictures_apart(known: Patient, tmp_path: Path) -> None:
    folder = tmp_path / "images"
    folder.mkdir()
    dicom(folder / "a.dcm", known.source_id, instance="1")
    dicom(folder / "b.dcm", known.source_id, instance="2")
    picture(folder / "c.png")
    report = _take(folder, patient=known.source_id)
    assert report.as_counts() == {"image": {"new": 3}}
    assert sorted(study.files.count() for study in ImagingStudy.objects.all()) == [1, 2]


def test_an_image_joins_the_study_that_fhir_told_of(known: Patient, tmp_path: Path) -> None:
    ImagingStudy.objects.create(patient=known, source_id="s-1", uid_key=identity.study_key(STUDY))
    _take(dicom(tmp_path / "a.dcm", known.source_id))
    assert ImagingStudy.objects.get().files.count() == 1


def test_a_file_that_names_another_patient_is_refused(known: Patient, other_patient: Patient, tmp_path: Path) -> None:
    other_patient.record_number_key = identity.record_number_key("X-1")
    other_patient.save()
    report = _take(dicom(tmp_path / "a.dcm", "X-1"), patient=known.source_id)
    assert [one.reason for one in report.failures] == [image_import.OTHER_PATIENT]
    assert not ImagingFile.objects.exists()


def test_another_patients_study_is_not_added_to(known: Patient, other_patient: Patient, tmp_path: Path) -> None:
    ImagingStudy.objects.create(patient=other_patient, uid_key=identity.study_key(STUDY))
    report = _take(dicom(tmp_path / "a.dcm", known.source_id))
    assert report.total("failed") == 1
    assert not ImagingFile.objects.exists()


def test_files_that_are_no_images_or_name_nobody_cost_only_themselves(known: Patient, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"not an image")
    (tmp_path / "b.dcm").write_bytes(b"")
    dicom(tmp_path / "c.dcm", "nobody")
    picture(tmp_path / "d.png")
    report = _take(tmp_path)
    assert report.as_counts() == {"image": {"failed": 4}}
    assert report.failures[3].reason == image_import.NO_PATIENT


def test_an_unknown_stated_patient_ends_it_before_anything(tmp_path: Path, batch: User) -> None:
    with pytest.raises(NotFound):
        _take(picture(tmp_path / "a.png"), patient="nobody")


def test_a_stranger_stores_nothing(known: Patient, charlie: User, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        image_import.import_images(
            actor_for(charlie, Channel.COMMAND), [picture(tmp_path / "a.png")], known.record_number
        )


@pytest.mark.django_db(transaction=True)
def test_a_stored_study_is_announced(known: Patient, tmp_path: Path) -> None:
    heard: list[object] = []

    def hear(sender: object, **news: object) -> None:
        heard.append(news["study_id"])

    study_stored.connect(hear)
    try:
        _take(picture(tmp_path / "a.png"), patient=known.source_id)
    finally:
        study_stored.disconnect(hear)
    assert heard == [ImagingStudy.objects.get().pk]


def test_the_study_shows_in_the_chart(known: Patient, tmp_path: Path) -> None:
    _take(dicom(tmp_path / "a.dcm", known.source_id))
    (row,) = rows.imaging(charts.find_by_source_id(acting_user(None), known.source_id))
    assert (row.display, row.images) == ("CHEST, CHEST, 11 Feb 2024", 1)
