"""An article has a year where a note has a day: naming it in a sentence is not an invention."""

from assistant.engine.mind.check import unsupported
from assistant.engine.types import Citation, Source
from records.engine.dates import SourceDate

ARTICLE = Citation(Source.LITERATURE, "gout", "Gout comes from urate.", title="Gout", date=SourceDate("2024"))


def test_the_year_of_the_cited_article_may_be_said() -> None:
    assert unsupported("Gout, 2024: “Gout comes from urate.”", [ARTICLE]) == ()


def test_another_year_may_not() -> None:
    assert unsupported("Gout, 2023: “Gout comes from urate.”", [ARTICLE]) == ("2023",)
