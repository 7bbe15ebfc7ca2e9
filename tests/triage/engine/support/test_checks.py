"""Does each check see what was made wrong, and leave a true sentence alone? No weights needed."""

from pathlib import Path

import pytest

from triage.engine.support.facts import failed
from triage.engine.support.lexicon import load_lexicon
from triage.engine.support.reading import read

LEXICON = load_lexicon(Path(__file__).parents[4] / "knowledge")


def reasons(sentence: str, passage: str) -> tuple[str, ...]:
    return failed(read(sentence, LEXICON), read(passage, LEXICON), LEXICON)


@pytest.mark.parametrize(
    ("reason", "sentence", "passage"),
    [
        ("number", "Ramipril 10 mg daily.", "Ramipril 5 mg daily."),
        ("number", "He lost 6 kg.", "He lost 5 kg in six weeks."),
        ("number", "Taken twice a week.", "Taken twice a month."),
        ("number", "Glucose 100 mg/dL, before that 100 mg/dL.", "Glucose 100 mg/dL, before that 98 mg/dL."),
        ("number", "A fracture of L4.", "A fracture of L5."),
        ("date", "Seen on 4 May 2024.", "Seen on 2024-05-14."),
        ("date", "Operated in May 2023.", "Operated on 3 May 2022."),
        ("drug", "Takes enalapril.", "Takes ramipril."),
        ("drug", "Takes fictopril.", "Takes ramipril."),
        ("drug", "Allergic to cephalexin.", "Allergic to penicillin, which gave hives. Tolerates cephalexin."),
        ("measure", "Sodium was 5.6.", "Potassium 5.6 mmol/L."),
        ("side", "The left hip hurts.", "The right hip hurts. The left knee is fine."),
        ("negation", "He has a cough.", "No cough, no fever."),
        ("negation", "She does not have diabetes.", "She has diabetes."),
        ("negation", "The drug was not stopped.", "The drug was stopped."),
        ("person", "He had a stroke.", "Father had a stroke."),
        ("person", "His sister has asthma.", "His brother has asthma."),
        ("opposite", "Symptoms worsened.", "Symptoms improved."),
        ("opposite", "Dialysis is needed.", "Dialysis is not needed."),
        ("opposite", "Bilirubin increased.", "Bilirubin fell."),
        ("negation", "He is confused.", "No confusion."),
        ("drug", "Wundermix 40 mg daily.", "Ramipril 40 mg daily."),
        ("drug", "Wundermix 2.5 mg daily.", "Ramipril 2.5 mg daily."),
    ],
)
def test_what_was_made_wrong_is_named(reason: str, sentence: str, passage: str) -> None:
    assert reason in reasons(sentence, passage)


@pytest.mark.parametrize(
    ("sentence", "passage"),
    [
        ("Ramipril 5 mg daily.", "Ramipril 5 mg once a day was begun."),
        ("Takes salbutamol.", "Takes Ventolin as needed."),
        ("Seen on 14 May 2024.", "2024-05-14: seen in clinic."),
        ("Operated in May 2022.", "Operated on 3 May 2022."),
        ("Blood pressure was 132/80.", "BP 132/80, HR 70."),
        ("He smoked for thirty years.", "He smoked for 30 years."),
        ("The right hip hurts.", "The right hip hurts. The left knee is fine."),
        ("She denies cough, fever or chills.", "No cough. No fever, no chills."),
        ("His father had a stroke.", "Father had a stroke."),
        ("The dose is 2,000 units.", "2000 units each day."),
        ("She no longer takes ramipril.", "Ramipril was stopped in May."),
        ("There is no broken skin.", "Skin intact."),
        ("He once had asthma.", "He had asthma as a boy."),
        ("His weight rose by 3 kg.", "He gained 3 kg."),
        ("She left hospital on 3 May.", "Went home on 3 May. Pain in the right hip."),
        ("A stone of 6 mm.", "Stone 0.6 cm, as six weeks ago."),
        ("Tenderness on the right.", "The right calf is tender. Left calf: normal."),
        ("There is no need of dialysis.", "Dialysis is not needed. No edema."),
        ("No attacks since topiramate was begun.", "No attacks since topiramate was started."),
        ("", ""),
    ],
)
def test_a_true_sentence_fails_no_check(sentence: str, passage: str) -> None:
    assert reasons(sentence, passage) == ()


@pytest.mark.parametrize(
    "text", ["", "\ud800", "???", "不咳嗽", "a" * 3000, "1" * 400, "left " * 500, "no " * 800, "\n\n\x00"]
)
def test_odd_texts_are_read(text: str) -> None:
    assert isinstance(reasons(text, "The patient is well."), tuple)
    assert isinstance(reasons("The patient is well.", text), tuple)
