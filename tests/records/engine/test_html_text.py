import pytest

from records.engine.html_text import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>Visit</h1><p>Knee pain<br>since May &amp; worse</p>", "Visit\n\nKnee pain\nsince May & worse"),
        ("<ul>\n<li>Aspirin</li>\n<li><p>Colchicine</p></li></ul>", "- Aspirin\n- Colchicine"),
        (
            "<table><tr> <th>Test</th> <th>Value</th></tr><tr><td>K</td><td>4.2</td></tr></table>",
            "Test | Value\nK | 4.2",
        ),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("<pre>a\n   b</pre>after", "a\n   b\n\nafter"),
        ("plain <b>bold</b>\n  text", "plain bold text"),
        ("K < 5 and <5 &lt; 6", "K < 5 and <5 < 6"),
        ('<a title="x > y" href="#">link</a>', "link"),
        ("<P>UPPER</P><Br/>x", "UPPER\n\nx"),
        ("", ""),
    ],
)
def test_lines_lists_and_cells_are_kept(html: str, text: str) -> None:
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<script>steal('x')</script>seen",
        "<SCRIPT type=a>if (a<b) steal()</SCRIPT >seen",
        "<style>p{color:red}</style>seen",
        "<head><title>Hidden</title></head>seen",
        "<!-- hidden <p> -->seen",
        "<!doctype html><?xml version='1'?>seen",
        "<svg><text>hidden</text></svg>seen",
        "seen<script>never closed",
        "seen<!-- never closed",
        "seen<p class='never closed",
    ],
)
def test_what_is_not_text_is_dropped(html: str) -> None:
    assert html_to_text(html).strip() == "seen"


def test_markup_made_of_entities_stays_text() -> None:
    assert html_to_text("<p>&lt;script&gt;x&lt;/script&gt;</p>") == "<script>x</script>"


def test_a_very_deep_page_keeps_its_text() -> None:
    assert html_to_text("<div>" * 50_000 + "deep") == "deep"
