"""Imaging studies with their stored files, and the bytes of one file."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from records import files
from records.access import Chart
from records.audit import Action, Outcome
from records.engine.rows import ImagingRow
from records.errors import NotFound
from records.models import ImagingFile, ImagingStudy, Withheld
from records.selectors.as_rows import imaging_row

SHOWN_BY_BROWSERS = ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class StoredImage:
    id: UUID
    media_type: str
    width: int | None
    height: int | None

    @property
    def viewable(self) -> bool:
        return self.media_type in SHOWN_BY_BROWSERS


@dataclass(frozen=True, slots=True)
class Study:
    row: ImagingRow
    images: tuple[StoredImage, ...]


def studies(chart: Chart) -> list[Study]:
    """Newest first; one audited read."""
    found = []
    for study in chart.rows(ImagingStudy).prefetch_related("files"):
        stored = [StoredImage(file.pk, file.media_type, file.columns, file.rows) for file in study.files.all()]
        found.append(Study(imaging_row(study, len(stored)), tuple(stored)))
    return sorted(found, key=lambda one: _when(one.row), reverse=True)


def image_bytes(chart: Chart, file_id: UUID) -> tuple[str, bytes]:
    """Media type and content. Raises NotFound when the file is not in this chart or was withdrawn."""
    found = (
        ImagingFile.objects.select_related("study")
        .filter(pk=file_id, study__patient=chart.patient, study__withheld=Withheld.NO)
        .first()
    )
    chart.note(Action.READ, "ImagingFile", file_id, Outcome.OK if found else Outcome.REFUSED)
    if found is None or not files.exists(found.stored_as):
        raise NotFound(_("This image is not in the chart."))
    return found.media_type, files.read(found.stored_as)


def _when(row: ImagingRow) -> float:
    return row.started.instant.timestamp() if row.started else float("-inf")
