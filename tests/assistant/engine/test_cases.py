"""Labelled folders become cases for the differential."""

import json
from pathlib import Path

from assistant.engine.cases import cases


def test_complaints_are_told_apart_by_their_row_where_ids_repeat(tmp_path: Path) -> None:
    lines = [
        {"id": 0, "row": 0, "label": "Gout", "text": "My toe is red."},
        {"id": 0, "row": 300, "label": "Cold", "text": "My nose runs."},
    ]
    (tmp_path / "train.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = cases(tmp_path, "train")
    assert [case["id"] for case in found] == ["0", "300"]
    assert found[0]["candidates"] == ["Cold", "Gout"]


def test_a_case_that_names_its_answer_is_left_out(tmp_path: Path) -> None:
    told = {"id": 1, "Correct_Diagnosis": "Gout", "Patient_Actor": {"History": "He had gout before."}}
    other = {"id": 2, "Correct_Diagnosis": "Gout", "Patient_Actor": {"History": "A red toe."}}
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, [told, other])), encoding="utf-8")
    assert [case["id"] for case in cases(tmp_path, "dev")] == [2]
