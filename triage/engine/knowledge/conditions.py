"""The condition entries: `knowledge/conditions/<system>/<id>.yaml`."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from triage.engine.knowledge.reading import Fields
from triage.engine.knowledge.types import (
    AGE_BANDS,
    COSTS,
    FREQUENCY,
    HARMS,
    ONSETS,
    PREVALENCE,
    RISK,
    SETTINGS,
    URGENCIES,
    Condition,
    ConditionTest,
)

SYSTEMS = tuple(
    "cardiology respiratory gastroenterology neurology psychiatry infectious hematology oncology endocrine nephrology "
    "urology gynecology obstetrics pediatrics dermatology rheumatology orthopedics ophthalmology ent toxicology "
    "emergency allergy genetics general".split()
)
_ICD10 = re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?")
_REQUIRED = ("id", "name", "system", "written", "overview", "urgency", "prevalence", "findings")
_OPTIONAL = (
    "synonyms icd10 reviewed sources cant_miss age sex onset course specific risk_factors red_flags complications "
    "tests management refer mimics words vignette"
).split()


def read_condition(path: Path, raw: Mapping[str, Any]) -> Condition:
    fields = Fields(path.name, raw)
    fields.only(_REQUIRED, _OPTIONAL)
    if fields.slug("id") != path.stem:
        raise fields.wrong("id", "must equal the file name")
    for code in fields.texts("icd10"):
        if not _ICD10.fullmatch(code):
            raise fields.wrong("icd10", f"{code!r} is not an ICD-10-CM code")
    return Condition(
        id=fields.slug("id"),
        name=fields.text("name"),
        system=fields.choice("system", SYSTEMS),
        overview=fields.text("overview"),
        urgency=fields.choice("urgency", URGENCIES),
        review=fields.review(),
        findings=fields.classes("findings", FREQUENCY),
        synonyms=fields.texts("synonyms"),
        icd10=fields.texts("icd10"),
        cant_miss=fields.flag("cant_miss"),
        prevalence=fields.classes("prevalence", PREVALENCE, SETTINGS),
        age=fields.weights("age", AGE_BANDS),
        sex=fields.weights("sex", ("F", "M")),
        onset=fields.choices("onset", ONSETS),
        course=fields.text("course", ""),
        specific=fields.texts("specific"),
        risk_factors=fields.classes("risk_factors", RISK),
        red_flags=fields.texts("red_flags"),
        complications=fields.texts("complications"),
        tests=tuple(_test(one) for one in fields.mappings("tests")),
        management=fields.texts("management"),
        refer=fields.text("refer", ""),
        mimics=fields.texts("mimics"),
        words=fields.texts("words"),
        vignette=fields.text("vignette", ""),
    )


def _test(fields: Fields) -> ConditionTest:
    fields.only(("test", "shows", "cost", "harm"), ())
    return ConditionTest(
        test=fields.text("test"),
        shows=fields.text("shows"),
        cost=fields.choice("cost", COSTS),
        harm=fields.choice("harm", HARMS),
    )
