"""How allauth behaves here: accounts are made by an administrator, never by sign-up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from records import keys


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor secrets are encrypted with the key ring."""

    def encrypt(self, text: str) -> str:
        return keys.ring().encrypt(text.encode(), "mfa").hex()

    def decrypt(self, encrypted_text: str) -> str:
        return keys.ring().decrypt(bytes.fromhex(encrypted_text), "mfa").decode()
