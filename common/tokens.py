"""Secrets handed to one person for one purpose; the database keeps only their digests."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.utils import timezone

from common.models import Token


def digest_of(secret: str) -> str:
    """Return the sha256 by which a secret is kept."""
    return hashlib.sha256(secret.encode()).hexdigest()


def issue(
    *, purpose: str, lasts: timedelta | None, user_id: int | None = None, **detail: Any
) -> tuple[str, Token]:
    """Make a new secret and return (secret, its row); the secret itself is kept nowhere."""
    secret = secrets.token_urlsafe(32)
    token = Token.objects.create(
        purpose=purpose,
        user_id=user_id,
        digest=digest_of(secret),
        detail=detail,
        expires_at=timezone.now() + lasts if lasts else None,
    )
    return secret, token


def find(secret: str, *, purpose: str) -> Token | None:
    """Return the unused, unrevoked, unexpired token of a secret, locked until the transaction ends; or None."""
    token = (
        Token.objects.select_for_update()
        .filter(digest=digest_of(secret), purpose=purpose, used_at__isnull=True, revoked_at__isnull=True)
        .first()
    )
    if token is None or (token.expires_at and token.expires_at <= timezone.now()):
        return None
    return token


def use(token: Token) -> None:
    """Mark a token as used: it opens nothing again."""
    token.used_at = timezone.now()
    token.save(update_fields=["used_at"])


def look_up(secret: str, *, purpose: str) -> Token | None:
    """Return the row of a secret that is read again and again, revoked or not and without a lock; or None."""
    return Token.objects.filter(digest=digest_of(secret), purpose=purpose).first()
