import struct
import zlib
from pathlib import Path

import pydicom
import pytest
from PIL import Image
from pydicom.dataset import FileDataset, FileMetaDataset
from pydicom.uid import UID, DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian

from records.engine import dicom
from records.engine.dicom import ImageHeader, UnreadableImage, read_image_header


def _dicom(path: Path, **tags: object) -> Path:
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID = UID("1.2.840.10008.5.1.4.1.1.1.1")
    meta.MediaStorageSOPInstanceUID = UID("1.2.3.4")
    made = FileDataset(path, {}, file_meta=meta, preamble=b"\0" * 128)
    fields = {
        "SOPInstanceUID": "1.2.3.4",
        "StudyInstanceUID": "1.2.3",
        "SeriesInstanceUID": "1.2.3.1",
        "Modality": "DX",
        "BodyPartExamined": "CHEST",
        "ViewPosition": "PA",
        "PatientID": "H-12",
        "PatientName": "Marsh^Ada",
        "PatientBirthDate": "19610402",
        "StudyDate": "20210304",
        "Rows": 4,
        "Columns": 3,
        "BitsAllocated": 8,
        "PixelData": b"\0" * 12,
    }
    for name, value in (fields | tags).items():
        setattr(made, name, value)
    made.save_as(path, enforce_file_format=True)
    return path


def _png_claiming(path: Path, width: int, height: int) -> Path:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + head
    data = struct.pack(">I", 4) + b"IDAT" + b"\0" * 8
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + data)
    return path


def _reason(path: Path) -> str:
    with pytest.raises(UnreadableImage) as caught:
        read_image_header(path)
    return str(caught.value)


def test_a_dicom_header_is_read_without_names_or_birth_dates(tmp_path: Path) -> None:
    header = read_image_header(_dicom(tmp_path / "x.dcm"))
    assert (header.format, header.modality, header.body_part, header.view) == ("DICOM", "DX", "CHEST", "PA")
    assert (header.study_uid, header.series_uid, header.instance_uid) == ("1.2.3", "1.2.3.1", "1.2.3.4")
    assert (header.rows, header.columns, header.frames, header.patient_id) == (4, 3, 1, "H-12")
    assert header.study_date is not None
    assert header.study_date.text == "2021-03-04"
    assert "Marsh" not in repr(header)
    assert "1961" not in repr(header)


def test_an_impossible_date_or_uid_is_left_out_in_silence(
    tmp_path: Path, recwarn: pytest.WarningsRecorder, caplog: pytest.LogCaptureFixture
) -> None:
    path = _dicom(tmp_path / "x.dcm")
    path.write_bytes(path.read_bytes().replace(b"20210304", b"20210231").replace(b"1.2.3.1\0", b"1.2.3.a\0"))
    header = read_image_header(path)
    assert (header.study_date, header.series_uid) == (None, "")
    assert not recwarn.list
    assert not caplog.records


def test_a_dicom_file_without_an_image_is_refused(tmp_path: Path) -> None:
    assert _reason(_dicom(tmp_path / "x.dcm", Rows=0)) == "a DICOM file without an image"


def test_a_deflated_dicom_file_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = _dicom(tmp_path / "x.dcm")
    made = pydicom.dcmread(path)
    made.file_meta.TransferSyntaxUID = DeflatedExplicitVRLittleEndian
    made.save_as(path)
    assert _reason(path).startswith("a deflated DICOM file")


def test_a_damaged_dicom_file_says_so_without_its_content(tmp_path: Path) -> None:
    path = _dicom(tmp_path / "x.dcm")
    path.write_bytes(path.read_bytes()[:140] + b"\xff" * 300)
    assert "Marsh" not in _reason(path)


@pytest.mark.parametrize(("name", "format"), [("x.png", "PNG"), ("x.jpg", "JPEG")])
def test_a_picture_gives_its_size(tmp_path: Path, name: str, format: str) -> None:
    Image.new("L", (5, 7)).save(tmp_path / name)
    assert read_image_header(tmp_path / name) == ImageHeader(format=format, rows=7, columns=5)


def test_a_picture_is_known_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    Image.new("L", (5, 7)).save(tmp_path / "x.png")
    (tmp_path / "x.png").rename(tmp_path / "x.dcm")
    assert read_image_header(tmp_path / "x.dcm").format == "PNG"


@pytest.mark.parametrize("side", [10_001, 60_000])
def test_a_picture_that_claims_too_many_pixels_is_refused(tmp_path: Path, side: int) -> None:
    assert _reason(_png_claiming(tmp_path / "x.png", side, side)) == "more than 100 million pixels"


def test_a_cut_picture_is_refused(tmp_path: Path) -> None:
    Image.effect_noise((64, 64), 80).save(tmp_path / "x.png")
    raw = (tmp_path / "x.png").read_bytes()
    (tmp_path / "x.png").write_bytes(raw[: len(raw) // 2])
    assert _reason(tmp_path / "x.png").startswith("a damaged picture")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file is empty"),
        (b"GIF89a" + b"\0" * 200, "not a DICOM, PNG or JPEG file"),
        (b"Ada Marsh", "not a DICOM, PNG or JPEG file"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, raw: bytes, reason: str) -> None:
    (tmp_path / "x").write_bytes(raw)
    assert _reason(tmp_path / "x") == reason


def test_a_missing_or_too_large_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _reason(tmp_path / "nowhere") == "the file cannot be opened"
    monkeypatch.setattr(dicom, "MAX_BYTES", 10)
    (tmp_path / "x").write_bytes(b"x" * 11)
    assert _reason(tmp_path / "x").startswith("larger than")
