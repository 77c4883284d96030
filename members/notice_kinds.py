"""The kinds of notice, whom each is for, and when it is e-mailed: at once, on Monday morning, or never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from common.dates import EASTERN, eastern
from members.choices import Delivery

DIGEST_HOUR = time(8)
MONDAY = 0
# What a mail server does not take for now is tried again after these; then it is given up, after about two days.
_WAITS = (
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
LAST_WAIT = _WAITS[-1]


@dataclass(frozen=True)
class Kind:
    """A kind of notice: its name in `notify(kind=…)`, how it is called, and how it comes unless chosen otherwise."""

    name: str
    label: str
    about: str
    audience: str
    several: str
    default: Delivery = Delivery.AT_ONCE
    can_be_changed: bool = True


KINDS = (
    Kind(
        "reminder",
        "Reminders",
        "A deadline is near and your organization has not answered or signed.",
        "representatives and alternates",
        "reminders",
    ),
    Kind(
        "proposal",
        "Proposals",
        "A proposal was opened, has a new round, or was closed.",
        "everyone inside",
        "notices of proposals",
    ),
    Kind("decision", "Decisions", "A decision was recorded or corrected.", "everyone inside", "decisions"),
    Kind(
        "letter",
        "Sign-on letters",
        "A letter is open for signing, or was closed.",
        "everyone inside",
        "notices of sign-on letters",
    ),
    Kind(
        "discussion",
        "Discussion",
        "Someone wrote in a thread you take part in.",
        "those who take part",
        "contributions to discussions",
    ),
    Kind("mention", "Mentions", "Someone named you in a discussion.", "whoever is named", "mentions"),
    Kind(
        "shared information",
        "Shared information",
        "A member organization shared what it knows.",
        "everyone inside",
        "posts that members shared",
        default=Delivery.WEEKLY,
    ),
    Kind(
        "account",
        "Your account",
        "Sign-in, address and roles: what concerns the safety of your account.",
        "whom it concerns",
        "notices on your account",
        can_be_changed=False,
    ),
)
_BY_NAME = {one.name: one for one in KINDS}


def kind_of(name: str) -> Kind:
    """Return the kind of a name; one that is not listed comes at once and cannot be changed."""
    return _BY_NAME.get(name) or Kind(
        name, name.capitalize(), "", "whom it concerns", "other notices", can_be_changed=False
    )


def next_digest(now: datetime) -> datetime:
    """Return the Monday, 8 a.m. US Eastern, that comes after a moment."""
    here = eastern(now)
    monday = here.date() + timedelta(days=(MONDAY - here.weekday()) % 7)
    moment = datetime.combine(monday, DIGEST_HOUR, tzinfo=EASTERN)
    if moment > now:
        return moment
    return datetime.combine(monday + timedelta(days=7), DIGEST_HOUR, tzinfo=EASTERN)


def due(delivery: Delivery, now: datetime) -> datetime | None:
    """Return when a notice written `now` is e-mailed; None for never."""
    if delivery == Delivery.NEVER:
        return None
    return next_digest(now) if delivery == Delivery.WEEKLY else now


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts in vain; None when it is to be given up."""
    return _WAITS[attempts - 1] if attempts <= len(_WAITS) else None
