"""How many alerts a chart raises, and how long they take.

python -m bench.alerts FOLDER_OF_BUNDLES
"""

import sys
import time
from collections import Counter
from pathlib import Path

from bench import clinic, report


def main(bundles: Path) -> None:
    with clinic.opened():
        clinic.manage("import_fhir", *map(str, sorted(bundles.glob("*.json.gz"))))
        from records import access
        from records.models import Patient
        from records.services.accounts import acting_user
        from triage.services.alerts import alerts_of, rules

        actor, taken = acting_user(None), []
        kinds: Counter[str] = Counter()
        severities: Counter[str] = Counter()
        rules()
        charts = [access.open_chart(actor, patient.pk) for patient in Patient.objects.filter(replaced_by=None)]
        for chart in charts:
            started = time.perf_counter()
            found = alerts_of(chart)
            taken.append(time.perf_counter() - started)
            kinds.update(str(alert.kind) for alert in found)
            severities.update(str(alert.severity) for alert in found)
    middle, slow = report.middle_and_slow(taken)
    row: dict[str, object] = {"charts": len(charts), "median ms": middle, "p95 ms": slow}
    per_chart = {
        f"{name} a chart": round(count / len(charts), 2) for name, count in sorted((severities + kinds).items())
    }
    report.show("alerts", [row | per_chart])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
