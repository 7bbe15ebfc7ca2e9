"""A log line holds messages and ids, and drops whatever could be patient text."""

import json
import logging
import sys

import pytest

from config.logs import PatientSafeFormatter

TEXT = "Zwetschgenkrampf"


def line(name: str, message: str, *args: object, **fields: object) -> dict[str, str]:
    record = logging.LogRecord(name, logging.WARNING, "x.py", 1, message, args, None)
    record.__dict__.update(fields)
    return dict(json.loads(PatientSafeFormatter().format(record)))


def failed(error: Exception) -> str:
    try:
        raise error
    except Exception:
        record = logging.LogRecord("anamnesis.jobs", logging.ERROR, "x.py", 1, "job failed", (), sys.exc_info())
    return PatientSafeFormatter().format(record)


def test_our_own_message_and_its_ids_are_kept() -> None:
    found = line("anamnesis.jobs", "job failed", job="8f14", kind="answer")
    assert (found["message"], found["job"], found["kind"]) == ("job failed", "8f14", "answer")
    assert (found["level"], found["from"]) == ("warning", "anamnesis.jobs")


def test_a_field_that_is_not_on_the_list_is_dropped() -> None:
    assert TEXT not in json.dumps(line("anamnesis.jobs", "job failed", question=TEXT))


@pytest.mark.parametrize("name", ["anamnesis.jobs", "django.request", "celery.worker"])
def test_texts_given_as_arguments_are_dropped(name: str) -> None:
    found = line(name, "Not Found: %s", f"/charts/{TEXT}")
    assert found["message"] == "Not Found: %s"


def test_numbers_of_other_libraries_are_kept() -> None:
    assert line("uvicorn", "took %d ms", 12)["message"] == "took 12 ms"
    assert line("uvicorn", "took %d ms for %s", 12, TEXT)["message"] == "took %d ms for %s"


def test_what_another_library_adds_below_its_message_is_dropped() -> None:
    found = line("asyncio", f"Task exception was never retrieved\nfuture: <Task exception=ValueError('{TEXT}')>")
    assert found["message"] == "Task exception was never retrieved"


def test_a_message_with_the_wrong_number_of_arguments_is_kept_without_them() -> None:
    assert line("uvicorn", "took %d of\n%d", 1, 2)["message"] == "took %d of"


def test_an_exception_is_named_with_its_place_and_without_its_text() -> None:
    shown = failed(ValueError(f"cannot read {TEXT}"))
    assert json.loads(shown)["error"] == "ValueError"
    assert "test_logs.py:" in json.loads(shown)["place"]
    assert TEXT not in shown


def test_the_cause_of_an_exception_is_not_shown_either() -> None:
    error = ValueError("outer")
    error.__cause__ = KeyError(TEXT)
    assert TEXT not in failed(error)


def test_everything_is_logged_through_it(settings: object) -> None:
    logging_settings = settings.LOGGING  # type: ignore[attr-defined]
    assert {name: each["formatter"] for name, each in logging_settings["handlers"].items()} == {"console": "line"}
    assert logging_settings["formatters"]["line"]["()"] == "config.logs.PatientSafeFormatter"
