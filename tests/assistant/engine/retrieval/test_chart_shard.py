from dataclasses import replace

import pytest

from assistant.engine.retrieval.embed import EncoderInfo
from assistant.engine.retrieval.layout import UnreadableLayout
from assistant.engine.retrieval.shard import ChartShard, NoteItem, StaleShard
from assistant.engine.types import Source
from records.engine.dates import SourceDate
from tests.fakes.embedder import HashingEmbedder

ALLERGY = NoteItem(
    "n1",
    "ALLERGIES: Penicillin causes a rash.\n\nPLAN: Avoid amoxicillin.",
    "Clinic note",
    "Dr. Ada Moss",
    SourceDate("2020-05-01"),
)
WRIST = NoteItem("n2", "Fracture of the left wrist. Cast applied.", "Emergency note", date=SourceDate("2021"))


def _shard() -> ChartShard:
    return ChartShard.build([ALLERGY, WRIST], HashingEmbedder())


def test_a_passage_says_where_it_is_from_and_its_offsets_fit_the_note() -> None:
    best = _shard().search("penicillin rash")[0]
    assert (best.source, best.ref, best.section, best.author) == (Source.NOTE, "n1", "ALLERGIES", "Dr. Ada Moss")
    assert best.date == SourceDate("2020-05-01")
    assert ALLERGY.text[best.start : best.end] == best.text == "ALLERGIES: Penicillin causes a rash."


def test_a_note_can_be_added_replaced_and_removed() -> None:
    shard = _shard()
    assert shard.update([NoteItem("n3", "Asthma since childhood.")]) == 1
    assert shard.search("asthma childhood")[0].ref == "n3"
    assert shard.update([NoteItem("n3", "Migraine since childhood.")]) == 1
    assert all("Asthma" not in passage.text for passage in shard.search("asthma childhood"))
    assert shard.remove("n3")
    assert not shard.remove("n3")
    assert {passage.ref for passage in shard.search("migraine childhood")} <= {"n1", "n2"}


def test_changing_it_step_by_step_ends_where_building_it_at_once_does() -> None:
    shard = ChartShard.build([NoteItem("n2", "Old text."), ALLERGY, NoteItem("n9", "Gone.")], HashingEmbedder())
    shard.remove("n9")
    shard.update([WRIST])
    found, expected = shard.search("wrist cast"), _shard().search("wrist cast")
    assert [passage.text for passage in found] == [passage.text for passage in expected]
    assert [passage.score for passage in found] == pytest.approx([passage.score for passage in expected])


def test_an_unchanged_note_is_not_embedded_again() -> None:
    assert _shard().update([ALLERGY, WRIST]) == 0


def test_it_knows_whether_it_holds_the_notes_as_they_are_now() -> None:
    shard = _shard()
    assert shard.is_current([WRIST, ALLERGY])
    assert not shard.is_current([ALLERGY])
    assert not shard.is_current([ALLERGY, replace(WRIST, text="Fracture of the right wrist.")])
    assert not shard.is_current([ALLERGY, replace(WRIST, author="Dr. Lee")])


def test_text_carried_forward_is_listed_once_from_the_newest_note() -> None:
    copies = [NoteItem(f"c{year}", "Gout in the left foot.", date=SourceDate(str(year))) for year in (2018, 2020, 2019)]
    found = ChartShard.build(copies, HashingEmbedder()).search("gout foot")
    assert [passage.ref for passage in found] == ["c2020"]


def test_it_comes_back_from_bytes_as_it_was() -> None:
    shard = _shard()
    again = ChartShard.from_bytes(shard.to_bytes(), HashingEmbedder())
    assert again.search("penicillin rash") == shard.search("penicillin rash")
    assert again.digests == shard.digests
    again.update([NoteItem("n3", "Asthma.")])
    assert again.search("asthma")[0].ref == "n3"


def test_another_encoder_cannot_read_it() -> None:
    newer = HashingEmbedder(EncoderInfo("hashing", "2", 64))
    with pytest.raises(StaleShard):
        ChartShard.from_bytes(_shard().to_bytes(), newer)


@pytest.mark.parametrize("damage", [lambda b: b[:200], lambda b: b[:-300], lambda b: b"x" + b, lambda b: b""])
def test_damaged_bytes_are_refused(damage) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnreadableLayout):
        ChartShard.from_bytes(damage(_shard().to_bytes()), HashingEmbedder())


@pytest.mark.parametrize("text", ["", "\x00", "حساسية من البنسلين", "👩‍⚕️ seen", "\ud800", "word " * 5000])
def test_any_note_can_be_held(text: str) -> None:
    shard = ChartShard.build([NoteItem("odd", text), ALLERGY], HashingEmbedder())
    again = ChartShard.from_bytes(shard.to_bytes(), HashingEmbedder())
    assert again.is_current([NoteItem("odd", text), ALLERGY])
    assert again.search("penicillin")[0].ref == "n1"


def test_a_chart_without_notes_finds_nothing() -> None:
    empty = ChartShard.build([], HashingEmbedder())
    assert ChartShard.from_bytes(empty.to_bytes(), HashingEmbedder()).search("penicillin") == []


def test_no_more_than_the_limit_is_returned() -> None:
    assert len(_shard().search("penicillin wrist plan", limit=2)) == 2
