"""Templates keep to the content security policy: no inline style, script or handler, nothing from elsewhere."""

import re

import pytest

from tests.guards.source import ROOT

FORBIDDEN = {
    "inline style": re.compile(r"\sstyle\s*=|<style", re.IGNORECASE),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "inline handler": re.compile(r"\s(?:on[a-z]+|hx-on[:\w-]*)\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "something loaded from elsewhere": re.compile(
        r"<(?:script|link|img|iframe|audio|video|source|object|embed)\b[^>]*\s(?:src|href)=[\"']?(?:https?:)?//",
        re.IGNORECASE,
    ),
}


def offences(text: str) -> list[str]:
    bare = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", text, flags=re.DOTALL)
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(bare)]


def test_no_template_breaks_the_policy() -> None:
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert templates
    found = {str(path.relative_to(ROOT)): offences(path.read_text(encoding="utf-8")) for path in templates}
    assert {path: broken for path, broken in found.items() if broken} == {}


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("inline style", '<p style="color: red">'),
        ("inline script", "<script nonce='x'>alert(1)</script>"),
        ("inline handler", "<button onclick='go()'>"),
        ("script address", "<a href='javascript:go()'>"),
        ("something loaded from elsewhere", "<link rel=stylesheet href='//cdn.example/x.css'>"),
    ],
)
def test_a_bad_template_is_found(name: str, bad: str) -> None:
    assert name in offences(bad)


def test_ordinary_markup_passes() -> None:
    assert (
        offences("""<link href="{% static 'css/base.css' %}"><script src="x.js" defer></script>{{ x|json_script:'y' }}
        <a href="https://example.org">elsewhere</a><div hx-get="/x" data-style="y">condition = good</div>""")
        == []
    )
