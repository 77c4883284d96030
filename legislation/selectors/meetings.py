"""Committee meetings as calendars and pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import QuerySet
from django.urls import reverse

from common.calendar import Entry, Standing
from common.citations import ordinal
from common.sourcing import SourceMark
from legislation.choices import BillId
from legislation.known_sources import MEETINGS
from legislation.models import Bill, Committee, CommitteeMeeting, MeetingChange, MeetingCommittee, SourceRun
from legislation.wording import short_committee

# How a run ends that has read the source, whole or nearly.
_READ = (SourceRun.State.DONE, SourceRun.State.PARTLY)
_CHANGED = {
    "time": "Time",
    "place": "Place",
    "status": "Status",
    "kind": "Kind",
    "title": "Title",
    "bills": "Bills",
    "committees": "Committees",
    "list": "On the source's list",
}
CHANGES_SHOWN = 20
NAMED_AT_MOST = 3


@dataclass(frozen=True)
class BillLine:
    """A measure a meeting names: its citation, and its page and name where it is known here."""

    citation: str
    url: str
    name: str
    from_title: bool


@dataclass(frozen=True)
class ChangeLine:
    """Something that changed, in words."""

    what: str
    before: str
    after: str
    seen_at: datetime


@dataclass(frozen=True)
class MeetingPage:
    """The page of one meeting."""

    meeting: CommitteeMeeting
    entry: Entry
    bills: tuple[BillLine, ...]
    committees: tuple[tuple[str, str], ...]
    changes: tuple[ChangeLine, ...]
    source: SourceMark


@dataclass(frozen=True)
class Freshness:
    """How fresh the source of meetings is: when it was last read, and what went wrong at the last try."""

    last_read: datetime | None
    last_error: str


def meetings_for_list(user: Any) -> QuerySet[CommitteeMeeting]:
    """Return the meetings `user` may see, without what the feed has overtaken, ready for `entries_of`."""
    visible: QuerySet[CommitteeMeeting] = CommitteeMeeting.objects.visible_to(user).shown()
    return visible.prefetch_related("meeting_committees__committee__parent", "meeting_bills")


def entries_of(meetings: Sequence[CommitteeMeeting]) -> list[Entry]:
    """Return meetings of `meetings_for_list` as entries of a calendar, in one query whatever their number.

    A meeting without a day has no place in a calendar and is left out.
    """
    known = _known({one.measure for meeting in meetings for one in meeting.meeting_bills.all()})
    return [_entry(one, known) for one in meetings if one.day]


def calendar_entries(user: Any, first: date, last: date) -> list[Entry]:
    """Return the meetings that matter of the days from `first` to `last`: the calendar's provider."""
    rows = meetings_for_list(user).that_matter().filter(day__gte=first, day__lte=last)  # type: ignore[attr-defined]
    return entries_of(list(rows))


def meetings_naming(user: Any, bill: Bill, *, earlier_at_most: int) -> tuple[list[Entry], list[Entry]]:
    """Return (what is still to come, the newest of what was) of the meetings that name a bill."""
    rows = meetings_for_list(user).naming([bill.pk])  # type: ignore[attr-defined]
    return entries_of(list(rows.upcoming())), entries_of(list(rows.past()[:earlier_at_most]))


def meetings_of(user: Any, committee: Committee, *, at_most: int) -> list[Entry]:
    """Return the next meetings of a committee and its subcommittees."""
    rows = meetings_for_list(user).of_committee(committee).upcoming()  # type: ignore[attr-defined]
    return entries_of(list(rows[:at_most]))


def meeting_page(user: Any, pk: int) -> MeetingPage:
    """Return the page of a meeting. Raises CommitteeMeeting.DoesNotExist when there is none `user` may see.

    One that the feed has overtaken keeps its page, which says so.
    """
    rows: QuerySet[CommitteeMeeting] = CommitteeMeeting.objects.visible_to(user)
    meeting = (
        rows.select_related("entered_by", "yields_to")
        .prefetch_related("meeting_committees__committee__parent", "meeting_bills")
        .get(pk=pk)
    )
    known = _known({one.measure for one in meeting.meeting_bills.all()})
    bodies = meeting.meeting_committees.all()
    return MeetingPage(
        meeting=meeting,
        entry=_entry(meeting, known),
        bills=_bill_lines(meeting, known),
        committees=tuple(
            (_body_name(one), one.committee.get_absolute_url() if one.committee else "") for one in bodies
        ),
        changes=_changes(meeting),
        source=source_of(meeting),
    )


def freshness() -> Freshness:
    """Return how fresh the meetings are; `last_read` is None before the first one came."""
    ended = SourceRun.objects.filter(source=MEETINGS, finished_at__isnull=False)
    newest = ended.order_by("-finished_at").first()
    done = ended.filter(state__in=_READ).order_by("-finished_at").first()
    return Freshness(
        last_read=done.finished_at if done else None,
        last_error=newest.note if newest and newest.state not in _READ else "",
    )


def source_of(meeting: CommitteeMeeting) -> SourceMark:
    """Return where a meeting is known from, and as of when."""
    if meeting.is_entered:
        return SourceMark(
            meeting.entered_from,
            url=meeting.entered_link,
            as_of=meeting.fetched_at,
            entered_by=str(meeting.entered_by),
            note="Entered by staff; it yields to the feed once that carries it.",
        )
    return SourceMark(
        meeting.get_source_display(),
        page=f"event {meeting.event_id}",
        url=source_address(meeting),
        as_of=meeting.fetched_at,
        note="The source lists it no longer." if meeting.gone_since else "",
    )


def source_address(meeting: CommitteeMeeting) -> str:
    """Return the page of a meeting at Congress.gov; none where it has none."""
    if meeting.is_entered or not meeting.chamber:
        return ""
    return f"https://www.congress.gov/event/{meeting.congress.ordinal}-congress/{meeting.chamber}-event/{meeting.event_id}"


def committee_words(bodies: Iterable[MeetingCommittee], chamber: str) -> str:
    """Return who meets: "House Foreign Affairs: Africa"; several by semicolon; what is not known, by chamber alone."""
    names = [_body_name(one) for one in bodies]
    return "; ".join(names) or {"house": "House", "senate": "Senate"}.get(chamber, "Congress")


def committee_name(committee: Committee) -> str:
    """Return "House Foreign Affairs", of a subcommittee "House Foreign Affairs: Africa"."""
    chamber = {"house": "House ", "senate": "Senate "}.get(committee.chamber, "Joint ")
    if committee.parent:
        return f"{chamber}{short_committee(committee.parent.name)}: {short_committee(committee.name)}"
    return f"{chamber}{short_committee(committee.name)}"


def _body_name(body: MeetingCommittee) -> str:
    return committee_name(body.committee) if body.committee else body.name


def _known(measures: set[str]) -> dict[str, Bill]:
    return Bill.objects.in_bulk(list(measures)) if measures else {}


def _bill_lines(meeting: CommitteeMeeting, known: dict[str, Bill]) -> tuple[BillLine, ...]:
    lines = []
    for one in meeting.meeting_bills.all():
        bill = known.get(one.measure)
        congress = BillId.parse(one.measure).congress
        other = "" if congress == meeting.congress_id else f" ({ordinal(congress)})"
        lines.append(
            BillLine(
                citation=f"{one.citation}{other}",
                url=bill.get_absolute_url() if bill else "",
                name=bill.name if bill else "",
                from_title=one.from_title,
            )
        )
    return tuple(lines)


def _entry(meeting: CommitteeMeeting, known: dict[str, Bill]) -> Entry:
    bills = _bill_lines(meeting, known)
    who = committee_words(meeting.meeting_committees.all(), meeting.chamber)
    kind = meeting.get_kind_display()
    return Entry(
        uid=f"meeting-{meeting.congress_id}-{meeting.event_id or f'entered-{meeting.pk}'}",
        # Public facts as they are: who meets, for what, on which bills.
        title=f"{kind}: {who}{_named(bills)}",
        inside=meeting.title or f"{kind} of {who}",
        day=meeting.day or meeting.changed_at.date(),
        path=reverse("legislation:meeting", args=[meeting.pk]),
        starts_at=meeting.starts_at,
        label=kind,
        standing=_standing(meeting),
        who=who,
        place=meeting.place,
        links=tuple((one.citation, one.url) for one in bills),
        note="Bill numbers read from the title." if any(one.from_title for one in bills) else "",
        inside_note=_inside_note(meeting),
        sequence=meeting.sequence,
        changed_at=meeting.changed_at,
    )


def _named(bills: Sequence[BillLine]) -> str:
    """Return " on H.R. 1144, S. 2012, H.R. 5 and 2 more", or nothing."""
    if not bills:
        return ""
    more = len(bills) - NAMED_AT_MOST
    return f" on {', '.join(one.citation for one in bills[:NAMED_AT_MOST])}{f' and {more} more' if more > 0 else ''}"


def _standing(meeting: CommitteeMeeting) -> Standing:
    if meeting.withdrawn_at:
        return "canceled"
    return cast("Standing", "" if meeting.status == "scheduled" else meeting.status)


def _inside_note(meeting: CommitteeMeeting) -> str:
    notes = []
    if meeting.is_entered:
        notes.append(f"Entered by staff: {meeting.entered_from}.")
    if meeting.gone_since:
        notes.append("The source lists it no longer.")
    return " ".join(notes)


def _changes(meeting: CommitteeMeeting) -> tuple[ChangeLine, ...]:
    rows = MeetingChange.objects.filter(meeting=meeting)[:CHANGES_SHOWN]
    return tuple(
        ChangeLine(_CHANGED.get(one.what, one.what), one.before, one.after, one.seen_at) for one in rows
    )
