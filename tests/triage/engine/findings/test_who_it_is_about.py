"""Age and sex, from how people write them."""

import pytest

from triage.engine.findings import Person, person


@pytest.mark.parametrize(
    ("text", "age", "sex"),
    [
        ("Demographics: 35-year-old female.", 35, "F"),
        ("A 4-month-old boy", 4 / 12, "M"),
        ("I am 61 and I get pressure", 61, ""),
        ("My son is 8, he has a fever", 8, "M"),
        ("45M with cough", 45, "M"),
        ("62 yo F with cough", 62, "F"),
        ("Patient aged 70, male", 70, "M"),
        ("Age: 23. Sex: female", 23, "F"),
        ("a newborn with jaundice", 0.02, ""),
        ("33 weeks pregnant, dark bleeding", None, "F"),
        ("Cough for 3 days", None, ""),
        ("A man whose wife is a nurse", None, "M"),
        ("", None, ""),
    ],
)
def test_age_and_sex_are_read(text: str, age: float | None, sex: str) -> None:
    found = person(text)
    assert (found.age, found.sex) == (pytest.approx(age) if age else None, sex)


def test_nothing_tells_nothing() -> None:
    assert person("cough") == Person(None, "")
