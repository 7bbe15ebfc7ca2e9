"""What is a name, and when is no link the right answer?"""

import pytest

from triage.engine.linking import Linker, Target

TARGETS = (
    Target("condition", "colitis", ("Ulcerative colitis", "UC"), "ICD-10-CM", "K51.90"),
    Target("condition", "diabetes-1", ("Type I diabetes mellitus", "diabetes")),
    Target("condition", "diabetes-2", ("Type II diabetes mellitus", "diabetes")),
    Target("condition", "hepatitis-a", ("Hepatitis A",)),
    Target("condition", "anemia", ("Anemia",)),
    Target("finding", "anemia-sign", ("anemia", "pale blood")),
    Target("drug", "hydroxyzine", ("hydroxyzine",)),
    Target("drug", "hydralazine", ("hydralazine",)),
)
LINKER = Linker(TARGETS)


def linked(text: str, *kinds: str) -> tuple[str, float] | None:
    link = LINKER.link(text, kinds or ("condition",))
    return (link.target.id, link.score) if link else None


def test_the_more_was_left_out_or_corrected_the_less_sure_it_is() -> None:
    scores = [
        linked(text) for text in ("UC", "colitis, ulcerative", "severe ulcerative colitis", "ulcerative collitis")
    ]
    assert [one and one[0] for one in scores] == ["colitis"] * 4
    ordered = [one[1] for one in scores if one]
    assert ordered == sorted(ordered, reverse=True)
    assert len(set(ordered)) == 4


@pytest.mark.parametrize(
    "text", ["diabetes", "Type III diabetes mellitus", "hepatitis", "hepatitis B", "colitis", "", "...", "é"]
)
def test_what_could_be_two_entries_or_another_one_is_not_linked(text: str) -> None:
    assert linked(text) is None


def test_a_name_between_two_drugs_that_look_alike_is_not_linked() -> None:
    assert linked("hydroxazine", "drug") == ("hydroxyzine", 0.75)
    assert linked("hydrolizine", "drug") is None


def test_of_equal_links_the_kind_named_first_counts() -> None:
    assert linked("anaemia", "condition", "finding") == ("anemia", 1.0)
    assert linked("anaemia", "finding", "condition") == ("anemia-sign", 1.0)
    assert linked("anaemia", "drug") is None


def test_a_long_text_is_no_name() -> None:
    assert linked("ulcerative " * 10_000) is None
