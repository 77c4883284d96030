"""Alerts on what is no event of a bill's own record: committee meetings, seats, members' votes, families.

Each is told in the transaction that wrote it, under a key that names it, so that nobody hears of it twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from common.citations import cite, cite_in_full
from common.dates import eastern, today
from legislation.choices import Cast
from legislation.meeting_words import OFF, MeetingKind, MeetingStatus
from legislation.models import (
    Bill,
    Committee,
    CommitteeMeeting,
    CommitteeSeat,
    Family,
    FamilyBill,
    Legislator,
    MeetingBill,
    MeetingChange,
    MeetingCommittee,
    MemberVote,
    RollCall,
)
from legislation.news import HORIZON
from legislation.selectors.events import families_of
from legislation.services.tell_events import heading_of
from legislation.wording import day, join, short_committee
from members.selectors.alerts import Target, keys_with_alerts
from members.services.alerts import Told, tell

_CAST = {
    Cast.YEA: "voted yea",
    Cast.NAY: "voted nay",
    Cast.PRESENT: "answered present",
    Cast.NOT_VOTING: "did not vote",
}
# Seats of a legislator on a committee, with the title held there.
Seats = Mapping[tuple[str, str], str]


def tell_meeting(
    *, meeting: CommitteeMeeting, changes: Sequence[MeetingChange] | None, now: dt.datetime
) -> None:
    """Tell of a meeting that was announced (`changes` None) or changed, if it is still to come."""
    if meeting.day and meeting.day < eastern(now).date():
        return
    bodies = list(MeetingCommittee.objects.filter(meeting=meeting).order_by("position"))
    measures = list(MeetingBill.objects.filter(meeting=meeting).values_list("measure", flat=True))
    targets = {Target(Committee, one.code): f"the {short_committee(one.name)} committee" for one in bodies}
    targets |= {Target(Bill, one): cite(one) for one in measures}
    for families in families_of(measures).values():
        targets |= {Target(Family, one.pk): f"the {one.short_name} family" for one in families}
    by = join(short_committee(one.name) for one in bodies) or "Congress"
    named = f"; it names {join(map(cite, measures))}" if measures else ""
    sentences = [_announced(meeting) + named] if changes is None else [_changed(one) for one in changes]
    tell(
        key=f"meeting {meeting.pk} {meeting.sequence}",
        heading=f"{by}: {MeetingKind(meeting.kind).label.lower()}"
        + (f" on {day(meeting.day)}" if meeting.day else ""),
        path=meeting.get_absolute_url(),
        lines=[Told(one) for one in sentences],
        targets=targets,
    )


def _announced(meeting: CommitteeMeeting) -> str:
    if meeting.status in OFF:
        return MeetingStatus(meeting.status).label
    when = (
        f"{eastern(meeting.starts_at):%-I:%M %p} ET, {day(meeting.day)}"
        if meeting.starts_at
        else day(meeting.day)
    )
    return f"Scheduled for {when}" if when else "Scheduled; no day is given yet"


def _changed(change: MeetingChange) -> str:
    if change.what == "list":
        return "It is no longer on the list of meetings"
    label = change.what.capitalize()
    return f"{label}: {change.after or 'none'}" + (f" (was {change.before})" if change.before else "")


def seats_now() -> dict[tuple[str, str], str]:
    """Return who sits where, with the title held there, before a roster is written."""
    rows = CommitteeSeat.objects.order_by().values_list("legislator_id", "committee_id", "title")
    return {(legislator, committee): title for legislator, committee, title in rows}


def tell_seats(*, before: Seats, as_of: dt.date) -> None:
    """Tell of seats taken and left since `before`; a first roster, and one that is long past, is no news."""
    if not before or as_of < today() - HORIZON:
        return
    chosen = keys_with_alerts(Legislator, Committee)
    after = seats_now()
    for pair in sorted({*before, *after}):
        if pair[0] not in chosen[Legislator] and pair[1] not in chosen[Committee]:
            continue
        if before.get(pair) != after.get(pair):
            _tell_seat(pair, before.get(pair), after.get(pair), as_of)


def _tell_seat(pair: tuple[str, str], before: str | None, after: str | None, as_of: dt.date) -> None:
    legislator, committee = Legislator.objects.get(pk=pair[0]), Committee.objects.get(pk=pair[1])
    if after is None:
        words = f"{legislator} no longer sits on {committee}"
    elif before is None:
        words = f"{legislator} sits on {committee}" + (f" as {after}" if after else "")
    else:
        words = f"{legislator} is now {after or 'a member without a title'} of {committee}"
    tell(
        key=f"seat {pair[0]} {pair[1]} {as_of}",
        heading=str(legislator),
        path=legislator.get_absolute_url(),
        lines=[Told(words, as_of)],
        targets={
            Target(Legislator, legislator.pk): str(legislator),
            Target(Committee, committee.pk): f"the {short_committee(committee.name)} committee",
        },
    )


def tell_votes(*, roll_call: RollCall, now: dt.datetime) -> None:
    """Tell how legislators with alerts on them voted on a bill the desk knows, if the vote was of late."""
    held_on = eastern(roll_call.held_at).date() if roll_call.held_at else None
    if held_on is None or held_on < eastern(now).date() - HORIZON:
        return
    chosen = keys_with_alerts(Legislator)[Legislator]
    bill = Bill.objects.filter(pk=roll_call.measure).first() if chosen else None
    if bill is None:
        return
    casts = MemberVote.objects.filter(roll_call=roll_call, legislator__in=chosen).select_related("legislator")
    for one in casts:
        did = _CAST.get(Cast(one.cast), f"answered “{one.words}”")
        on = f", {roll_call.question.lower()}" if roll_call.question else ""
        amendment = " on an amendment" if roll_call.amendment else ""
        tell(
            key=f"vote {roll_call.pk} {one.legislator_id}",
            heading=heading_of(bill),
            path=bill.get_absolute_url(),
            lines=[Told(f"{one.legislator} {did}{amendment}{on} (roll call {roll_call.number})", held_on)],
            targets={Target(Legislator, one.legislator_id): str(one.legislator)},
        )


def tell_family_bills(*, rows: Iterable[FamilyBill]) -> None:
    """Tell that bills are now part of a family."""
    for row in rows:
        family = row.family
        tell(
            key=f"family {family.pk} {row.bill_id}",
            heading=f"{family.short_name} family",
            path=family.get_absolute_url(),
            lines=[Told(f"{cite_in_full(row.bill_id)} is now part of it: {row.get_part_display().lower()}")],
            targets={
                Target(Family, family.pk): f"the {family.short_name} family",
                Target(Bill, row.bill_id): cite(row.bill_id),
            },
        )
