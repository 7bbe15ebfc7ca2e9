"""Consent: what the patient allowed or refused."""

import json

from records.engine.fhir.source import Source, withheld_for
from records.engine.fhir.types import ConsentRecord

_WITHHELD = {"draft": "a draft", "proposed": "proposed, not given"}


def map_consent(source: Source) -> ConsentRecord:
    status, provision = source.text("status"), source.node("provision")
    period = provision.node("period")
    scope = source.first_code("scope")
    return ConsentRecord(
        **source.common(
            "patient",
            status=status,
            withheld=withheld_for(status, _WITHHELD),
            name=source.words("scope") or source.words("category") or "Consent",
            codes=source.codes("scope"),
        ),
        scope=scope,
        category=source.words("category"),
        given=source.date("dateTime"),
        decision=provision.text("type"),
        start=period.date("start"),
        end=period.date("end"),
        provision_json=json.dumps(provision.data, ensure_ascii=False, sort_keys=True) if provision else "",
    )
