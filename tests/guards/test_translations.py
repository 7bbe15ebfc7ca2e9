"""Whatever a page says is there in Simplified Chinese, and the catalogue compiles."""

import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.guards.source import PACKAGES, ROOT

CATALOGUE = ROOT / "locale/zh_Hans/LC_MESSAGES/django.po"
KEYWORDS = {
    **dict.fromkeys(("gettext", "gettext_lazy", "gettext_noop", "_"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
}


def said_in(text: str, template: bool) -> set[str]:
    """Messages of a template or a module, singular forms."""
    # What is left of a template is no proper Python: within brackets its indentation does not matter.
    code = f"(\n{templatize(text)}\n)" if template else text
    found = extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS)
    return {message[0] if isinstance(message, tuple) else message for _, message, _, _ in found} - {""}


def missing(said: set[str], catalogue: Catalog) -> set[str]:
    translated = {
        message.id[0] if isinstance(message.id, tuple) else message.id
        for message in catalogue
        if _is_done(message.string)
    }
    return {message for message in said if message not in translated}


def _is_done(string: str | Sequence[str] | None) -> bool:
    return bool(string) and all(string or ())


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read_po(CATALOGUE.open("rb"), locale="zh_Hans")


def pages() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def test_every_sentence_of_the_templates_is_translated(catalogue: Catalog) -> None:
    said = set().union(*(said_in(path.read_text(encoding="utf-8"), template=True) for path in pages()))
    assert said
    assert sorted(missing(said, catalogue)) == []


def test_every_sentence_of_the_code_is_translated(catalogue: Catalog) -> None:
    modules = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    said = set().union(*(said_in(path.read_text(encoding="utf-8"), template=False) for path in modules))
    assert sorted(missing(said, catalogue)) == []


def test_the_catalogue_compiles_and_keeps_its_placeholders(catalogue: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    assert len(compiled.getvalue()) > 1000
    # Chinese has one form, which babel compares with the singular: that one may lack the number.
    broken = {str(message.id): errors for message, errors in catalogue.check() if errors and not message.pluralizable}
    assert broken == {}


def test_an_untranslated_sentence_is_found() -> None:
    some = Catalog(locale="zh_Hans")
    some.add("Save", "保存")
    some.add("Not yet", "")
    page = "{% load i18n %}\n  <p>it's</p>\n {% translate 'Save' %}{% blocktranslate %}Not yet{% endblocktranslate %}"
    said = said_in(page, template=True)
    assert said == {"Save", "Not yet"}
    assert missing(said, some) == {"Not yet"}
