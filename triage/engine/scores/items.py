"""What several scores ask, and which rows of a chart tell it. LOINC codes; factors lead to the item's unit."""

from dataclasses import replace

from triage.engine.scores.types import Item

# For how many days a measurement says something of now; a steady creatinine for longer.
VITALS_DAYS, LABS_DAYS, STEADY_DAYS, WEIGHT_DAYS = 2, 7, 90, 365

AGE = Item("age", "age", "years", 1, 120)
ADULT = replace(AGE, least=18)
FEMALE = Item("female", "female")


def vital(name: str, label: str, unit: str, limits: tuple[float, float], *loinc: str) -> Item:
    units = {unit: 1.0, f"{{beats}}{unit}": 1.0, f"{{breaths}}{unit}": 1.0}
    return Item(name, label, unit, *limits, loinc=loinc, units=units, days=VITALS_DAYS)


BREATHS = vital("respiratory_rate", "respiratory rate", "/min", (1, 99), "9279-1")
BEATS = vital("heart_rate", "heart rate", "/min", (1, 350), "8867-4")
SATURATION = vital("oxygen_saturation", "oxygen saturation", "%", (20, 100), "59408-5", "2708-6")
SYSTOLIC = replace(
    vital("systolic", "systolic pressure", "mmHg", (20, 350), "8480-6"), units={"mmHg": 1.0, "mm[Hg]": 1.0}
)
DIASTOLIC = replace(SYSTOLIC, name="diastolic", label="diastolic pressure", least=5, loinc=("8462-4",))
TEMPERATURE = Item(
    "temperature",
    "temperature",
    "°C",
    20,
    46,
    loinc=("8310-5", "8331-1"),
    units={"Cel": 1.0, "°C": 1.0},
    days=VITALS_DAYS,
)
WEIGHT = Item(
    "weight",
    "weight",
    "kg",
    1,
    500,
    loinc=("29463-7", "3141-9"),
    units={"kg": 1.0, "[lb_av]": 0.4536},
    days=WEIGHT_DAYS,
)
CREATININE = Item(
    "creatinine",
    "creatinine in serum",
    "mg/dL",
    0.1,
    40,
    loinc=("2160-0", "38483-4"),
    units={"mg/dL": 1.0, "umol/L": 0.01131},
    days=STEADY_DAYS,
)
# A milligram of urea nitrogen a decilitre is 0.357 millimoles of urea a litre.
UREA = Item(
    "urea_mmol_l",
    "urea",
    "mmol/L",
    0.1,
    100,
    loinc=("3094-0", "6299-2", "22664-7", "14937-7"),
    units={"mg/dL": 0.357, "mmol/L": 1.0},
    days=LABS_DAYS,
)
HEMOGLOBIN = Item(
    "hemoglobin_g_l",
    "hemoglobin",
    "g/L",
    10,
    300,
    loinc=("718-7",),
    units={"g/dL": 10.0, "g/L": 1.0},
    days=LABS_DAYS,
)
HEART_FAILURE = Item("heart_failure", "heart failure", states=("heart-failure",))
DIABETES = Item("diabetes", "diabetes", states=("diabetes",))
STROKE = Item("stroke", "stroke, TIA or embolism", states=("stroke",))
EARLIER_VTE = Item("earlier_vte", "earlier DVT or PE", states=("venous-thromboembolism",))
HEMOPTYSIS = Item("hemoptysis", "hemoptysis")
CANCER = Item("cancer", "cancer, treated within six months or palliative")
