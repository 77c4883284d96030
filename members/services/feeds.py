"""Private feeds: one address per person and kind, whose secret is shown once and kept as a digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from common import audit, tokens
from common.access import is_inside
from common.models import Token
from common.private_feeds import FeedKind
from members.models import User

# A calendar asks every few minutes; that it did is worth a write now and then only.
NOTE_READ_EVERY = timedelta(hours=1)
CARRIES = "carries"


class UnknownAddress(Exception):  # noqa: N818 - it is an answer, not an error
    """No feed was ever read at this address."""


class AddressEnded(Exception):  # noqa: N818 - it is an answer, not an error
    """The address was ended or renewed, or its reader has left."""


@dataclass(frozen=True)
class Reader:
    """Whose feed an address opens, and which of the kind's choices it carries."""

    user: User
    carries: frozenset[str]


def address_of(*, user: User, kind: FeedKind) -> Token | None:
    """Return the row of a person's address of a kind that works today, or None."""
    return _open(user.pk, kind).first()


@transaction.atomic
def make_address(*, user: User, kind: FeedKind) -> str:
    """Return the secret of a new address, which is kept nowhere; the person's earlier one of this kind ends.

    What the earlier one carried, the new one carries.
    """
    User.objects.select_for_update().get(pk=user.pk)
    before = _open(user.pk, kind).first()
    carries = carried_by(before, kind) if before else [value for value, _ in kind.choices]
    _open(user.pk, kind).update(revoked_at=timezone.now())
    secret, token = tokens.issue(purpose=kind.purpose, lasts=None, user_id=user.pk, **{CARRIES: carries})
    audit.record("renewed feed address" if before else "made feed address", token, actor_id=user.pk)
    return secret


@transaction.atomic
def choose_what_it_carries(*, user: User, kind: FeedKind, carries: Sequence[str]) -> bool:
    """Keep what the person's address carries from now on; whether there is such an address."""
    known = [value for value, _ in kind.choices if value in carries]
    token = _open(user.pk, kind).select_for_update().first()
    if token is None:
        return False
    token.detail = {**token.detail, CARRIES: known}
    token.save(update_fields=["detail"])
    return True


@transaction.atomic
def end_address(*, user: User, kind: FeedKind) -> bool:
    """End the person's address of a kind at once; whether there was one."""
    token = _open(user.pk, kind).select_for_update().first()
    if token is None:
        return False
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    audit.record("ended feed address", token, actor_id=user.pk)
    return True


def open_feed(*, kind: FeedKind, secret: str) -> Reader:
    """Return who reads at an address and what it carries, and note that it was read.

    Raises UnknownAddress, and AddressEnded once it was ended or its reader is no longer inside the coalition: asked
    of the roles themselves, so that it holds at the next request after somebody left.
    """
    token = tokens.look_up(secret, purpose=kind.purpose)
    if token is None:
        raise UnknownAddress
    user = User.objects.filter(pk=token.user_id, is_active=True).first()
    if token.revoked_at or user is None or not is_inside(user):
        raise AddressEnded
    _note_read(token)
    return Reader(user, frozenset(carried_by(token, kind)))


def carried_by(token: Token, kind: FeedKind) -> list[str]:
    """Return which of a kind's choices an address carries."""
    kept = token.detail.get(CARRIES, [])
    return [value for value, _ in kind.choices if value in kept]


def _note_read(token: Token) -> None:
    now = timezone.now()
    long_ago = Q(last_read_at__isnull=True) | Q(last_read_at__lt=now - NOTE_READ_EVERY)
    Token.objects.filter(long_ago, pk=token.pk).update(last_read_at=now)


def _open(user_id: int, kind: FeedKind) -> QuerySet[Token]:
    return Token.objects.filter(user_id=user_id, purpose=kind.purpose, revoked_at__isnull=True)
