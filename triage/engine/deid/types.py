"""What de-identification finds and gives back. Texts are decrypted: never log them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Characters of the input that may identify someone, `end` exclusive.

    `kept` marks what is reported but left as it stands: an age up to 89, a form of address."""

    start: int
    end: int
    type: str
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the chart says about its patient and staff: found in a note with certainty."""

    names: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deidentified:
    """`spans` point into the input, not into `text`."""

    text: str
    spans: tuple[Found, ...]
