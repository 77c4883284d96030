"""The kinds of notice, whom each is for, and when it is e-mailed: at once, on Monday morning, or never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from common.dates import EASTERN, eastern
from common.models import Gathered
from common.querysets import ALERT
from members.choices import Delivery

DIGEST_HOUR = time(8)
DAILY_HOUR = time(7)
MONDAY = 0
# What happened together arrives within minutes, bill by bill: alerts "at once" wait this long for one another.
GATHERING = timedelta(minutes=10)
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
    # How each comes is chosen one by one elsewhere, and only a pause of them all is kept with the kind.
    chosen_one_by_one: bool = False


KINDS = (
    Kind(
        "reminder",
        "Reminders",
        "A deadline is near and your organization has not answered or signed.",
        "representatives and alternates",
        "reminders",
    ),
    Kind(
        "money deadline",
        "Appropriations deadlines",
        "A deadline that you file, or asked to be reminded of, is near.",
        "who files it, and whoever asked for it",
        "appropriations deadlines",
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
        ALERT,
        "Alerts",
        "What moves at the bills, families, program lines, legislators, committees and watches you chose.",
        "whoever chose them",
        "alerts",
        default=Delivery.DAILY,
        chosen_one_by_one=True,
    ),
    Kind(
        "candidate",
        "Candidates of families",
        "A bill of this Congress appeared that may belong to a family.",
        "the secretariat",
        "bills that may belong to a family",
        default=Delivery.DAILY,
    ),
    Kind(
        "roster",
        "Who sits in Congress",
        "The published list of legislators brought someone who came, left, or changed party or committee.",
        "the secretariat",
        "changes of who sits in Congress",
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
    return _next(monday, DIGEST_HOUR, timedelta(days=7), now)


def next_morning(now: datetime) -> datetime:
    """Return the 7 a.m., US Eastern, that comes after a moment."""
    return _next(eastern(now).date(), DAILY_HOUR, timedelta(days=1), now)


def _next(day: date, hour: time, step: timedelta, now: datetime) -> datetime:
    moment = datetime.combine(day, hour, tzinfo=EASTERN)
    return moment if moment > now else datetime.combine(day + step, hour, tzinfo=EASTERN)


def due(delivery: Delivery, now: datetime, kind: str = "") -> datetime | None:
    """Return when a notice of a kind written `now` is e-mailed; None for never."""
    if delivery == Delivery.NEVER:
        return None
    if delivery == Delivery.DAILY:
        return next_morning(now)
    if delivery == Delivery.WEEKLY:
        return next_digest(now)
    return now + GATHERING if kind == ALERT else now


def gathered(delivery: Delivery, kind: str = "") -> str:
    """Return with which others a notice of a kind goes out; empty for a letter of its own."""
    if delivery == Delivery.AT_ONCE:
        return Gathered.SOON if kind == ALERT else ""
    return {Delivery.DAILY: Gathered.DAILY, Delivery.WEEKLY: Gathered.WEEKLY}.get(delivery, "")


def wait_after(attempts: int) -> timedelta | None:
    """Return how long to wait after so many attempts in vain; None when it is to be given up."""
    return _WAITS[attempts - 1] if attempts <= len(_WAITS) else None
