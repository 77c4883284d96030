"""Making people's accounts."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from members.models import User


@transaction.atomic
def create_person(*, email: str, name: str, password: str | None = None, is_sample: bool = False) -> User:
    """Create a person whose address counts as confirmed; without a password they cannot sign in.

    The caller has proved the address (an invitation's link) or made it up on this machine (sample people).
    Raises IntegrityError when the address is taken, whatever its case.
    """
    user = User.objects.create_user(email, password, name=name, is_sample=is_sample)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
