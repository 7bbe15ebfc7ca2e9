"""Does a conversation leave the house whole: sentences, tables, sources, how each answer was made?"""

import pytest

from assistant.engine.types import Status
from assistant.models import Exchange, ExchangeState
from assistant.services import export, pdf
from assistant.services.pdf import to_pdf
from records.access import Chart
from records.errors import UserError
from records.models import AuditEntry
from tests import factories

needs_fonts = pytest.mark.skipif(not pdf.FONTS.exists(), reason="the front-end packages are not built: make assets")


@pytest.fixture
def exchange(chart: Chart) -> Exchange:
    conversation = factories.conversation(chart.patient, chart.actor.user)
    made = factories.exchange(conversation, badge="quoted from notes and from the record, no model used")
    factories.piece(made, sequence=1, payload={"text": "It is *4.4*.", "marks": ["C1", "C2"]})
    table = {"caption": "Values", "columns": ["Date", "Value"], "rows": [["2 May 2024", "4.4 | low"]], "marks": ["C1"]}
    factories.piece(made, sequence=2, kind="table", payload=table)
    for number in (1, 2):
        factories.citation(made, number=number, title="Potassium", date="2024-05-02")
    return made


def test_a_copied_answer_names_each_source_and_leaves_an_export_line(chart: Chart, exchange: Exchange) -> None:
    text = export.one_answer(chart, exchange.pk)
    assert "It is *4.4*. [C1] [C2]" in text
    assert "2 May 2024\t4.4 | low" in text
    assert "C2 Potassium, 2 May 2024: “Potassium: 4.4 mmol/L”" in text
    assert AuditEntry.objects.filter(action="export", object_type="Exchange").count() == 1


def test_markdown_cannot_be_shaped_by_what_the_chart_says(chart: Chart, exchange: Exchange) -> None:
    text = export.as_file(chart, exchange.conversation_id, "md").data.decode()
    assert "It is \\*4.4\\*. [C1] [C2]" in text
    assert "| 2 May 2024 | 4.4 \\| low |" in text
    assert "quoted from notes · from the record, no model used" in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"status": Status.NOT_IN_RECORD}, "not in the record"),
        ({"status": Status.REFUSED}, "refused"),
        ({"state": ExchangeState.STOPPED}, "stopped"),
        ({"withheld_count": 2}, "2 statements withheld: no source"),
        ({"mind_name": "embedded", "mind_revision": "1"}, "embedded, revision 1"),
    ],
)
def test_the_export_says_how_the_answer_ended(chart: Chart, fields: dict[str, object], said: str) -> None:
    conversation = factories.conversation(chart.patient, chart.actor.user)
    factories.exchange(conversation, **fields)
    assert said in export.as_file(chart, conversation.pk, "md").data.decode()


def test_the_digest_changes_with_the_text(chart: Chart, exchange: Exchange) -> None:
    made = export.document(chart, exchange.conversation_id)
    assert made.digest in export.to_markdown(made)
    factories.piece(exchange, sequence=3, payload={"text": "More.", "marks": []})
    assert export.document(chart, exchange.conversation_id).digest != made.digest


def test_another_form_is_refused(chart: Chart, exchange: Exchange) -> None:
    with pytest.raises(UserError):
        export.as_file(chart, exchange.conversation_id, "docx")


@needs_fonts
def test_a_pdf_is_made_of_headings_tables_and_sources(chart: Chart, exchange: Exchange) -> None:
    assert export.as_file(chart, exchange.conversation_id, "pdf").data.startswith(b"%PDF-")


@needs_fonts
def test_no_character_vanishes_from_a_pdf_in_silence() -> None:
    sheet = pdf._Pages()
    pdf._use_fonts(sheet)
    assert pdf._shown(sheet, ["plain"]) == ["plain"]
    shown = pdf._shown(sheet, ["Gothic \U00010330"])
    assert shown[0] == "Gothic □"
    assert "missing in this server's fonts" in shown[-1]
    assert to_pdf("# A\n\nB  \nC\n").startswith(b"%PDF-")
