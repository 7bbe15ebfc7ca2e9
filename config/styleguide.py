"""The living page of components, at /styleguide in debug. All names and values on it are made up."""

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class SampleForm(forms.Form):
    name = forms.CharField(label="Full name", help_text="As on the record.")
    reason = forms.CharField(label="Reason", widget=forms.Textarea, required=False)
    birth_date = forms.DateField(label="Date of birth", help_text="For example 1957-03-02.")
    unit = forms.ChoiceField(label="Unit", choices=[("mmol", "mmol/L"), ("mg", "mg/dL")])
    purpose = forms.ChoiceField(
        label="Purpose", choices=[("care", "Care"), ("audit", "Audit")], widget=forms.RadioSelect
    )
    agreed = forms.BooleanField(label="I have told the patient")


LABS = [
    {"name": "Potassium", "value": "5.6", "unit": "mmol/L", "range": "3.5–5.1", "flag": "high", "low": 3.5, "high": 5.1,
     "values": [4.1, 4.2, 4.4, 4.8, 5.6]},
    {"name": "HbA1c", "value": "8.4", "unit": "%", "range": "4.0–6.0", "flag": "high", "low": 4.0, "high": 6.0,
     "values": [7.1, 7.0, 7.4, 7.9, 8.4]},
    {"name": "Creatinine", "value": "82", "unit": "µmol/L", "range": "45–90", "flag": "", "low": 45.0, "high": 90.0,
     "values": [78.0, 84.0, 80.0, 82.0]},
    {"name": "Haemoglobin", "value": "61", "unit": "g/L", "range": "120–160", "flag": "critical", "low": 120.0,
     "high": 160.0, "values": [131.0, 128.0, 119.0, 92.0, 61.0]},
]  # fmt: skip
TABS = [
    {"label": "Overview", "href": "#tabs", "current": True},
    {"label": "Notes", "href": "#tabs", "count": 14},
    {"label": "Labs", "href": "#tabs"},
]
ALPHABET = "ABCDEFGHIJ"


def view(request: HttpRequest) -> HttpResponse:
    """Every component in every state, in the theme and language that are set."""
    wrong = SampleForm({"name": "Ada Moreno", "birth_date": "31.02.57", "unit": "mmol"})
    context = {
        "form": SampleForm(),
        "wrong": wrong,
        "labs": LABS,
        "tabs": TABS,
        "page": Paginator(ALPHABET, 3).page(2),
        "sort": "name",
    }
    return render(request, "styleguide.html", context)
