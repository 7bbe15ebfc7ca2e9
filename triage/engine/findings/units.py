"""Units as people write them, brought to the unit of a rule."""

import re

from triage.engine.knowledge import NumberRule

# Spelling of a unit -> (family, factor to the family's base). Within a family numbers convert by these alone.
_FAMILIES: dict[str, tuple[str, float]] = {
    "10^9/l": ("cells", 1.0), "10*9/l": ("cells", 1.0), "10^3/ul": ("cells", 1.0), "10*3/ul": ("cells", 1.0),
    "k/ul": ("cells", 1.0), "k/mm3": ("cells", 1.0), "thousand/ul": ("cells", 1.0), "/ul": ("cells", 0.001),
    "/mm3": ("cells", 0.001), "cells/ul": ("cells", 0.001), "cells/mm3": ("cells", 0.001),
    "/mcl": ("cells", 0.001), "/microliter": ("cells", 0.001), "10^3/mm3": ("cells", 1.0),
    "10^12/l": ("red cells", 1.0), "10^6/ul": ("red cells", 1.0), "million/ul": ("red cells", 1.0),
    "mmol/l": ("amount", 1.0), "meq/l": ("amount", 1.0), "umol/l": ("amount", 0.001), "nmol/l": ("amount", 1e-6),
    "pmol/l": ("amount", 1e-9), "mmol": ("amount", 1.0), "meq": ("amount", 1.0),
    "g/dl": ("mass", 10.0), "g/l": ("mass", 1.0), "mg/dl": ("mass", 0.01), "mg/l": ("mass", 0.001),
    "ug/dl": ("mass", 1e-5), "ug/l": ("mass", 1e-6), "ng/ml": ("mass", 1e-6), "ng/dl": ("mass", 1e-8),
    "pg/ml": ("mass", 1e-9), "ng/l": ("mass", 1e-9), "mcg/dl": ("mass", 1e-5), "mcg/l": ("mass", 1e-6),
    "u/l": ("activity", 1.0), "iu/l": ("activity", 1.0), "iu/ml": ("activity", 1000.0), "miu/ml": ("activity", 1.0),
    "miu/l": ("activity", 0.001), "mu/l": ("activity", 0.001), "u/ml": ("activity", 1000.0),
    "/min": ("rate", 1.0), "bpm": ("rate", 1.0), "beats/min": ("rate", 1.0), "breaths/min": ("rate", 1.0),
    "beats/minute": ("rate", 1.0), "breaths/minute": ("rate", 1.0), "per minute": ("rate", 1.0),
    "/minute": ("rate", 1.0),
    "mmhg": ("pressure", 1.0), "mm[hg]": ("pressure", 1.0), "kpa": ("pressure", 7.50062),
    "%": ("share", 1.0), "percent": ("share", 1.0), "fl": ("volume", 1.0),
    "mm/h": ("sedimentation", 1.0), "mm/hr": ("sedimentation", 1.0), "mm/hour": ("sedimentation", 1.0),
    "s": ("time", 1.0), "sec": ("time", 1.0), "second": ("time", 1.0), "seconds": ("time", 1.0), "ms": ("time", 0.001),
    "cm": ("length", 1.0), "mm": ("length", 0.1), "kg": ("weight", 1.0), "g": ("weight", 0.001),
    "kg/m2": ("bmi", 1.0),
}  # fmt: skip
_CELSIUS, _FAHRENHEIT = ("cel", "c", "degc"), ("f", "degf", "[degf]")
_HOTTEST_CELSIUS = 46.0
_MOST_CELLS = 1000  # thousands a microlitre; a larger bare number counts single cells


def converted(value: float, unit: str, rule: NumberRule) -> float | None:
    """The number in the rule's unit; None where the two do not go together."""
    written, wanted = spelled_unit(unit), spelled_unit(rule.unit)
    if wanted in _CELSIUS:
        return _celsius(value, written)
    if not written or written == wanted:
        return _without_unit(value, wanted) if not written else value
    for name, factor in rule.units:
        if spelled_unit(name) == written:
            return value * factor
    ours, theirs = _FAMILIES.get(wanted), _FAMILIES.get(written)
    if ours and theirs and ours[0] == theirs[0]:
        return value * theirs[1] / ours[1]
    return None if theirs else _without_unit(value, wanted)


def spelled_unit(unit: str) -> str:
    text = unit.lower().replace("μ", "u").replace("µ", "u").replace("³", "3").replace("²", "2").replace("°", "deg")
    text = re.sub(r"\s+", "", text) if text != "per minute" else text
    text = re.sub(r"^x", "", text.replace("**", "^"))
    text = re.sub(r"degrees?(celsius|fahrenheit)?", lambda m: f"deg{(m[1] or '')[:1]}", text)
    return {"degc": "c", "deg": "", "fahrenheit": "f"}.get(text, text).rstrip(".")


def _celsius(value: float, written: str) -> float | None:
    if written in _FAHRENHEIT or (not written and value > _HOTTEST_CELSIUS):
        return (value - 32) / 1.8
    return value if written in ("", *_CELSIUS) else None


def _without_unit(value: float, wanted: str) -> float:
    """Cell counts are often written in full: 15,000."""
    return value / 1000 if _FAMILIES.get(wanted) == ("cells", 1.0) and value > _MOST_CELLS else value
