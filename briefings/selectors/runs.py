"""What is known of a run of packets: how far it is, and the offices that can be chosen for one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from briefings.choices import PacketState
from briefings.models import Packet, PacketRun
from common.models import Job
from legislation import styles
from legislation.models import CommitteeSeat
from legislation.selectors.terms import holdings
from outreach.models import Meeting


@dataclass(frozen=True)
class RunProgress:
    """How far a run is, in packets; `seconds_left` is None until enough are made to tell."""

    total: int
    made: int
    refused: int
    failed: int
    waiting: int
    seconds_left: int | None
    is_making: bool

    @property
    def ended(self) -> int:
        return self.total - self.waiting

    @property
    def percent(self) -> int:
        return 100 * self.ended // self.total if self.total else 0

    @property
    def minutes_left(self) -> int | None:
        """The time left in whole minutes, rounded up."""
        return None if self.seconds_left is None else -(-self.seconds_left // 60)


def runs_for(user: Any) -> QuerySet[PacketRun]:
    """Return the runs `user` may see, newest first, with their numbers of packets."""
    ended = ~Q(packets__state=PacketState.WAITING)
    rows: QuerySet[PacketRun] = PacketRun.objects.visible_to(user)
    return (
        rows.select_related("requested_by")
        .annotate(total=Count("packets"), ended=Count("packets", filter=ended))
        .order_by("-requested_at", "pk")
    )


def progress_of(run: PacketRun) -> RunProgress:
    """Return how far a run is; two queries."""
    counts = dict(run.packets.order_by().values_list("state").annotate(Count("pk")))
    waiting = counts.get(PacketState.WAITING, 0)
    total = sum(counts.values())
    making = Job.objects.open().filter(arguments__run=str(run.pk)).exists()
    return RunProgress(
        total=total,
        made=counts.get(PacketState.DRAFT, 0) + counts.get(PacketState.FINAL, 0),
        refused=counts.get(PacketState.REFUSED, 0),
        failed=counts.get(PacketState.FAILED, 0),
        waiting=waiting,
        seconds_left=_seconds_left(run, total - waiting, waiting) if making else None,
        is_making=making,
    )


def _seconds_left(run: PacketRun, ended: int, waiting: int) -> int | None:
    since = ended - run.done_before
    if run.started_at is None or since <= 0 or not waiting:
        return None
    return round((timezone.now() - run.started_at).total_seconds() / since * waiting)


def packets_of(run: PacketRun) -> QuerySet[Packet]:
    """Return a run's packets by office."""
    rows: QuerySet[Packet] = run.packets.select_related("office__legislator").defer("manifest")
    return rows.order_by("office__legislator__sort_key", "pk")


def file_name_in(packet: Packet) -> str:
    """Return a packet's name within the archive: "collins-susan-c001035-draft.pdf"."""
    who = packet.office.legislator if packet.office else None
    name = f"{who.last_name}-{who.first_name}-{who.pk}" if who else str(packet)
    return f"{slugify(name)}-{packet.state}.pdf"


def seated_offices(on: date) -> dict[str, str]:
    """Return "Sen. Susan Collins" by bioguide id of everyone who sits on a day, by name."""
    held = holdings(on=on)
    people = sorted((one.term.legislator for one in held.values()), key=lambda who: (who.sort_key, who.pk))
    return {who.pk: styles.title_and_full_name(who, held[who.pk].term) for who in people}


def choose_offices(
    on: date,
    *,
    chamber: str = "",
    states: Collection[str] = (),
    committee: str = "",
    meeting_on: date | None = None,
) -> list[str]:
    """Return the bioguide ids of those who sit on a day and fit every condition given, by name.

    `chamber` is "house" or "senate", `states` postal codes, `committee` a system code; `meeting_on` is the day of a
    meeting entered for the office.
    """
    held = holdings(on=on)
    names = list(seated_offices(on))
    found = set(names)
    if chamber:
        found &= {who for who in names if held[who].term.chamber == chamber}
    if states:
        found &= {who for who in names if held[who].term.state in states}
    if committee:
        found &= set(
            CommitteeSeat.objects.filter(committee=committee).values_list("legislator_id", flat=True)
        )
    if meeting_on:
        found &= set(
            Meeting.objects.filter(held_on=meeting_on).values_list("office__legislator_id", flat=True)
        )
    return [who for who in names if who in found]
