"""What the home pages show, gathered across the apps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from appropriations.selectors.funding import ShownEvent, in_trouble
from appropriations.selectors.home import HomeMoney, home_money
from briefings.models import Packet
from common.dates import today
from common.models import Job
from common.sorting import sort_key
from common.states import STATES
from decisions.models import Decision, Proposal
from decisions.selectors.home import Need, needs
from decisions.selectors.proposals import with_counts
from legislation.models import Congress, Term
from legislation.selectors.ending import Countdown, countdown
from legislation.selectors.families import FamilyStrip, family_strips
from legislation.selectors.moved import WhatMoved, what_moved
from legislation.selectors.pages import freshness
from outreach.choices import OfficeKind, OfficeState
from outreach.models import Office

FIRST_VISIT_LOOKS_BACK = timedelta(days=30)
AT_MOST = 5
OFFICES_AT_MOST = 12
SITTING = (OfficeState.SITTING, OfficeState.DEPARTING)
MOVED_AT_MOST = 9


@dataclass(frozen=True)
class StaffHome:
    """The staff home, block by block."""

    moved: WhatMoved
    money: HomeMoney
    trouble: list[ShownEvent]
    is_first_visit: bool
    families: list[FamilyStrip]
    proposals: list[Proposal]
    needs: list[Need]
    packets: list[Packet]
    freshness: dict[str, Any]
    countdown: Countdown | None


def staff_home(user: Any) -> StaffHome:
    """Return what the staff home shows to `user`, in a constant number of queries."""
    return StaffHome(
        moved=what_moved(user, since=since(user), limit=MOVED_AT_MOST),
        is_first_visit=user.previous_visit_at is None,
        money=home_money(user),
        trouble=in_trouble(user),
        families=family_strips(user),
        proposals=decisions_due(user),
        needs=needs(user, timezone.now()),
        packets=recent_packets(user),
        freshness=freshness(user),
        countdown=countdown(user),
    )


def since(user: Any) -> datetime:
    """Return the moment "since your last visit" counts from; thirty days back on the first."""
    previous: datetime | None = user.previous_visit_at
    return previous or timezone.now() - FIRST_VISIT_LOOKS_BACK


def decisions_due(user: Any) -> list[Proposal]:
    """Return the open proposals, the nearest deadline first, with `answered` and `asked` (inside only, P5)."""
    return list(with_counts(Proposal.objects.visible_to(user).open())[:AT_MOST])


def recent_packets(user: Any) -> list[Packet]:
    """Return the newest packets that `user` may see."""
    return list(Packet.objects.visible_to(user).select_related("office", "job")[:AT_MOST])


def offices_found(user: Any, words: str) -> list[Office]:
    """Return the sitting legislators' offices that fit a name ("collins") or a state ("ME", "New York").

    Empty for no words. At most OFFICES_AT_MOST, by name.
    """
    wanted = sort_key(words)
    if not wanted:
        return []
    offices = Office.objects.visible_to(user).filter(kind=OfficeKind.LEGISLATOR, state__in=SITTING)
    state = next((code for code, name in STATES.items() if wanted in (code.casefold(), sort_key(name))), None)
    if state:
        offices = offices.filter(
            legislator__in=Term.objects.current().filter(state=state).values("legislator")
        )
    else:
        for word in wanted.split():
            offices = offices.filter(sort_key__contains=word)
    return list(offices.order_by("sort_key", "pk")[:OFFICES_AT_MOST])


def front_page() -> dict[str, Any]:
    """Return what anyone may see: the public record of decisions in force (P5), and when the Congress ends."""
    adopted = Decision.objects.public().in_force().order_by("-decided_on", "-number")
    congress = Congress.objects.all().current()
    return {
        "decisions": [_on_record(one) for one in adopted[:AT_MOST]],
        "decision_count": adopted.count(),
        "congress": congress,
        "days_left": _days_left(congress),
    }


def _on_record(decision: Decision) -> dict[str, Any]:
    return {**decision.public_record(), "decided_on": decision.decided_on, "is_sample": decision.is_sample}


def _days_left(congress: Congress | None) -> int | None:
    return (congress.ends_on - today()).days if congress else None


def job_for(user: Any, job_id: UUID) -> Job | None:
    """Return a job that `user` waits for, or any job to the secretariat; None otherwise."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None:
        return None
    return job if user.is_secretariat or job.requested_by == user.pk else None
