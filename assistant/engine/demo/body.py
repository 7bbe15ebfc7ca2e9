"""What a person's values usually are, and how they move between the days that a story sets."""

from bisect import bisect_left
from collections.abc import Mapping
from random import Random

from assistant.engine.demo.catalog import ANALYTES, MALE_USUAL
from assistant.engine.demo.people import Person


def starting_levels(person: Person) -> dict[str, float]:
    usual = {key: one.usual for key, one in ANALYTES.items()}
    if person.sex == "male":
        usual |= MALE_USUAL
    own = ("height", "weight", "systolic", "diastolic", "pulse")
    return usual | {key: float(getattr(person, key)) for key in own}


class Levels:
    def __init__(self, usual: Mapping[str, float], rng: Random) -> None:
        self._anchors = {key: {0: value} for key, value in usual.items()}
        self._rng = rng

    def follow(self, key: str, values: Mapping[int, float]) -> None:
        self._anchors[key] = dict(values)

    def told(self, key: str) -> bool:
        """Whether the story sets this value over time; other values only wander."""
        return len(self._anchors[key]) > 1

    def draw(self, key: str, ago: int) -> float:
        """The value expected on the day with seeded noise; kept at or below 100 for saturation."""
        value = self._expected(key, ago) + self._rng.gauss(0, 1) * ANALYTES[key].spread
        return min(value, 100.0) if key == "spo2" else max(value, 0.0)

    def _expected(self, key: str, ago: int) -> float:
        anchors = self._anchors[key]
        agos = sorted(anchors)
        place = bisect_left(agos, ago)
        if place == 0:
            return anchors[agos[0]]
        if place == len(agos):
            return anchors[agos[-1]]
        near, far = agos[place - 1], agos[place]
        share = (ago - near) / (far - near)
        return anchors[near] + share * (anchors[far] - anchors[near])


def egfr(creatinine: float, age: int, sex: str) -> float:
    """CKD-EPI 2021 creatinine equation without race, mL/min/1.73 m2; creatinine in mg/dL."""
    kappa, alpha, factor = (0.7, -0.241, 1.012) if sex == "female" else (0.9, -0.302, 1.0)
    ratio = creatinine / kappa
    below: float = min(ratio, 1.0) ** alpha
    above: float = max(ratio, 1.0) ** -1.200
    return 142.0 * below * above * 0.9938**age * factor
