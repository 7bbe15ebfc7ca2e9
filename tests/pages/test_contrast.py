"""Every pair of text and ground in the style tokens reaches its contrast, in every theme and both doors."""

import re

import pytest

from tests.guards.source import ROOT

TOKENS = (ROOT / "static/css/tokens.css").read_text("utf-8")
TEXT_ON_GROUND = [
    *(
        (text, ground)
        for text in ("text", "muted", "action", "danger", "look")
        for ground in ("bg", "surface", "sunken", "hover")
    ),
    ("chart", "chart-soft"),
    ("chart", "surface"),
    ("surface", "chart"),
    ("literature", "literature-soft"),
    ("surface", "literature"),
    ("look", "look-soft"),
    ("text", "look-soft"),
    ("action", "look-soft"),
    ("danger", "danger-soft"),
    ("text", "danger-soft"),
    ("action", "danger-soft"),
    ("on-action", "action"),
    ("on-action", "action-hover"),
    ("on-danger", "danger-fill"),
    ("on-mark", "mark"),
]
SHAPE_ON_GROUND = [
    ("line-control", "surface"),
    ("line-control", "bg"),
    ("focus", "surface"),
    ("focus", "bg"),
    ("chart", "surface"),
]


def block(selector: str) -> dict[str, str]:
    """The tokens that the longest rule of this selector sets."""
    bodies = [part.split("}", 1)[0] for part in TOKENS.split(f"{selector} {{")[1:]]
    body = max(bodies, key=len)
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))


def colours(theme: str, door: str) -> dict[str, str]:
    tokens = block(":root")
    if door == "support":
        tokens |= block(".door-support")
    if theme == "night":
        tokens |= block(':root[data-theme="night"]')
    side = 0 if theme == "light" else 1
    found = {}
    for name, value in tokens.items():
        pair = re.fullmatch(r"light-dark\((#\w{6}), (#\w{6})\)", value)
        if pair or re.fullmatch(r"#\w{6}", value):
            found[name] = pair.group(side + 1) if pair else value
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def too_weak(theme: str, door: str, pairs: list[tuple[str, str]], least: float) -> list[str]:
    known = colours(theme, door)
    measured = [(f"{front} on {ground}", contrast(known[front], known[ground])) for front, ground in pairs]
    return [f"{name}: {ratio:.2f}" for name, ratio in measured if ratio < least]


@pytest.mark.parametrize("door", ["workspace", "support"])
@pytest.mark.parametrize(("theme", "least"), [("light", 4.5), ("dark", 4.5), ("night", 7.0)])
def test_text_can_be_read(theme: str, least: float, door: str) -> None:
    assert too_weak(theme, door, TEXT_ON_GROUND, least) == []


@pytest.mark.parametrize("theme", ["light", "dark", "night"])
def test_shapes_of_controls_can_be_seen(theme: str) -> None:
    assert too_weak(theme, "workspace", SHAPE_ON_GROUND, 3.0) == []


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
