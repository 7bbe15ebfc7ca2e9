from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.audit import Action, Outcome
from records.selectors import oversight
from records.selectors.who_looked import TrailFilter

ACTIONS = {
    Action.OPEN: _("opened"),
    Action.READ: _("read"),
    Action.SEARCH: _("searched"),
    Action.ASK: _("asked"),
    Action.MODEL_INPUT: _("given to a model"),
    Action.CREATE: _("created"),
    Action.CHANGE: _("changed"),
    Action.SIGN: _("signed"),
    Action.EXPORT: _("exported"),
    Action.IMPORT: _("imported"),
    Action.BREAK_GLASS: _("opened with a reason"),
    Action.REVIEW: _("reviewed"),
    Action.SIGN_IN: _("signed in"),
    Action.SIGN_OUT: _("signed out"),
    Action.SETTINGS: _("changed settings"),
    Action.BACKUP: _("backed up"),
}
OUTCOMES = {Outcome.OK: _("done"), Outcome.REFUSED: _("refused"), Outcome.FAILED: _("failed")}


class TrailForm(forms.Form):
    """The filter in the address: ids, codes and days, no names and no record numbers."""

    patient = forms.UUIDField(required=False, widget=forms.HiddenInput)
    actor = forms.ChoiceField(label=_("Who"), required=False)
    action = forms.ChoiceField(label=_("Did what"), required=False)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(user.pk), f"{user.name} · {user.get_role_display()}") for user in oversight.people()]
        self._offer("actor", _("Anybody"), people)
        self._offer("action", _("Anything"), [(str(key), label) for key, label in ACTIONS.items()])
        self._offer("outcome", _("Any outcome"), [(str(key), label) for key, label in OUTCOMES.items()])

    def wanted(self) -> TrailFilter:
        """What is not understood does not limit. `until` is inclusive."""
        self.is_valid()
        given = self.cleaned_data
        until = given.get("until")
        return TrailFilter(
            patient_id=given.get("patient"),
            actor_id=given.get("actor") or None,
            action=given.get("action", ""),
            outcome=given.get("outcome", ""),
            since=_start_of(given.get("since")),
            until=_start_of(until + timedelta(days=1)) if until else None,
        )

    def _offer(self, name: str, everything: Any, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", everything), *choices]


def _start_of(day: Any) -> datetime | None:
    return timezone.make_aware(datetime(day.year, day.month, day.day)) if day else None  # noqa: DTZ001


class ReviewForm(forms.Form):
    note = forms.CharField(
        label=_("What did you find?"),
        help_text=_("For example: the patient was in the emergency department; the reads fit the reason."),
        min_length=5,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
