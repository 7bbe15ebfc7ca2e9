"""Resources a second, importing FHIR bundles into an empty clinic, and importing them again.

python -m bench.import_rate FOLDER_OF_BUNDLES
"""

import gzip
import json
import sys
from pathlib import Path

from bench import clinic, report


def main(folder: Path) -> None:
    files = sorted(folder.glob("*.json.gz"))
    resources = sum(len(json.loads(gzip.decompress(file.read_bytes()))["entry"]) for file in files)
    rows = []
    with clinic.opened():
        for name in ("first import", "same files again"):
            with report.timed() as taken:
                clinic.manage("import_fhir", *map(str, files))
            rate = round(resources / taken.seconds)
            rows.append({"run": name, "resources": resources, "s": round(taken.seconds, 2), "resources/s": rate})
    report.show("import_rate", rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
