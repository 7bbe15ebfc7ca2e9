"""Who the demo clinic's patients and staff are. Everyone here is made up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A patient before any row is written. `age` in completed years on the clinic's today; `height`
    in cm and `weight` in kg; blood pressure in mmHg; these are the usual values that visits vary."""

    key: str
    given: str
    family: str
    sex: str  # FHIR administrative gender
    age: int
    story: str
    height: float
    weight: float
    systolic: int = 122
    diastolic: int = 76
    pulse: int = 72
    race: str = "White"
    hispanic: bool = False
    language: str = "en"
    marital: str = ""
    coverage: str = "Harbor Mutual PPO"
    smoking: str = "Never smoker"

    @property
    def full_name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True, slots=True)
class Site:
    key: str
    name: str


PRACTICE = Site("practice", "Alder Falls Family Practice")
HOSPITAL = Site("hospital", "Lakeside General Hospital")
SPECIALISTS = Site("specialists", "Northgate Specialty Clinics")


@dataclass(frozen=True, slots=True)
class Staff:
    """`voice` picks how this author's short generated notes sound."""

    key: str
    name: str
    role: str
    site: Site
    voice: str = "brief"


_STAFF = (
    Staff("okafor", "Dr. Ngozi Okafor", "Family medicine", PRACTICE, "plain"),
    Staff("lindqvist", "Dr. Elin Lindqvist", "Internal medicine", HOSPITAL, "sections"),
    Staff("tan", "Dr. Wei Ming Tan", "Cardiology", SPECIALISTS, "letter"),
    Staff("farrelly", "Dr. Colm Farrelly", "Family medicine", PRACTICE, "shorthand"),
    Staff("brandvold", "Dr. Karl Brandvold", "Orthopaedic surgery", HOSPITAL, "brief"),
    Staff("achterberg", "Dr. Ben Achterberg", "Pediatrics", PRACTICE, "plain"),
    Staff("adler", "Dr. Miriam Adler", "Psychiatry", SPECIALISTS, "plain"),
    Staff("sharma", "Dr. Anika Sharma", "Neurology", SPECIALISTS, "letter"),
    Staff("dumont", "Dr. Pierre Dumont", "Gastroenterology", SPECIALISTS, "letter"),
    Staff("park", "Dr. Hye-jin Park", "Rheumatology", SPECIALISTS, "sections"),
    Staff("diop", "Dr. Fatou Diop", "Obstetrics", HOSPITAL, "brief"),
    Staff("stein", "Dr. Rachel Stein", "Oncology", SPECIALISTS, "letter"),
    Staff("boateng", "Dr. Sefa Boateng", "Infectious disease", SPECIALISTS, "sections"),
    Staff("morales", "Dr. Inés Morales", "Hematology", SPECIALISTS, "sections"),
    Staff("lang", "Dr. Ulrich Lang", "Urology", SPECIALISTS, "brief"),
    Staff("reed", "Dr. Jamal Reed", "Emergency medicine", HOSPITAL, "brief"),
    Staff("almeida", "Teresa Almeida, RN", "Practice nurse", PRACTICE, "nurse"),
    Staff("whitcomb", "Jonah Whitcomb, RN", "Ward nurse", HOSPITAL, "nurse"),
    Staff("ortega", "Luis Ortega, PharmD", "Pharmacist", PRACTICE, "brief"),
    Staff("vance", "Nora Vance, PT", "Physical therapist", HOSPITAL, "brief"),
)
STAFF = {one.key: one for one in _STAFF}

RACES = {
    "White": "2106-3",
    "Black or African American": "2054-5",
    "Asian": "2028-9",
    "American Indian or Alaska Native": "1002-5",
    "Native Hawaiian or Other Pacific Islander": "2076-8",
}
LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "zh": "Chinese",
    "vi": "Vietnamese",
    "ta": "Tamil",
    "ru": "Russian",
    "el": "Greek",
    "tr": "Turkish",
    "ar": "Arabic",
}
STREETS = (
    "Quarry Lane",
    "Mill Race Road",
    "Old Orchard Street",
    "Heron Court",
    "Lantern Hill",
    "Copperbeech Avenue",
    "Ferry Steps",
    "Saltmarsh Way",
    "Tannery Row",
    "Juniper Close",
)
TOWNS = ("Alder Falls", "Port Lindry", "Eastmere", "Hollin Bridge")
