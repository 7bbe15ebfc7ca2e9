from assistant.engine.demo import DemoClinic
from assistant.engine.demo.marks import mark, prose, unmarked
from tests.assistant.engine.demo.reading import by_ref, note_text


def test_spans_quote_their_note(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        known = by_ref(chart)
        for one in chart.identifiers:
            text = note_text(known[f"DocumentReference/{one.note}"])
            assert text[one.start : one.end] == one.value


def test_names_dates_phones_and_numbers_are_all_known(clinic: DemoClinic) -> None:
    kinds = {one.kind for chart in clinic.charts for one in chart.identifiers}
    assert kinds == {"name", "date", "phone", "record_number"}


def test_the_name_of_the_patient_is_always_marked(clinic: DemoClinic) -> None:
    for chart in clinic.charts:
        for row in by_ref(chart).values():
            if row["resourceType"] == "DocumentReference":
                marked = sum(one.note == row["id"] and one.value == chart.full_name for one in chart.identifiers)
                assert note_text(row).count(chart.full_name) == marked


def test_marks_leave_the_text_and_tell_their_place() -> None:
    text, spans = unmarked(f"Seen by {mark('name', 'Ada')} on {mark('date', '2 May')}.")
    assert text == "Seen by Ada on 2 May."
    assert spans == [(8, 11, "name", "Ada"), (15, 20, "date", "2 May")]


def test_indented_lines_go_on_with_the_line_before() -> None:
    assert prose("\n    One\n      two.\n\n    Three\n    four\n") == "One two.\n\nThree\nfour"
