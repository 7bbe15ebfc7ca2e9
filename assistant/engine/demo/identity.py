"""Who a chart is about, the ids of its resources, and the names and dates that its notes use."""

from datetime import date
from random import Random
from uuid import NAMESPACE_URL, uuid5

from assistant.engine.demo.clock import Clock, birth_date, shown
from assistant.engine.demo.fhir_people import (
    Resource,
    coverage,
    organization,
    patient,
    practitioner,
    reference,
)
from assistant.engine.demo.marks import mark
from assistant.engine.demo.people import PRACTICE, STAFF, STREETS, TOWNS, Person, Site

_NAMESPACE = uuid5(NAMESPACE_URL, "https://alder-falls.example/demo")
_FIRST_RECORD_NUMBER = 40_000_000


class ChartIdentity:
    def __init__(self, person: Person, seed: int, today: date) -> None:
        self.person = person
        self.clock = Clock(today)
        self.rng = Random(f"{seed}/{person.key}")  # noqa: S311  made-up values, nothing secret
        self.resources: list[Resource] = []
        self._seed = seed
        self._serials: dict[str, int] = {}
        self._shared: set[str] = set()
        self._add_patient()

    def _id(self, *parts: object) -> str:
        return str(uuid5(_NAMESPACE, "/".join(str(part) for part in (self._seed, *parts))))

    def _next_id(self, kind: str) -> str:
        self._serials[kind] = self._serials.get(kind, 0) + 1
        return self._id(self.person.key, kind, self._serials[kind])

    def _add(self, resource: Resource) -> str:
        self.resources.append(resource)
        return f"{resource['resourceType']}/{resource['id']}"

    def _add_patient(self) -> None:
        person, rng = self.person, self.rng
        self.patient_id = self._id(person.key, "Patient")
        self.subject = reference("Patient", self.patient_id)
        self.record_number = f"MRN{_FIRST_RECORD_NUMBER + rng.randrange(9_999_999)}"
        self.phone = f"({rng.choice(('617', '508', '413'))}) 555-01{rng.randrange(100):02d}"
        self.born = birth_date(self.clock.today, person.age, rng.randrange(20, 340))
        street = f"{rng.randrange(2, 240)} {rng.choice(STREETS)}"
        address = {"line": [street], "city": rng.choice(TOWNS), "state": "MA", "country": "US"}
        site = self._site(PRACTICE)
        born = self.born.isoformat()
        self._add(patient(self.patient_id, person, born, self.record_number, address, self.phone, site))
        start = self.clock.day(5 * 365).replace(month=1, day=1)
        start_text = max(start, self.born).isoformat()
        self._add(coverage(self._next_id("Coverage"), self.subject, person.coverage, start_text))

    def _site(self, site: Site) -> Resource:
        id_ = self._id("Organization", site.key)
        if site.key not in self._shared:
            self._shared.add(site.key)
            self._add(organization(id_, site))
        return reference("Organization", id_, site.name)

    def _staff(self, key: str) -> Resource:
        staff = STAFF[key]
        id_ = self._id("Practitioner", key)
        if key not in self._shared:
            self._shared.add(key)
            self._add(practitioner(id_, staff))
        return reference("Practitioner", id_, staff.name)

    # Words for notes, marked for de-identification

    @property
    def name(self) -> str:
        return mark("name", self.person.full_name)

    @property
    def surname(self) -> str:
        title = "Mr." if self.person.sex == "male" else "Ms."
        return f"{title} {mark('name', self.person.family)}"

    @property
    def first_name(self) -> str:
        return mark("name", self.person.given.split()[0])

    @property
    def mrn(self) -> str:
        return mark("record_number", self.record_number)

    @property
    def call_back(self) -> str:
        return mark("phone", self.phone)

    @property
    def birth(self) -> str:
        return mark("date", shown(self.born))

    def doctor(self, key: str) -> str:
        return mark("name", STAFF[key].name)

    def other(self, name: str) -> str:
        """Someone who is named in a note only: a relative, an outside doctor."""
        return mark("name", name)

    def when(self, ago: int) -> str:
        return mark("date", shown(self.clock.day(ago)))
