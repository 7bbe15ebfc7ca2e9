"""The whole demo clinic: charts, care teams, users and images from one seed and a date."""

from datetime import date
from random import Random

from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.charts import STORIES, Story
from assistant.engine.demo.filler import fill_notes
from assistant.engine.demo.images import chest_drawing
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions
from assistant.engine.demo.types import DemoChart, DemoClinic, DemoImage, DemoTeam, DemoUser

_MOST_NOTES = 24
_FAMILY = "Family practice"
_HEART = "Heart and vessels"
_SPECIALISTS = "Specialty clinics"

TEAMS = (
    DemoTeam(
        _FAMILY,
        (
            "diabetes_ckd",
            "asthma_child",
            "pregnancy",
            "af_warfarin",
            "copd",
            "depression",
            "hypothyroid",
            "gout",
            "osteoporosis",
            "prostate",
            "pneumonia",
            "well_adult",
            "new_patient",
            "stroke",
            "knee",
        ),
    ),
    DemoTeam(_HEART, ("heart_failure", "af_warfarin", "stroke", "diabetes_ckd", "copd", "pneumonia")),
    DemoTeam(
        _SPECIALISTS,
        (
            "breast_cancer",
            "rheumatoid",
            "epilepsy",
            "celiac",
            "cirrhosis",
            "colitis",
            "sickle",
            "knee",
            "depression",
            "stroke",
        ),
    ),
)
# In no team, so that only break-glass opens them.
OUTSIDE_TEAMS = ("hiv", "migraine")

USERS = (
    DemoUser("dr.okafor", "Dr. Ngozi Okafor", "clinician", (_FAMILY,)),
    DemoUser("dr.lindqvist", "Dr. Elin Lindqvist", "clinician", (_HEART, _SPECIALISTS)),
    DemoUser("dr.tan", "Dr. Wei Ming Tan", "clinician", (_HEART,)),
    DemoUser("leah.goldstein", "Leah Goldstein", "patient", chart="depression"),
    DemoUser("p.ferreira", "Paula Ferreira", "privacy_officer"),
    DemoUser("admin", "Robin Castellane", "administrator"),
)

# chart key: (days ago, shadow, width of the heart, what the drawing shows)
_IMAGES: dict[str, tuple[tuple[int, str, float, str], ...]] = {
    "pneumonia": (
        (47, "right_lower", 1.0, "Chest drawing with a patch in the right lower lung"),
        (6, "", 1.0, "Chest drawing, lungs clear"),
    ),
    "heart_failure": ((545, "", 1.35, "Chest drawing with a wide heart"),),
    "copd": ((285, "", 0.85, "Chest drawing, lungs clear"),),
}


def build_clinic(seed: int, today: date) -> DemoClinic:
    """The same seed and date give the same clinic, byte for byte. Ids depend on the seed alone, so a
    clinic made again on a later day replaces its rows instead of doubling them."""
    charts = tuple(_chart(person, write, seed, today) for person, write in STORIES)
    return DemoClinic(today, charts, TEAMS, USERS)


def _chart(person: Person, write: Story, seed: int, today: date) -> DemoChart:
    builder = ChartBuilder(person, seed, today)
    questions = Questions(builder)
    write(builder, questions)
    fill_notes(builder, _MOST_NOTES)
    return DemoChart(
        key=person.key,
        story=person.story,
        patient=builder.patient_id,
        record_number=builder.record_number,
        full_name=person.full_name,
        bundle=builder.bundle(),
        questions=tuple(questions.asked),
        conflicts=tuple(builder.conflicts),
        identifiers=tuple(builder.identifiers),
        images=_images(builder),
    )


def _images(builder: ChartBuilder) -> tuple[DemoImage, ...]:
    found: list[DemoImage] = []
    for ago, shadow, heart, words in _IMAGES.get(builder.person.key, ()):
        taken = builder.clock.day(ago)
        name = f"{builder.person.key}-{len(found) + 1}.png"
        png = chest_drawing(Random(builder.rng.random()), shadow, heart)  # noqa: S311  a drawing
        found.append(DemoImage(builder.patient_id, name, taken, words, png))
    return tuple(found)
