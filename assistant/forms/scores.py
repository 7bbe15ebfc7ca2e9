"""A bedside score to fill in: what the chart tells is there already, with its row; the rest is asked."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assistant.selectors.scores import Told
from triage.engine.scores.types import Item, Score, Sheet


class ScoreForm(forms.Form):
    def __init__(self, sheet: Sheet, told: Mapping[str, Told], data: Any = None) -> None:
        super().__init__(data)
        self.sheet = sheet
        for item in sheet.items:
            self.fields[item.name] = _field(item, told.get(item.name))

    def score(self) -> Score:
        return self.sheet.scored(self.cleaned_data)


def _field(item: Item, told: Told | None) -> forms.Field:
    # The texts of scores are in the engine, which knows no translation; a test sees that the catalogue has them.
    named: dict[str, Any] = {"label": capfirst(_(item.label)), "help_text": _help(told)}
    if told and told.is_recent:
        named["initial"] = f"{told.value:g}" if item.is_number else told.value
    if item.choices:
        choices = [("", "–"), *((points, _(words)) for points, words in item.choices)]
        return forms.TypedChoiceField(coerce=int, choices=choices, **named)
    if not item.is_number:
        return forms.BooleanField(required=False, **named)
    if item.unit:
        named["label"] = f"{named['label']} ({_(item.unit)})"
    widget = forms.NumberInput(attrs={"step": "any", "inputmode": "decimal", "autocomplete": "off"})
    return forms.FloatField(min_value=item.least, max_value=item.most, widget=widget, **named)


def _help(told: Told | None) -> str:
    if told is None or not told.row:
        return ""
    said = _("From the chart:") if told.is_recent else _("Too old to be filled in:")
    if not told.address:
        return format_html("{} <bdi>{}</bdi>", said, told.row)
    link = '{} <a href="{}" data-sheet="{}" hx-boost="false" aria-haspopup="dialog" dir="auto">{}</a>'
    return format_html(link, said, told.address, _("In the chart"), told.row)
