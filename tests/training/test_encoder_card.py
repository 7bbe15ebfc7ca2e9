from training.encoder_card import Card, as_markdown
from training.encoder_quality import DenseQuality

CARD = Card("tiny", "abc", 8, 16, 0.1, "nowhere", DenseQuality(0.5, 0.9, 7), DenseQuality(0.4, 0.8, 7))


def test_the_card_for_people_shows_the_runs_figures_and_how_to_repeat_it() -> None:
    page = as_markdown(CARD)
    assert "| full precision | 0.5 | 0.9 | 7 |" in page
    assert "| int8, shipped | 0.4 | 0.8 | 7 |" in page
    assert "python -m training.export_encoder" in page


def test_the_card_for_the_program_states_data_limits_and_licence() -> None:
    fields = CARD.as_json()
    assert fields["int8"]["ndcg10"] == 0.4
    assert {"data", "limits", "licence", "command", "revision"} <= fields.keys()
