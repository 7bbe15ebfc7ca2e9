"""The findings vocabulary: `knowledge/findings/*.yaml`."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from triage.engine.knowledge.reading import Fields
from triage.engine.knowledge.types import BACKGROUND, KINDS, Finding, NumberRule, Review

_HPO = re.compile(r"HP:\d{7}")
_LOINC = re.compile(r"\d{1,6}-\d")
_FILE_KEYS = ("version", "written", "findings")
_OPTIONAL = ("words", "parents", "opposites", "hpo", "number", "numbers")
_NUMBER_KEYS = ("loinc", "above", "below", "sex", "age_from", "age_to", "units")


def read_findings(path: Path, raw: Mapping[str, Any]) -> tuple[Review, list[tuple[str, Finding]]]:
    """The file's review state, and each finding with the place that complaints about it name."""
    fields = Fields(path.name, raw)
    fields.only(_FILE_KEYS, ("reviewed", "sources"))
    if not fields.raw["findings"]:
        raise fields.wrong("findings", "must be a list that is not empty")
    return fields.review(), [(one.at.rstrip("."), _finding(one)) for one in fields.mappings("findings")]


def _finding(fields: Fields) -> Finding:
    fields = Fields(fields.file, fields.raw, f"findings[{fields.raw.get('id', '?')}].")
    fields.only(("id", "name", "kind", "background"), _OPTIONAL)
    hpo = fields.text("hpo", "")
    if hpo and not _HPO.fullmatch(hpo):
        raise fields.wrong("hpo", "must look like HP:0001250")
    return Finding(
        id=fields.slug("id"),
        name=fields.text("name"),
        kind=fields.choice("kind", KINDS),
        words=fields.texts("words"),
        background=BACKGROUND[fields.choice("background", BACKGROUND)],
        parents=fields.texts("parents"),
        opposites=fields.texts("opposites"),
        hpo=hpo,
        numbers=tuple(_numbers(fields)),
    )


def _numbers(fields: Fields) -> Iterator[NumberRule]:
    """`number` is one rule, `numbers` several (for instance by age)."""
    if "number" in fields.raw:
        yield _number(Fields(fields.file, fields.raw["number"], f"{fields.at}number."))
    for one in fields.mappings("numbers"):
        yield _number(one)


def _number(fields: Fields) -> NumberRule:
    fields.only(("names", "unit"), _NUMBER_KEYS)
    above, below = fields.number("above"), fields.number("below")
    if above is None and below is None:
        raise fields.wrong("above", "say above or below")
    if above is not None and below is not None and above >= below:
        raise fields.wrong("above", "must be less than below: the number lies between them")
    for code in fields.texts("loinc"):
        if not _LOINC.fullmatch(code):
            raise fields.wrong("loinc", f"{code!r} is not a LOINC code")
    if not fields.texts("names"):
        raise fields.wrong("names", "must not be empty")
    units = Fields(fields.file, fields.raw.get("units") or {}, f"{fields.at}units.")
    return NumberRule(
        names=fields.texts("names"),
        unit=fields.text("unit", ""),
        loinc=fields.texts("loinc"),
        above=above,
        below=below,
        sex=fields.choice("sex", ("F", "M", ""), ""),
        age_from=fields.number("age_from"),
        age_to=fields.number("age_to"),
        units=tuple((name, units.number(name) or 1.0) for name in units.raw),
    )
