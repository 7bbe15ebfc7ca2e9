"""Take names out of image files without touching a pixel.

DICOM: what names or describes the person, the institution or the staff (after the attributes of DICOM
PS3.15 annex E, basic profile), and everything private. PNG and JPEG: text and camera metadata. What is
burnt into the pixels stays.
"""

import io
import warnings
from pathlib import Path

import pydicom
from pydicom.dataset import Dataset

from records.engine.dicom import UnreadableImage

_NAMES = (
    *("PatientID", "IssuerOfPatientID", "OtherPatientIDs", "OtherPatientIDsSequence", "PatientBirthDate"),
    *("PatientBirthTime", "PatientAddress", "PatientTelephoneNumbers", "PatientTelecomInformation"),
    *("CountryOfResidence", "RegionOfResidence", "MilitaryRank", "BranchOfService", "EthnicGroup", "Occupation"),
    *("PatientReligiousPreference", "PatientInsurancePlanCodeSequence", "MedicalRecordLocator"),
    *("PatientComments", "AdditionalPatientHistory", "ResponsibleOrganization", "AdmissionID", "AccessionNumber"),
    *("StudyID", "RequestAttributesSequence", "ReferencedPatientSequence", "InstitutionName"),
    *("InstitutionAddress", "InstitutionalDepartmentName", "InstitutionCodeSequence", "StationName"),
    *("ReferringPhysicianAddress", "ReferringPhysicianTelephoneNumbers"),
    *("ReferringPhysicianIdentificationSequence", "PerformingPhysicianIdentificationSequence"),
    *("OperatorIdentificationSequence", "PhysiciansOfRecordIdentificationSequence", "DeviceSerialNumber"),
    *("ImageComments", "StudyComments", "VisitComments", "RequestingService", "CurrentPatientLocation"),
    *("OriginalAttributesSequence", "IconImageSequence"),
)
_PNG_MARK = b"\x89PNG\r\n\x1a\n"
_PNG_TELLING = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME")
_JPEG_KEPT = (0xE0, 0xE2, 0xEE)  # JFIF, colour profile, Adobe's colour transform
_JPEG_COMMENT = 0xFE
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, 0xD9
_INSIDE_A_SCAN = {0x00, *range(0xD0, 0xD8), 0xFF}  # FF FF: padding before a marker


def stripped(path: Path, format: str) -> bytes:
    """The file's bytes as they may be stored. Raises UnreadableImage."""
    if format == "DICOM":
        return _dicom(path)
    data = path.read_bytes()
    return _png(data) if data.startswith(_PNG_MARK) else _jpeg(data)


def _dicom(path: Path) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # they quote values
            image = pydicom.dcmread(path)
            image.remove_private_tags()
            _take_names(image)
            image.preamble = b"\0" * 128  # read by nobody, and may hold anything
            image.PatientIdentityRemoved = "YES"
            image.DeidentificationMethod = "Names, identifiers and private elements removed"
            out = io.BytesIO()
            image.save_as(out)
            return out.getvalue()
    except Exception as error:  # pydicom meets damaged files with errors of many kinds
        raise UnreadableImage(f"a damaged DICOM file ({type(error).__name__})") from None


def _take_names(image: Dataset) -> None:
    """Also inside sequences: every person's name goes, whoever it is, and every element that DICOM does
    not know."""
    for element in list(image):
        if element.VR == "PN" or element.keyword in _NAMES or not element.keyword:
            del image[element.tag]
        elif element.VR == "SQ":
            for part in element.value:
                _take_names(part)


def _png(data: bytes) -> bytes:
    kept, at = [_PNG_MARK], len(_PNG_MARK)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if end > len(data):
            raise UnreadableImage("a damaged picture (it is cut off)")
        if data[at + 4 : at + 8] not in _PNG_TELLING:
            kept.append(data[at:end])
        if data[at + 4 : at + 8] == b"IEND":
            return b"".join(kept)
        at = end
    raise UnreadableImage("a damaged picture (it is cut off)")


def _jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while at + 2 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF:  # padding
            at += 1
            continue
        if mark == _END_OF_IMAGE:  # what cameras append may tell as much as what they put before
            return b"".join([*kept, data[at : at + 2]])
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if mark == _START_OF_SCAN:
            end = _end_of_scan(data, end)
        telling = mark == _JPEG_COMMENT or (0xE0 <= mark <= 0xEF and mark not in _JPEG_KEPT)
        if not telling:
            kept.append(data[at:end])
        at = end
    raise UnreadableImage("a damaged picture (it holds no whole image)")


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands: within a scan FF is followed by 0, or by one of the restart marks."""
    while (at := data.find(b"\xff", at)) >= 0:
        if at + 1 < len(data) and data[at + 1] not in _INSIDE_A_SCAN:
            return at
        at += 1
    return len(data)
