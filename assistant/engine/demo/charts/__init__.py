"""One module a chart: `PERSON` says who, `write` tells the story."""

from collections.abc import Callable

from assistant.engine.demo.builder import ChartBuilder
from assistant.engine.demo.charts import (
    af_warfarin,
    asthma_child,
    breast_cancer,
    celiac,
    cirrhosis,
    colitis,
    copd,
    depression,
    diabetes_ckd,
    epilepsy,
    gout,
    heart_failure,
    hiv,
    hypothyroid,
    knee,
    migraine,
    new_patient,
    osteoporosis,
    pneumonia,
    pregnancy,
    prostate,
    rheumatoid,
    sickle,
    stroke,
    well_adult,
)
from assistant.engine.demo.people import Person
from assistant.engine.demo.questions import Questions

Story = Callable[[ChartBuilder, Questions], None]

_MODULES = (
    diabetes_ckd,
    heart_failure,
    asthma_child,
    pregnancy,
    af_warfarin,
    breast_cancer,
    rheumatoid,
    copd,
    depression,
    epilepsy,
    hypothyroid,
    celiac,
    stroke,
    cirrhosis,
    hiv,
    migraine,
    knee,
    pneumonia,
    gout,
    osteoporosis,
    prostate,
    colitis,
    sickle,
    well_adult,
    new_patient,
)
STORIES: tuple[tuple[Person, Story], ...] = tuple((one.PERSON, one.write) for one in _MODULES)
