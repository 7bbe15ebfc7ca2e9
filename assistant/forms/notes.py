from django import forms
from django.utils.translation import gettext_lazy as _

KINDS = [
    ("Progress note", _("Progress note")),
    ("Consultation", _("Consultation")),
    ("Phone call", _("Phone call")),
    ("Procedure note", _("Procedure note")),
    ("Discharge summary", _("Discharge summary")),
    ("Patient handout", _("Patient handout")),
    ("Other", _("Other")),
]


class NoteForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("Headings such as “Assessment and plan:” become sections that can be jumped to."),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "dir": "auto"}),
    )


class AmendForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it amended?"),
        help_text=_("Shown with the new version."),
        min_length=5,
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    text = forms.CharField(
        label=_("The whole note as it should read"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "dir": "auto"}),
    )
