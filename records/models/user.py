import uuid

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    CLINICIAN = "clinician", _("Clinician")
    PATIENT = "patient", _("Patient")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    ADMINISTRATOR = "administrator", _("Administrator")
    SERVICE = "service", _("Service account")


class User(AbstractUser):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.CLINICIAN)

    class Meta:
        constraints = [models.CheckConstraint(name="user_role_known", condition=models.Q(role__in=Role.values))]

    @property
    def is_clinician(self) -> bool:
        return self.role == Role.CLINICIAN

    @property
    def name(self) -> str:
        return self.get_full_name() or self.username
