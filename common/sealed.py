"""Short secrets that the database keeps sealed: whoever reads a backup cannot use them.

The key is derived from SECRET_KEY (HKDF, SHA-256); what older keys of SECRET_KEY_FALLBACKS sealed can still be
opened, so that SECRET_KEY can be changed and everything sealed anew at leisure.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

MARK = "sealed:"


class CannotOpen(ValueError):  # noqa: N818 - it says what happened
    """None of the keys this site knows opens the text."""


def seal(text: str) -> str:
    """Return `text` encrypted under the present SECRET_KEY."""
    return MARK + _keys().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """Return what was sealed; a text from before anything was sealed is returned as it is.

    Raises CannotOpen when no known key fits: SECRET_KEY was changed without keeping the old one as a fallback.
    """
    if not text.startswith(MARK):
        return text
    try:
        return _keys().decrypt(text.removeprefix(MARK).encode()).decode()
    except InvalidToken:
        raise CannotOpen(
            "Sealed under a SECRET_KEY that this site no longer knows: add it to SECRET_KEY_FALLBACKS."
        ) from None


def _keys() -> MultiFernet:
    return MultiFernet([_key_of(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key_of(secret: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"policy desk: sealed secrets").derive(
        secret.encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))
