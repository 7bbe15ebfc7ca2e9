"""The secret behind surrogate names and moved dates of de-identified text."""

from records import keys


def pseudonym_secret() -> bytes:
    """One for the installation, from its key ring: the same over rotation, useless without the ring."""
    return keys.ring().derive("pseudonyms")
