"""The way in: a file or a folder of FHIR R4, whatever its packing."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from records.engine.fhir.bundle import read_bundle
from records.engine.fhir.ndjson import read_ndjson
from records.engine.fhir.types import Failed, Item, Place

_LINES = (".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz")
_JSON = (".json", ".json.gz")


def read_fhir(path: Path) -> Iterator[Item]:
    """Items of a bundle, a bare resource, an NDJSON file, or a folder of any of these (with its
    subfolders). Within a bundle, and within a folder's NDJSON, what others refer to comes first."""
    if not path.exists():
        yield Failed(Place(path.name), "", "no such file or folder")
    elif path.is_dir():
        yield from _folder(path)
    elif path.name.lower().endswith(_LINES):
        yield from read_ndjson([path])
    else:
        yield from read_bundle(path)


def _folder(folder: Path) -> Iterator[Item]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    lines = _ending(files, _LINES)
    bundles = _ending(files, _JSON)
    if not lines and not bundles:
        yield Failed(Place(folder.name), "", "the folder holds no .json or .ndjson file")
    for bundle in bundles:
        yield from read_bundle(bundle)
    yield from read_ndjson(lines)


def _ending(files: Sequence[Path], endings: tuple[str, ...]) -> list[Path]:
    return [path for path in files if path.name.lower().endswith(endings)]
