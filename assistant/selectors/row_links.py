"""Where rows of a chart are opened, for pages that name what they rest on."""

from collections.abc import Iterable

from django.urls import reverse

from records.access import Chart
from records.selectors.citations import own_ids

# The section of the chart that shows a row of this kind among its like.
SECTIONS = {
    "observation": "assistant:labs",
    "medication": "assistant:medicines",
    "condition": "assistant:problems",
    "allergy": "assistant:problems",
    "procedure": "assistant:procedures",
    "immunization": "assistant:procedures",
    "encounter": "assistant:timeline",
}


def row_addresses(chart: Chart, sources: Iterable[str]) -> dict[str, str]:
    """By source (`observation:REF`) the address that opens this row; sources that are no rows are left out."""
    named = {source: (kind, ref) for source in sources for kind, _, ref in [source.partition(":")] if kind in SECTIONS}
    ids = own_ids(chart, named.values())
    return {
        source: reverse("assistant:row", args=[chart.patient.pk, key[0], ids[key]])
        for source, key in named.items()
        if key in ids
    }
