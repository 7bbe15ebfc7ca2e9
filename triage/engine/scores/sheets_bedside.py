"""Scores about other acute illness, and birth, as they are filled in."""

from triage.engine.scores import bedside, items
from triage.engine.scores.types import Item, Sheet, questions

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "curb-65",
        "CURB-65",
        "How severe a pneumonia is that was caught outside hospital, in adults.",
        "0 to 5 points, one each. 0 or 1: low; 2: moderate; 3 or more: severe.",
        "Lim et al., Thorax 2003;58:377",
        (
            Item("confusion", "confusion"),
            items.UREA,
            items.BREATHS,
            items.SYSTOLIC,
            items.DIASTOLIC,
            items.ADULT,
        ),
        bedside.curb65,
        ("community-acquired-pneumonia",),
    ),
    Sheet(
        "glasgow-blatchford",
        "Glasgow-Blatchford",
        "Whether bleeding from the upper gut needs hospital.",
        "0 to 23 points. 0 or 1: low; else hospital.",
        "Blatchford et al., Lancet 2000;356:1318",
        (
            items.UREA,
            items.HEMOGLOBIN,
            items.FEMALE,
            items.SYSTOLIC,
            items.BEATS,
            *questions(("melena", "melena"), ("syncope", "syncope")),
            Item("liver_disease", "liver disease", states=("liver-disease",)),
            items.HEART_FAILURE,
        ),
        bedside.glasgow_blatchford,
        ("esophageal-varices-bleeding", "mallory-weiss-tear", "peptic-ulcer-disease"),
    ),
    Sheet(
        "glasgow-coma",
        "Glasgow Coma Scale",
        "How deep a disturbance of consciousness is.",
        "3 to 15 points. 13 or more: mild; 9 to 12: moderate; 8 or less: severe.",
        "Teasdale and Jennett, Lancet 1974;2:81",
        (
            Item(
                "eyes", "eyes", choices=((4, "open by themselves"), (3, "to sound"), (2, "to pain"), (1, "not at all"))
            ),
            Item(
                "voice",
                "voice",
                choices=((5, "oriented"), (4, "confused"), (3, "single words"), (2, "sounds only"), (1, "no sound")),
            ),
            Item(
                "movement",
                "movement",
                choices=(
                    (6, "obeys"),
                    (5, "localises pain"),
                    (4, "draws back"),
                    (3, "bends abnormally"),
                    (2, "stretches"),
                    (1, "no movement"),
                ),
            ),
        ),
        bedside.glasgow_coma,
        ("concussion",),
    ),
    Sheet(
        "centor",
        "Centor (McIsaac)",
        "How likely streptococci are in a sore throat.",
        "-1 to 5 points. 1 or less: neither test nor antibiotic; 2 or 3: test; 4 or more: test or treat.",
        "McIsaac et al., CMAJ 1998;158:75",
        (
            *questions(
                ("fever_over_38", "temperature above 38 °C"),
                ("no_cough", "no cough"),
                ("tender_front_nodes", "tender front neck nodes"),
                ("tonsils", "tonsils swollen or with exudate"),
            ),
            Item("age", "age", "years", 3, 120),
        ),
        bedside.centor_mcisaac,
        ("streptococcal-pharyngitis",),
    ),
    Sheet(
        "bishop",
        "Bishop",
        "Whether the cervix is ready for labour.",
        "0 to 13 points. 8 or more: favourable; 5 or less: unfavourable.",
        "Bishop, Obstet Gynecol 1964;24:266",
        (
            Item("dilation_cm", "dilation", "cm", 0, 10),
            Item("effacement_percent", "effacement", "%", 0, 100),
            Item("station", "station", "cm", -3, 3),
            Item("soft", "consistency", choices=((0, "firm"), (1, "medium"), (2, "soft"))),
            Item(
                "position",
                "position of the cervix",
                choices=((0, "towards the back"), (1, "in the middle"), (2, "towards the front")),
            ),
        ),
        bedside.bishop,
    ),
)
