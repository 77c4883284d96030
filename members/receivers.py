"""What the sign-in library tells us, written to the audit log: ids only, never an address or a name."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.dispatch import receiver

from common import audit
from members.models import User


@receiver(auth.user_logged_in)
def on_signed_in(sender: Any, user: User, **_: Any) -> None:  # noqa: ARG001 - Django's signature
    audit.record("signed in", user, actor_id=user.pk)


@receiver(auth.user_logged_out)
def on_signed_out(sender: Any, user: User | None, **_: Any) -> None:  # noqa: ARG001
    if user is not None:
        audit.record("signed out", user, actor_id=user.pk)


@receiver(auth.user_login_failed)
def on_failed(sender: Any, credentials: dict[str, Any], **_: Any) -> None:  # noqa: ARG001
    """Say whose account it was, where there is one; what was typed is not kept."""
    address = str(credentials.get("email") or credentials.get("username") or "")
    user = User.objects.filter(email__iexact=address).first() if address else None
    audit.record("failed to sign in", user, actor_id=None)


@receiver([account.password_changed, account.password_set])
def on_password_changed(sender: Any, user: User, **_: Any) -> None:  # noqa: ARG001
    audit.record("changed password", user, actor_id=user.pk)


@receiver(account.password_reset)
def on_password_reset(sender: Any, user: User, **_: Any) -> None:  # noqa: ARG001
    audit.record("reset password", user, actor_id=user.pk)


@receiver(account.email_changed)
def on_email_changed(sender: Any, user: User, **_: Any) -> None:  # noqa: ARG001
    audit.record("changed e-mail address", user, actor_id=user.pk)


@receiver(mfa.authenticator_added)
def on_factor_added(sender: Any, user: User, authenticator: Any, **_: Any) -> None:  # noqa: ARG001
    audit.record("added second factor", user, actor_id=user.pk, kind=authenticator.type)


@receiver(mfa.authenticator_removed)
def on_factor_removed(sender: Any, user: User, authenticator: Any, **_: Any) -> None:  # noqa: ARG001
    audit.record("removed second factor", user, actor_id=user.pk, kind=authenticator.type)


@receiver(mfa.authenticator_reset)
def on_factor_renewed(sender: Any, user: User, authenticator: Any, **_: Any) -> None:  # noqa: ARG001
    audit.record("renewed second factor", user, actor_id=user.pk, kind=authenticator.type)


@receiver(mfa.authentication_failed)
def on_second_step_failed(sender: Any, user: User, authenticator: Any, **_: Any) -> None:  # noqa: ARG001
    """Whoever comes this far knows the password: it is the account's owner, or a theft worth seeing."""
    audit.record("failed the second step", user, actor_id=None, kind=authenticator.type)
