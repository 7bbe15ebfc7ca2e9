from django import forms
from django.utils.translation import gettext_lazy as _

MIN_REASON = 10  # characters; what the gate asks for


class BreakGlassForm(forms.Form):
    purpose = forms.ChoiceField(
        label=_("Why are you not waiting for the care team?"),
        choices=[
            ("emergency", _("Emergency: the person needs care now")),
            ("cover", _("I am covering for the care team")),
            ("asked", _("The patient or the care team asked me")),
            ("other", _("Another reason")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("A sentence that a privacy officer will understand. At least 10 characters."),
        min_length=MIN_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    @property
    def full_reason(self) -> str:
        """The chosen purpose in words, then what was written."""
        purpose = dict(self.fields["purpose"].choices)[self.cleaned_data["purpose"]]  # type: ignore[attr-defined]
        return f"{purpose}. {self.cleaned_data['reason']}"
