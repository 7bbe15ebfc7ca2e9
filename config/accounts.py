"""How allauth behaves here: accounts are made by an administrator, never by sign-up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse

from records import keys
from records.models import Role, User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse | None:
        """Service accounts are for commands: a password set on one opens no page."""
        refused: HttpResponse | None
        if user.role == Role.SERVICE:
            refused = self.respond_user_inactive(request, user)
        else:
            refused = super().pre_login(request, user, **how)
        return refused


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor secrets are encrypted with the key ring."""

    def encrypt(self, text: str) -> str:
        return keys.ring().encrypt(text.encode(), "mfa").hex()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.ring().decrypt(bytes.fromhex(encrypted_text), "mfa").decode()
