"""Read what an image file says of itself: DICOM headers without pixels, PNG and JPEG sizes.

Names and birth dates in a DICOM header are never read. Nothing is decompressed except where noted.
"""

import logging
import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pydicom
from PIL import Image
from pydicom.errors import InvalidDicomError
from pydicom.uid import DeflatedExplicitVRLittleEndian

from records.engine.dates import SourceDate

logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)  # its warnings quote values

MAX_BYTES = 512 << 20
MAX_PIXELS = 100_000_000  # a detector plate has about 20 million
_DICOM_MARK = b"DICM"
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_UID = re.compile(r"[0-9]+(\.[0-9]+)*")
_TAGS = [
    "SOPInstanceUID",
    "StudyInstanceUID",
    "SeriesInstanceUID",
    "Modality",
    "BodyPartExamined",
    "ViewPosition",
    "PatientID",
    "StudyDate",
    "Rows",
    "Columns",
    "NumberOfFrames",
    "PhotometricInterpretation",
]


class UnreadableImage(ValueError):
    """Not an image that can be taken in. The message says why and holds nothing of the file."""


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """`patient_id` is the id in the file, not ours. UIDs are empty for PNG and JPEG."""

    format: str  # DICOM, PNG, JPEG
    rows: int
    columns: int
    frames: int = 1
    modality: str = ""
    body_part: str = ""
    view: str = ""
    photometric: str = ""
    study_uid: str = ""
    series_uid: str = ""
    instance_uid: str = ""
    patient_id: str = ""
    study_date: SourceDate | None = None


def read_image_header(path: Path) -> ImageHeader:
    """Raises UnreadableImage for anything but a sound DICOM image, PNG or JPEG of a bearable size."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(132)
    except OSError:
        raise UnreadableImage("the file cannot be opened") from None
    if not size:
        raise UnreadableImage("the file is empty")
    if size > MAX_BYTES:
        raise UnreadableImage(f"larger than {MAX_BYTES >> 20} MB")
    # pydicom and Pillow quote what they warn of, in warnings and in their logs.
    with warnings.catch_warnings(), pydicom.config.disable_value_validation():
        warnings.simplefilter("ignore")
        if start[128:] == _DICOM_MARK:
            return _dicom(path)
        if start.startswith((_PNG, _JPEG)):
            return _picture(path)
    raise UnreadableImage("not a DICOM, PNG or JPEG file")


def _dicom(path: Path) -> ImageHeader:
    header = _dicom_header(path)
    rows, columns = _whole(header, "Rows"), _whole(header, "Columns")
    if not rows or not columns:
        raise UnreadableImage("a DICOM file without an image")
    if rows * columns > MAX_PIXELS:
        raise UnreadableImage(f"more than {MAX_PIXELS // 1_000_000} million pixels")
    return ImageHeader(
        format="DICOM",
        rows=rows,
        columns=columns,
        frames=_whole(header, "NumberOfFrames") or 1,
        modality=_text(header, "Modality"),
        body_part=_text(header, "BodyPartExamined"),
        view=_text(header, "ViewPosition"),
        photometric=_text(header, "PhotometricInterpretation"),
        study_uid=_uid(header, "StudyInstanceUID"),
        series_uid=_uid(header, "SeriesInstanceUID"),
        instance_uid=_uid(header, "SOPInstanceUID"),
        patient_id=_text(header, "PatientID"),
        study_date=_date(_text(header, "StudyDate")),
    )


def _dicom_header(path: Path) -> Any:
    """The wanted tags. A deflated file is refused: its header cannot be read without unpacking all of it,
    which a hostile file can make as large as it likes."""
    try:
        meta = pydicom.filereader.read_file_meta_info(path)
        if meta.get("TransferSyntaxUID") == DeflatedExplicitVRLittleEndian:
            raise UnreadableImage("a deflated DICOM file; export it uncompressed or as JPEG 2000")
        return pydicom.dcmread(path, stop_before_pixels=True, specific_tags=_TAGS)
    except UnreadableImage:
        raise
    except InvalidDicomError:
        raise UnreadableImage("not a DICOM file") from None
    except Exception as error:  # pydicom meets damaged files with errors of many kinds
        raise UnreadableImage(f"a damaged DICOM file ({type(error).__name__})") from None


def _text(header: Any, name: str) -> str:
    try:
        value = header.get(name)
    except Exception:  # values are decoded on access, so a damaged one fails only here
        return ""
    if value is None:
        return ""
    return str(value).replace("\0", "").strip()[:128]


def _whole(header: Any, name: str) -> int:
    text = _text(header, name)
    return int(text) if text.isdecimal() else 0


def _uid(header: Any, name: str) -> str:
    text = _text(header, name)
    return text if len(text) <= 64 and _UID.fullmatch(text) else ""


def _date(text: str) -> SourceDate | None:
    try:
        return SourceDate(f"{text[:4]}-{text[4:6]}-{text[6:8]}") if len(text) == 8 else None
    except ValueError:
        return None


def _picture(path: Path) -> ImageHeader:
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as picture:
            columns, rows = picture.size
            if columns * rows > MAX_PIXELS:
                raise UnreadableImage(f"more than {MAX_PIXELS // 1_000_000} million pixels")
            picture.verify()
            return ImageHeader(format=str(picture.format), rows=rows, columns=columns)
    except UnreadableImage:
        raise
    except Image.DecompressionBombError:
        raise UnreadableImage(f"more than {MAX_PIXELS // 1_000_000} million pixels") from None
    except Exception as error:  # damaged pictures fail in many ways
        raise UnreadableImage(f"a damaged picture ({type(error).__name__})") from None
