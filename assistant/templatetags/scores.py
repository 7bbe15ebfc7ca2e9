"""Texts of bedside scores in the language of the page."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def said(text: str) -> str:
    """The texts are in the engine, which knows no translation; a test sees that the catalogue has them."""
    return gettext(text)


@register.filter
def plain_number(value: float) -> str:
    return f"{value:g}"
