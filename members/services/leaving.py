"""What ends when a person's last role ends: at once, whatever they have open."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from common import audit
from common.access import is_inside
from common.dates import EASTERN, today
from common.models import Notice, Token
from members.choices import TokenPurpose
from members.models import Affiliation, SecretariatTerm, User

GONE = "The recipient has left."
# How many days late the sweep may be and still find whose role ran out.
LOOK_BACK = timedelta(days=7)


def sign_out_everywhere(*, user_id: int, keep: str | None = None) -> int:
    """End every session of a person, except the one whose key is `keep`; return how many there were."""
    sessions = list(UserSession.objects.filter(user_id=user_id).exclude(session_key=keep or ""))
    for session in sessions:
        session.end()
    return len(sessions)


@transaction.atomic
def end_session(*, session: UserSession) -> None:
    """End one session of the person who asks; the caller has found it among their own."""
    audit.record("ended session", session, actor_id=session.user_id)
    session.end()


def revoke_tokens(*, user_id: int) -> int:
    """Stop a person's private links; the way back from a change of address stays open, it only gives back."""
    return _open_tokens(user_id).update(revoked_at=timezone.now())


@transaction.atomic
def end_access_if_nothing_left(*, user_id: int) -> bool:
    """Sign a person out everywhere, stop their private links and drop what was still to be sent to them.

    Only once no role is left and nothing lets them inside any more; returns whether that was so. To be called by
    whatever ends a role, an account, or an organization's membership, in the same transaction.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if is_inside(user):
        return False
    sessions, links = sign_out_everywhere(user_id=user_id), revoke_tokens(user_id=user_id)
    notices = Notice.objects.unsent().filter(recipient_id=user_id).update(error=GONE)
    if sessions or links or notices:
        audit.record(
            "ended access", user, actor_id=None, sessions=sessions, private_links=links, notices=notices
        )
    return True


@transaction.atomic
def end_lapsed_access() -> int:
    """End what is left open of people whose last role ran out by its date these days; return how many people.

    The pages refuse them from midnight by the dates alone. A session begun since then is let be: former members
    may sign in to take a copy of their data.
    """
    people: set[int] = set()
    for roles in (Affiliation, SecretariatTerm):
        recent = roles.objects.filter(ends_on__lt=today(), ends_on__gte=today() - LOOK_BACK)
        for user_id, last_day in recent.values_list("user_id", "ends_on"):
            if _left_open_since(user_id, before=midnight_after(last_day)):
                people.add(user_id)
    return sum(end_access_if_nothing_left(user_id=one) for one in sorted(people))


def midnight_after(day: date) -> datetime:
    """Return the moment a day ends in Washington."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=EASTERN)


def _left_open_since(user_id: int, *, before: datetime) -> bool:
    """Whether a session or private link from before a moment is still open."""
    links = _open_tokens(user_id).filter(created_at__lt=before)
    return UserSession.objects.filter(user_id=user_id, created_at__lt=before).exists() or links.exists()


def _open_tokens(user_id: int) -> QuerySet[Token]:
    rows = Token.objects.filter(user_id=user_id, used_at__isnull=True, revoked_at__isnull=True)
    return rows.exclude(purpose=TokenPurpose.UNDO_ADDRESS)
