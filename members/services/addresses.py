"""A person's change of e-mail address: confirmed at the new one, told to the old one with a way back.

Only digests of the links are kept, and the addresses themselves no longer than the links work.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from common import audit, tokens
from common.models import Token
from members.choices import TokenPurpose
from members.models import User
from members.services.leaving import revoke_tokens, sign_out_everywhere

CONFIRM_WITHIN = timedelta(hours=24)
UNDO_WITHIN = timedelta(days=14)
GONE = "This link no longer works: it was used before, is too old, or another one took its place."
TAKEN = "This address is not free any more. Nothing was changed."


class AddressError(Exception):
    """An address cannot be changed so; the message is fit to be shown."""


@dataclass(frozen=True)
class Offer:
    """What a link leads to: whose address becomes what."""

    token: Token
    user: User
    email: str


def waiting_change(user: User) -> Token | None:
    """Return the change of address that awaits its confirmation, if there is one."""
    return _open(user, TokenPurpose.CHANGE_ADDRESS).first()


@transaction.atomic
def ask_for_change(*, user: User, email: str) -> None:
    """Send a link to `email` that makes it the address of `user`; an earlier link stops working.

    Whoever owns the address already is told there instead, so that nobody learns here whether it has an account.
    Raises AddressError when it is theirs already, and what the mail server raises; then nothing has changed.
    """
    email = email.strip().lower()
    if email == User.objects.select_for_update().get(pk=user.pk).email:
        raise AddressError("This is your address already.")
    _open(user, TokenPurpose.CHANGE_ADDRESS).update(revoked_at=timezone.now(), detail={})
    secret, token = tokens.issue(
        purpose=TokenPurpose.CHANGE_ADDRESS, lasts=CONFIRM_WITHIN, user_id=user.pk, email=email
    )
    audit.record("asked to change e-mail address", user, actor_id=user.pk)
    if _is_taken(email, besides=user):
        token.revoked_at, token.detail = timezone.now(), {}
        token.save(update_fields=["revoked_at", "detail"])
        _mail(email, "Your address at the policy desk", _TAKEN_WORDS)
    else:
        link = settings.SITE_URL + reverse("members:confirm_address", args=[secret])
        _mail(email, "Confirm your address at the policy desk", _CONFIRM_WORDS.format(link=link))


@transaction.atomic
def cancel_change(*, user: User) -> None:
    """Stop the change that awaits its confirmation."""
    if _open(user, TokenPurpose.CHANGE_ADDRESS).update(revoked_at=timezone.now(), detail={}):
        audit.record("canceled change of e-mail address", user, actor_id=user.pk)


@transaction.atomic
def read_change(*, secret: str) -> Offer:
    """Return what the link to the new address offers. Raises AddressError when it does not work any more."""
    return _offer(secret, TokenPurpose.CHANGE_ADDRESS)


@transaction.atomic
def confirm_change(*, secret: str) -> User:
    """Make the new address theirs, and tell the old one, with a link that undoes it for fourteen days.

    No change without that letter: what the mail server raises undoes the change, except that it knows the old
    mailbox no longer. Raises AddressError when the link does not work or the address was taken meanwhile.
    """
    offer = _offer(secret, TokenPurpose.CHANGE_ADDRESS)
    user, old = offer.user, offer.user.email
    if _is_taken(offer.email, besides=user):
        raise AddressError(TAKEN)
    _put_address(user, offer.email)
    _spend(offer.token)
    _open(user, TokenPurpose.CHANGE_ADDRESS).update(revoked_at=timezone.now(), detail={})
    undo, _ = tokens.issue(
        purpose=TokenPurpose.UNDO_ADDRESS,
        lasts=UNDO_WITHIN,
        user_id=user.pk,
        email=old,
        asked_at=offer.token.created_at.isoformat(),
    )
    audit.record("changed e-mail address", user, actor_id=user.pk)
    link = settings.SITE_URL + reverse("members:undo_address", args=[undo])
    # A mailbox that is gone is why people change their address.
    with suppress(SMTPRecipientsRefused):
        _mail(old, "Your address at the policy desk was changed", _CHANGED_WORDS.format(link=link))
    return user


@transaction.atomic
def read_undo(*, secret: str) -> Offer:
    """Return what the link to the old address offers. Raises AddressError when it does not work any more."""
    return _offer(secret, TokenPurpose.UNDO_ADDRESS)


@transaction.atomic
def undo_change(*, secret: str) -> User:
    """Give the old address back and shut out whoever changed it; the caller sends the way to a new password.

    Every session ends, the password opens nothing any more, second factors added since the change was asked for
    are gone, and every other link of the account stops, except the way back from an earlier change. Raises
    AddressError when the link does not work.
    """
    offer = _offer(secret, TokenPurpose.UNDO_ADDRESS)
    user = offer.user
    if _is_taken(offer.email, besides=user):
        raise AddressError("Another account has this address now. Write to the secretariat.")
    since = datetime.fromisoformat(offer.token.detail["asked_at"])
    _put_address(user, offer.email)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    Authenticator.objects.filter(user=user, created_at__gte=since).delete()
    _spend(offer.token)
    revoke_tokens(user_id=user.pk)
    # Ways back from later changes stop. An earlier one stays: whoever made two changes owns the address between them.
    later = _open(user, TokenPurpose.UNDO_ADDRESS).filter(created_at__gte=offer.token.created_at)
    later.update(revoked_at=timezone.now(), detail={})
    _open(user, TokenPurpose.CHANGE_ADDRESS).update(revoked_at=timezone.now(), detail={})
    sign_out_everywhere(user_id=user.pk)
    audit.record("undid change of e-mail address", user, actor_id=None)
    return user


def forget_spent_addresses() -> int:
    """Blank the addresses in links of this kind that are used, revoked or too old; return how many."""
    spent = Q(used_at__isnull=False) | Q(revoked_at__isnull=False) | Q(expires_at__lte=timezone.now())
    kinds = [TokenPurpose.CHANGE_ADDRESS, TokenPurpose.UNDO_ADDRESS]
    return Token.objects.filter(spent, purpose__in=kinds).exclude(detail={}).update(detail={})


def _open(user: User, purpose: str) -> QuerySet[Token]:
    return Token.objects.filter(
        user_id=user.pk,
        purpose=purpose,
        used_at__isnull=True,
        revoked_at__isnull=True,
        expires_at__gt=timezone.now(),
    )


def _offer(secret: str, purpose: str) -> Offer:
    """Find a link's row, lock it and then its person; the same order everywhere, so that two never wait in a ring."""
    token = tokens.find(secret, purpose=purpose)
    if token is None:
        raise AddressError(GONE)
    user = User.objects.select_for_update().filter(pk=token.user_id, is_active=True).first()
    if user is None:
        raise AddressError(GONE)
    return Offer(token, user, token.detail["email"])


def _is_taken(email: str, *, besides: User) -> bool:
    """Whether somebody else has the address, or may still take it back."""
    others = User.objects.exclude(pk=besides.pk).filter(email__iexact=email).exists()
    rows = EmailAddress.objects.exclude(user=besides).filter(email__iexact=email).exists()
    held = (
        Token.objects.filter(
            purpose=TokenPurpose.UNDO_ADDRESS,
            detail__email=email,
            used_at__isnull=True,
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
        )
        .exclude(user_id=besides.pk)
        .exists()
    )
    return others or rows or held


def _put_address(user: User, email: str) -> None:
    """Write the address and its row at the sign-in library; the database has the last word on whose it is."""
    try:
        with transaction.atomic():
            user.email = email
            user.save(update_fields=["email"])
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    except IntegrityError:
        raise AddressError(TAKEN) from None


def _spend(token: Token) -> None:
    token.detail = {}
    token.save(update_fields=["detail"])
    tokens.use(token)


def _mail(address: str, title: str, words: str) -> None:
    send_mail(title, f"{words}\n\n{settings.CONTACT_NAME}, {settings.CONTACT_EMAIL}\n", None, [address])


_CONFIRM_WORDS = """Someone, most likely you, wants to sign in to the policy desk with this address.

Open this link within 24 hours and confirm it:
{link}

If it was not you, nothing needs to be done: without the link nothing changes."""
_TAKEN_WORDS = """Someone, most likely you, wanted to sign in to the policy desk with this address.
It has an account there already, so nothing was changed. Sign in with it, or choose a new password."""
_CHANGED_WORDS = """Your account at the policy desk has another address now; letters no longer come here.

If that was not you, undo it within 14 days:
{link}

That gives the account back to this address, signs everyone out and sends you the way to a new password."""
