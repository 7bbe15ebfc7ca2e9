"""What the mind says of its own work, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

_BADGES = (
    gettext_noop("from the record, no model used"),
    gettext_noop("by rule from the record; the rules are unreviewed"),
    gettext_noop("quoted from notes"),
    gettext_noop("quoted from the literature"),
    gettext_noop("nothing was looked up"),
    gettext_noop("suggested from the knowledge base"),
)
_PROGRESS = (
    gettext_noop("Looking up results"),
    gettext_noop("Looking up medications"),
    gettext_noop("Looking up allergies"),
    gettext_noop("Looking up problems"),
    gettext_noop("Looking up reports"),
    gettext_noop("Looking up visits"),
    gettext_noop("Looking up the patient"),
    gettext_noop("Looking up immunizations"),
    gettext_noop("Looking up procedures"),
    gettext_noop("Looking up smoking status"),
    gettext_noop("Searching notes"),
    gettext_noop("Searching literature"),
    gettext_noop("Weighing findings"),
    gettext_noop("Checking against the chart"),
)


def in_words(text: str) -> str:
    """A badge or progress line; several badges come joined by "and"."""
    return " · ".join(_(part) for part in text.split(" and ")) if text else ""
