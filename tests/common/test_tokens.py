"""Tokens: handed out once, kept as digests, used once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from common import tokens
from common.models import Token

pytestmark = pytest.mark.django_db


def test_a_secret_finds_its_row_and_is_kept_nowhere():
    secret, token = tokens.issue(purpose="sample", lasts=timedelta(days=1), user_id=3, email="x")
    assert tokens.find(secret, purpose="sample") == token
    row = Token.objects.values().get()
    assert secret not in str(row)
    assert row["detail"] == {"email": "x"}


def test_a_secret_of_another_purpose_or_a_wrong_one_finds_nothing():
    secret, _ = tokens.issue(purpose="sample", lasts=None)
    assert tokens.find(secret, purpose="other") is None
    assert tokens.find(secret + "x", purpose="sample") is None


def test_used_revoked_and_expired_tokens_open_nothing():
    for field, value in (
        ("used_at", timezone.now()),
        ("revoked_at", timezone.now()),
        ("expires_at", timezone.now() - timedelta(seconds=1)),
    ):
        secret, token = tokens.issue(purpose="sample", lasts=timedelta(days=1))
        setattr(token, field, value)
        token.save()
        assert tokens.find(secret, purpose="sample") is None, field
