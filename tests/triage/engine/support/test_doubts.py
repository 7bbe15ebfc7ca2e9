"""Are sureness, time, person, act and amount held against the passage, and are other units and words let through?"""

from pathlib import Path

import pytest

from triage.engine.support.doubts import doubts
from triage.engine.support.facts import failed, same_amount
from triage.engine.support.lexicon import load_lexicon
from triage.engine.support.reading import read

LEXICON = load_lexicon(Path(__file__).parents[4] / "knowledge")


def found(sentence: str, passage: str) -> set[str]:
    said, held = read(sentence, LEXICON), read(passage, LEXICON)
    return {*failed(said, held, LEXICON), *doubts(sentence, passage, said, held, LEXICON)}


@pytest.mark.parametrize(
    ("sentence", "passage", "kind"),
    [
        ("The lump is confirmed cancer.", "The lump is possibly cancer.", "certainty"),
        ("She has lymphoma.", "Lymphoma is suspected; the biopsy is awaited.", "certainty"),
        ("The hernia has been repaired.", "The hernia is to be repaired in May.", "time"),
        ("Take it after meals.", "Take it before meals.", "time"),
        ("He is a current smoker.", "He gave up smoking in 2015.", "time"),
        ("The mother had a rash.", "The boy had a rash. Mother is well.", "person"),
        ("She is deaf.", "She looks after her brother, who is deaf.", "person"),
        ("She is blind.", "She shares a flat with her sister, who is blind.", "person"),
        ("His sister coughs at night.", "His sister reports coughing at night.", "person"),
        ("The rash came before the fever.", "A rash since the fever.", "time"),
        ("The ulcer is still open.", "The ulcer was treated and is now closed.", "time"),
        ("Ramipril was stopped.", "Ramipril 5 mg daily, third week.", "drug"),
        ("Ramipril was stopped on Friday.", "Ramipril 5 mg was begun on Friday.", "drug"),
        ("The pulse is now 50.", "Pulse 80. Previous pulse 50 in 2019.", "time"),
        ("The statin is already being taken.", "Statin to start next week.", "time"),
        ("Stop aspirin.", "Stop clopidogrel, continue aspirin.", "drug"),
        ("Given adrenaline 3 mg.", "Potassium 3.0, given adrenaline 1 mg.", "number"),
        ("The right ear has a polyp.", "Right ear: clean. Left ear: polyp.", "side"),
        ("HIV positive.", "Hepatitis C positive. HIV negative.", "opposite"),
    ],
)
def test_what_the_passage_does_not_say_fails(sentence: str, passage: str, kind: str) -> None:
    assert kind in found(sentence, passage)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Levothyroxine 0.05 mg daily.", "Levothyroxine 50 mcg daily."),
        ("Lymphoma was proven in 2019.", "Lymphoma diagnosed in 2019."),
        ("The blood test is still to be sent.", "Blood test to be sent next week."),
        ("Ramipril was stopped.", "Came off ramipril in May."),
        ("Her aunt reports that she faints.", "Her aunt reports fainting."),
        ("A date for the scan was given.", "The scan is planned for May."),
        ("The scan has not been done yet.", "The scan is to be done in May. No fever."),
        ("He had measles in 2019.", "Past mumps (2019), resolved. He awaits a scan."),
        ("A 22 mm cyst of the left kidney.", "There is a 2.2 cm cyst in the left kidney."),
        ("Fluids up to 1500 mL.", "Fluids up to 1.5 L."),
        ("Lymphoma is possible.", "Lymphoma is suspected."),
        ("There is no pus in the wound.", "The wound on the heel is 3 cm, no pus."),
        ("Surface antibody is 80.", "Surface antigen negative, surface antibody 80."),
        ("Her mother had a stroke.", "Her mother had a stroke at 70. She is well."),
        ("Aspirin is continued.", "Stop clopidogrel, continue aspirin."),
    ],
)
def test_the_same_in_other_words_or_units_passes(sentence: str, passage: str) -> None:
    assert found(sentence, passage) == set()


def test_amounts_of_other_kinds_are_not_mixed() -> None:
    assert same_amount("1", "g") == same_amount("1000", "milligram")
    assert same_amount("1", "g") != same_amount("1", "liter")
    assert same_amount("7", "mmol") == ("7", "mmol")
