"""Image files and folders of them into charts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from records.access import Actor, Chart
from records.engine.fhir.types import Failed, Place
from records.errors import BadFile, NotFound, UserError
from records.selectors import charts
from records.services import imaging, import_runs
from records.services.import_report import Report

OTHER_PATIENT = "the file names another patient"
NO_PATIENT = "the file names no patient: give --patient"


def image_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The paths themselves, and every file in those that are folders."""
    for path in paths:
        yield from sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]


def import_images(actor: Actor, paths: Iterable[Path], patient: str = "") -> Report:
    """`patient`: source id or record number, for files that do not say. Raises NotFound for an unknown one."""
    report = Report()
    chart = charts.find_by_any_id(actor, patient) if patient else None
    if chart:
        chart.must_be_writable()
    with import_runs.running(actor, "images", report):
        work = _Images(actor, chart)
        for path in paths:
            _take(work, path, report)
    return report


def _take(work: "_Images", path: Path, report: Report) -> None:
    try:
        stored = work.store(path)
    except UserError as error:
        report.fail(Failed(Place(path.name), "image", error.message))
        return
    report.count("image", stored.fate)


@dataclass
class _Images:
    actor: Actor
    given: Chart | None
    last: tuple[str, Chart] | None = None

    def store(self, path: Path) -> imaging.Stored:
        header = imaging.read_header(path)
        return imaging.store_image(self._chart(header.patient_id), path, header)

    def _chart(self, named: str) -> Chart:
        """The stated patient's chart, unless the file says that it is somebody else's."""
        if self.given:
            if named and charts.is_anothers(self.given, named):
                raise BadFile(OTHER_PATIENT)
            return self.given
        if not named:
            raise BadFile(NO_PATIENT)
        if self.last is None or self.last[0] != named:
            self.last = (named, self._open(named))
        return self.last[1]

    def _open(self, named: str) -> Chart:
        try:
            return charts.find_by_any_id(self.actor, named)
        except NotFound as error:
            raise BadFile("the patient whom the file names is not in the record") from error
