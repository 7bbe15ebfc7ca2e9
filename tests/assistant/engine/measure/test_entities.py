from assistant.engine.measure.entities import score

TEXT = "chest pain and fever "


def mark(start: int, end: int, label: str = "Sign") -> dict[str, object]:
    return {"start": start, "end": end, "label": label}


def test_start_end_and_label_must_all_agree() -> None:
    gold = {"text": TEXT, "entities": [mark(0, 10), mark(15, 20)]}
    found = {"entities": [mark(0, 10), mark(6, 10)]}
    result = score([(gold, found)])
    assert (result["f1"], result["precision"], result["recall"]) == (0.5, 0.5, 0.5)
    assert result["per_label"] == {"Sign": 0.5}


def test_white_space_at_the_end_of_a_mark_does_not_count() -> None:
    assert score([({"text": TEXT, "entities": [mark(15, 20)]}, {"entities": [mark(15, 21)]})])["f1"] == 1.0


def test_a_label_that_the_gold_never_uses_is_left_out() -> None:
    gold = {"text": TEXT, "entities": [mark(0, 10)]}
    assert score([(gold, {"entities": [mark(0, 10), mark(15, 20, "Drug")]})])["f1"] == 1.0


def test_a_missing_prediction_misses_everything_and_labels_are_told_apart() -> None:
    first: tuple[dict[str, object], dict[str, object]] = ({"text": TEXT, "entities": [mark(0, 10)]}, {})
    second = ({"text": TEXT, "entities": [mark(15, 20, "Sign2")]}, {"entities": [mark(15, 20, "Sign2")]})
    assert score([first, second])["per_label"] == {"Sign": 0.0, "Sign2": 1.0}
    assert score([first, second])["f1"] == 0.6667
