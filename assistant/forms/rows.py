"""What a clinician may correct before an entry made from a note is signed."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from records.engine.dates import SourceDate


def _is_date(text: str) -> None:
    try:
        SourceDate(text)
    except ValueError:
        raise ValidationError(_("Write the date as 2024, 2024-05 or 2024-05-18.")) from None


class RowForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"dir": "auto"}))
    code = forms.CharField(label=_("Code"), max_length=40, required=False)
    code_system = forms.CharField(widget=forms.HiddenInput, required=False)


class ProblemForm(RowForm):
    clinical_status = forms.ChoiceField(
        label=_("Status"), choices=[("active", _("active")), ("resolved", _("resolved"))]
    )
    verification = forms.ChoiceField(
        label=_("Certainty"), choices=[("confirmed", _("confirmed")), ("provisional", _("provisional"))]
    )
    onset = forms.CharField(
        label=_("Onset"),
        help_text=_("A year, a month or a day: 2024, 2024-05 or 2024-05-18."),
        required=False,
        validators=[_is_date],
    )


class MedicineForm(RowForm):
    status = forms.ChoiceField(label=_("Status"), choices=[("active", _("active")), ("stopped", _("stopped"))])
    dosage = forms.CharField(label=_("Dose"), max_length=300, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class AllergyForm(RowForm):
    category = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("medication", _("medicine")),
            ("food", _("food")),
            ("environment", _("environment")),
            ("biologic", _("biologic")),
        ],
    )
    criticality = forms.ChoiceField(
        label=_("Risk"),
        choices=[("", _("not said")), ("low", _("low")), ("high", _("high")), ("unable-to-assess", _("risk unknown"))],
        required=False,
    )
    reactions = forms.CharField(
        label=_("Reactions"), help_text=_("Separate several by commas."), max_length=300, required=False
    )

    def clean_reactions(self) -> list[str]:
        return [part.strip() for part in self.cleaned_data["reactions"].split(",") if part.strip()]


FORMS: dict[str, type[RowForm]] = {"condition": ProblemForm, "medication": MedicineForm, "allergy": AllergyForm}
