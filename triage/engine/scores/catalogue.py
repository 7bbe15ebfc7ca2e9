"""Every bedside score as it is filled in. Formulas are in `bedside`, `news2` and `kidney`."""

from triage.engine.scores import bedside, items, sheets_bedside, sheets_vessels
from triage.engine.scores.kidney import ckd_epi_2021, cockcroft_gault
from triage.engine.scores.news2 import Vitals, news2
from triage.engine.scores.types import Item, Score, Sheet

# Least eGFR of a stage (KDIGO), and its words.
_STAGES = (
    (90.0, "stage G1: normal or high"),
    (60.0, "stage G2: slightly lowered"),
    (45.0, "stage G3a: lowered"),
    (30.0, "stage G3b: clearly lowered"),
    (15.0, "stage G4: severely lowered"),
    (0.0, "stage G5: kidney failure"),
)


def _news2(*, altered: bool, **signs: float) -> Score:
    return news2(Vitals(**signs, alert=not altered))  # type: ignore[arg-type]


def _egfr(*, creatinine: float, age: float, female: bool) -> Score:
    value = ckd_epi_2021(creatinine, age, female=female)
    stage = next(words for least, words in _STAGES if value >= least)
    return Score("eGFR", round(value), {}, stage, "mL/min/1.73 m²")


def _clearance(*, creatinine: float, age: float, weight: float, female: bool) -> Score:
    value = cockcroft_gault(creatinine, age, weight, female=female)
    return Score("Creatinine clearance", round(value), {}, "for doses that a label gives by clearance", "mL/min")


_OWN: tuple[Sheet, ...] = (
    Sheet(
        "news2",
        "NEWS2",
        "How ill somebody is by their vital signs. From 16 years on, not in pregnancy.",
        "0 to 20 points. 5 or 6: urgent review; 7 or more: emergency; 3 in one sign: review on the ward.",
        "Royal College of Physicians, 2017",
        (
            items.BREATHS,
            items.SATURATION,
            Item("hypercapnic", "target saturation 88 to 92 % (hypercapnic failure, scale 2)"),
            Item("on_oxygen", "on oxygen"),
            items.SYSTOLIC,
            items.BEATS,
            Item("altered", "new confusion, or not fully awake"),
            items.TEMPERATURE,
        ),
        _news2,
        ("sepsis",),
    ),
    Sheet(
        "qsofa",
        "qSOFA",
        "Risk of a bad outcome in a suspected infection, outside intensive care.",
        "0 to 3 points, one each. 2 or more: higher risk.",
        "Singer et al., JAMA 2016;315:801",
        (items.BREATHS, items.SYSTOLIC, Item("altered_mind", "altered mind")),
        bedside.qsofa,
        ("sepsis",),
    ),
    Sheet(
        "egfr",
        "eGFR (CKD-EPI 2021)",
        "Kidney function of adults with a steady creatinine.",
        "142 × min(Cr/κ, 1)^α × max(Cr/κ, 1)^-1.2 × 0.9938^age, × 1.012 if female; κ 0.7 and α -0.241 if female, "
        "else 0.9 and -0.302.",
        "Inker et al., N Engl J Med 2021;385:1737",
        (items.CREATININE, items.ADULT, items.FEMALE),
        _egfr,
        ("chronic-kidney-disease",),
    ),
    Sheet(
        "cockcroft-gault",
        "Creatinine clearance (Cockcroft-Gault)",
        "Kidney function for doses, of adults with a steady creatinine.",
        "(140 - age) × weight / (72 × creatinine), × 0.85 if female.",
        "Cockcroft and Gault, Nephron 1976;16:31",
        (items.CREATININE, items.ADULT, items.WEIGHT, items.FEMALE),
        _clearance,
    ),
)
_ORDER = (*_OWN[:2], *sheets_vessels.SHEETS, *sheets_bedside.SHEETS, *_OWN[2:])
SHEETS: dict[str, Sheet] = {sheet.id: sheet for sheet in _ORDER}


def about(condition: str) -> list[Sheet]:
    """Scores that a condition of the knowledge is weighed by."""
    return [sheet for sheet in SHEETS.values() if condition in sheet.about]
