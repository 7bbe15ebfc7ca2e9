"""Does `predict` answer every line, say which failed, and end with the right status, without a database?"""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant import predictors
from assistant.predictors import Asked, Predictor, each
from records.errors import UserError
from tests.records.commands.running import run


def length(item: dict[str, Any]) -> dict[str, Any]:
    if item["text"] == "refused":
        raise UserError("Not this one.")
    return {"length": len(item["text"])}


def unloadable(asked: Asked) -> predictors.Answerer:
    raise UserError("Install the model first.")


@pytest.fixture(autouse=True)
def _tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    sized = Predictor(
        ("text",), lambda asked: each(lambda item: {"unit": asked.options["unit"]})(asked), {"unit": ("cm", "in")}
    )
    monkeypatch.setitem(predictors.PREDICTORS, "length", Predictor(("text",), each(length)))
    monkeypatch.setitem(predictors.PREDICTORS, "sized", sized)
    monkeypatch.setitem(predictors.PREDICTORS, "unloadable", Predictor(("text",), unloadable))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text('{"id": "a", "text": "one"}\n{"id": "b", "text": "three"}\n', encoding="utf-8")
    return path


def written(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_line_is_answered_in_order(source: Path, tmp_path: Path) -> None:
    ran = run("predict", "length", source, tmp_path / "out.jsonl")
    assert ran.status == 0
    assert written(tmp_path / "out.jsonl") == [{"id": "a", "length": 3}, {"id": "b", "length": 5}]


def test_the_input_is_not_written_over(source: Path) -> None:
    before = source.read_bytes()
    assert run("predict", "length", source, source).status == 2
    assert source.read_bytes() == before


def test_a_failed_line_is_written_as_an_error_and_ends_with_status_1(source: Path, tmp_path: Path) -> None:
    with source.open("a", encoding="utf-8") as stream:
        stream.write('{"id": "c", "text": "refused"}\n{"id": "d", "te\n{"id": "e", "text": "y"}\n')
    ran = run("predict", "length", source, tmp_path / "out.jsonl")
    assert ran.status == 1
    assert written(tmp_path / "out.jsonl")[2:] == [
        {"id": "c", "error": "Not this one."},
        {"id": "d", "error": "not JSON: Unterminated string starting at"},
        {"id": "e", "length": 1},
    ]


def test_an_option_has_its_first_value_unless_another_is_given(source: Path, tmp_path: Path) -> None:
    run("predict", "sized", source, tmp_path / "out.jsonl")
    assert written(tmp_path / "out.jsonl")[0] == {"id": "a", "unit": "cm"}
    run("predict", "sized", source, tmp_path / "out.jsonl", "--unit", "in")
    assert written(tmp_path / "out.jsonl")[0] == {"id": "a", "unit": "in"}


@pytest.mark.parametrize(("task", "more"), [("length", ("--unit", "in")), ("unloadable", ())])
def test_unusable_arguments_are_status_2_and_nothing_is_written(
    task: str, more: tuple[str, ...], source: Path, tmp_path: Path
) -> None:
    assert run("predict", task, source, tmp_path / "out.jsonl", *more).status == 2
    assert not (tmp_path / "out.jsonl").exists()


def test_a_missing_input_is_status_2(tmp_path: Path) -> None:
    assert run("predict", "length", tmp_path / "none.jsonl", tmp_path / "out.jsonl").status == 2


def test_what_is_written_when_it_is_stopped_half_way_is_whole_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(item: dict[str, Any]) -> dict[str, Any]:
        if item["text"] == "x7":
            raise KeyboardInterrupt
        return {"text": item["text"] * 3000}

    monkeypatch.setitem(predictors.PREDICTORS, "length", Predictor(("text",), each(interrupted), chunk=2))
    source, target = tmp_path / "many.jsonl", tmp_path / "out.jsonl"
    source.write_text("".join(f'{{"id": {n}, "text": "x{n}"}}\n' for n in range(20)), encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        run("predict", "length", source, target)
    assert [item["id"] for item in written(target)] == list(range(6))
