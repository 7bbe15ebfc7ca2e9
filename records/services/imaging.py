"""Store images: encrypted, without names, once."""

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from records import files, keys
from records.access import Chart
from records.audit import Action
from records.engine.dicom import ImageHeader, UnreadableImage, read_image_header
from records.engine.image_strip import stripped
from records.errors import BadFile
from records.models import ImagingFile, ImagingStudy
from records.services import identity
from records.signals import study_stored

MEDIA_TYPES = {"DICOM": "application/dicom", "PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Stored:
    file: ImagingFile
    fate: Literal["new", "unchanged"]


def read_header(path: Path) -> ImageHeader:
    """Raises BadFile."""
    try:
        return read_image_header(path)
    except UnreadableImage as error:
        raise BadFile(str(error)) from error


def store_image(chart: Chart, path: Path, header: ImageHeader | None = None) -> Stored:
    """Raises BadFile. A DICOM file joins its study; a picture is a study of its own."""
    chart.must_be_writable()
    header = header or read_header(path)
    digest = _digest(path)
    checksum = keys.ring().lookup("image", digest)
    known = ImagingFile.objects.filter(study__patient=chart.patient, checksum_key=checksum).first()
    if known:
        return Stored(known, "unchanged")
    try:
        data = stripped(path, header.format)
    except (UnreadableImage, OSError) as error:
        raise BadFile(str(error) if isinstance(error, UnreadableImage) else _("The file cannot be read.")) from error
    return Stored(_store(chart, header, digest, checksum, data), "new")


def _store(chart: Chart, header: ImageHeader, digest: str, checksum: bytes, data: bytes) -> ImagingFile:
    file = ImagingFile(id=uuid.uuid4(), checksum_key=checksum, rows=header.rows, columns=header.columns)
    file.stored_as = f"images/{file.pk}"
    file.media_type = MEDIA_TYPES[header.format]
    files.write(file.stored_as, data)
    try:
        with transaction.atomic():
            file.study = _study(chart, header, digest)
            file.save(force_insert=True)
            chart.note(Action.CREATE, "ImagingFile", file.pk)
            _announce(file.study)
    except BaseException:
        files.delete(file.stored_as)
        raise
    return file


def _study(chart: Chart, header: ImageHeader, digest: str) -> ImagingStudy:
    uid_key = identity.study_key(header.study_uid)
    if uid_key:
        known = ImagingStudy.objects.filter(uid_key=uid_key).first()
        if known and known.patient_id != chart.patient.pk:
            raise BadFile(_("This study is in another patient's chart."))
        if known:
            return known
    return ImagingStudy.objects.create(
        patient=chart.patient,
        source_system="images",
        source_id=header.study_uid,
        source_key=identity.source_key("images", "image", header.study_uid or f"{chart.patient.pk}|{digest}"),
        uid_key=uid_key,
        modality=header.modality[:20],
        body_part=header.body_part,
        description=" ".join(filter(None, (header.body_part, header.view))),
        started=header.study_date.text if header.study_date else "",
    )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BadFile(_("The file cannot be read.")) from error


def _announce(study: ImagingStudy) -> None:
    patient_id, study_id = study.patient_id, study.pk
    transaction.on_commit(lambda: study_stored.send(ImagingStudy, patient_id=patient_id, study_id=study_id))
