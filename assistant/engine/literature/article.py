"""An article of the public literature, wherever it was read."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """`ref` is the PMID or the corpus id. Offsets of passages and citations count in `text`, which does not
    hold the title. A retracted article stays findable and says so."""

    ref: str
    title: str
    text: str
    journal: str = ""
    year: int | None = None
    authors: tuple[str, ...] = ()
    doi: str = ""
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Malformed:
    """A record that was left out. `where` is what a person needs to find it: a line, a PMID, the end."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


Report = Callable[[Malformed], None]
