"""Are wrong statements that were held back counted as caught, and true ones as withheld?"""

from assistant.engine.measure.support import score


def test_caught_and_withheld() -> None:
    verdicts = [
        ("supported", "supported"),
        ("supported", "not_supported"),
        ("contradicted", "contradicted"),
        ("not_supported", "contradicted"),
        ("not_supported", "supported"),
    ]
    figures = score([({"verdict": gold}, {"verdict": told}) for gold, told in verdicts])
    assert figures == {"caught": 0.6667, "withheld": 0.5, "accuracy": 0.4, "n": 5}


def test_no_prediction_shows_nothing() -> None:
    assert score([({"verdict": "supported"}, {})])["withheld"] == 1
