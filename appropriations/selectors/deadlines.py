"""The calendar of the money: the list, one deadline, what it puts into the calendar, what comes next for an office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from appropriations.models import BundleSubcommittee, Deadline, DeadlineFollower, ReminderChoice
from appropriations.reminding import USUAL_DAYS, reminds_at
from appropriations.selectors.offices import office_labels
from appropriations.selectors.row_history import HistoryLine, history_of, undoable_entry
from appropriations.selectors.shown import year_name
from common.calendar import Entry, Standing
from common.dates import EASTERN, day_words, today
from common.sourcing import SourceMark
from legislation.models import CommitteeMeeting
from legislation.selectors.meetings import entries_of, meetings_for_list

MEETINGS_AT_MOST = 8
NEUTRAL = "An appropriations deadline"


@dataclass(frozen=True)
class DeadlineRow:
    """A deadline as a list shows it: whose form, who files, and how it stands, in words."""

    deadline: Deadline
    office: str
    filed_by: str
    stands: str
    is_late: bool
    source: SourceMark

    @property
    def at(self) -> datetime | None:
        """The moment in Washington, where an hour is known."""
        return _moment(self.deadline)


@dataclass(frozen=True)
class DeadlinePage:
    """Everything the page of a deadline shows."""

    row: DeadlineRow
    entry: Entry
    history: list[HistoryLine]
    can_undo: bool
    follows: bool
    reminded: str


def deadlines_for_list(user: Any) -> QuerySet[Deadline]:
    """Return the deadlines `user` may see, ready for `deadline_rows`."""
    rows: QuerySet[Deadline] = Deadline.objects.visible_to(user).for_list()
    return rows


def deadline_rows(deadlines: Sequence[Deadline], on: date | None = None) -> list[DeadlineRow]:
    """Return deadlines of `deadlines_for_list` as a list shows them; one query whatever their number."""
    labels = office_labels(one.legislator_id for one in deadlines)
    when = on or today()
    return [
        DeadlineRow(
            deadline=one,
            office=labels.get(one.legislator_id or "", ""),
            filed_by=one.filed_by.name if one.filed_by else one.filed_by_words,
            stands=_stands(one, when),
            is_late=one.is_open and not one.rule and one.due_on < when,
            source=SourceMark(one.source, url=one.source_url, as_of=one.as_of),
        )
        for one in deadlines
    ]


def deadline_page(deadline: Deadline, user: Any) -> DeadlinePage:
    """Return the page of a deadline of `deadlines_for_list`."""
    (row,) = deadline_rows([deadline])
    return DeadlinePage(
        row=row,
        entry=_entry(deadline),
        history=history_of(deadline),
        can_undo=undoable_entry(deadline) is not None,
        follows=DeadlineFollower.objects.filter(deadline=deadline, user=user).exists(),
        reminded=_reminded(deadline, user),
    )


def calendar_entries(user: Any, first: date, last: date) -> Iterator[Entry]:
    """Yield the confirmed deadlines of the days from `first` to `last`: the calendar's provider.

    A statute's day is public and said as it is; of the others calendars kept elsewhere learn the day alone (P5).
    """
    rows = deadlines_for_list(user).confirmed().filter(due_on__gte=first, due_on__lte=last)  # type: ignore[attr-defined]
    for one in rows:
        yield _entry(one)


def next_of_office(bioguide_id: str, user: Any, at_most: int = 2) -> list[DeadlineRow]:
    """Return the next open deadlines of an office's own forms."""
    rows = deadlines_for_list(user).open().filter(legislator=bioguide_id, due_on__gte=today())  # type: ignore[attr-defined]
    return deadline_rows(list(rows[:at_most]))


def next_of_subcommittees(committees: Iterable[str], user: Any, at_most: int = 2) -> list[DeadlineRow]:
    """Return the next open deadlines of appropriations subcommittees, by their codes."""
    rows = deadlines_for_list(user).open()  # type: ignore[attr-defined]
    rows = rows.filter(committee__in=list(committees), legislator=None, due_on__gte=today())
    return deadline_rows(list(rows[:at_most]))


def meetings_beside(user: Any) -> list[Entry]:
    """Return the next meetings of the appropriations subcommittees that write our bills, and of their committees."""
    writers = BundleSubcommittee.objects.filter(last_fiscal_year__isnull=True)
    codes = {code for pair in writers.values_list("committee", "committee__parent") for code in pair if code}
    rows: QuerySet[CommitteeMeeting] = meetings_for_list(user).filter(
        pk__in=CommitteeMeeting.objects.filter(meeting_committees__committee__in=codes).values("pk")
    )
    return entries_of(list(rows.upcoming()[:MEETINGS_AT_MOST]))  # type: ignore[attr-defined]


def known_years() -> list[int]:
    """Return the fiscal years that have deadlines, the latest first."""
    return list(
        Deadline.objects.order_by("-fiscal_year")
        .values_list("fiscal_year", flat=True)
        .distinct("fiscal_year")
    )


def reminder_choice(user: Any) -> tuple[int, bool]:
    """Return (how many days before, whether of all) for a person; a week, and of their own, unless chosen."""
    chosen = ReminderChoice.objects.filter(user=user).first()
    return (chosen.days_before, chosen.of_all) if chosen else (USUAL_DAYS, False)


def _reminded(deadline: Deadline, user: Any) -> str:
    """When and why `user` is reminded of a deadline; empty when not at all."""
    days, of_all = reminder_choice(user)
    follows = DeadlineFollower.objects.filter(deadline=deadline, user=user).exists()
    if not deadline.is_open or deadline.due_on < today():
        return ""
    why = "you file it" if deadline.filed_by_id == user.pk else "you asked for it" if follows else ""
    why = why or ("you asked for all of them" if of_all else "")
    on = day_words(reminds_at(deadline.due_on, days))
    return f"You are reminded on {on}, because {why}." if why else ""


def _stands(one: Deadline, on: date) -> str:
    if one.is_off:
        return "left out" if one.is_proposed else "canceled"
    if one.is_proposed:
        return "to be confirmed"
    if one.done_on:
        return f"done {day_words(one.done_on)}"
    days = (one.due_on - on).days
    if days < 0:
        # A statute's day that is over says nothing of whether somebody kept it.
        return "past" if one.rule else f"{-days} day{'s' if days < -1 else ''} over"
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


def _moment(one: Deadline) -> datetime | None:
    return datetime.combine(one.due_on, one.due_time, EASTERN) if one.due_time else None


def _entry(one: Deadline) -> Entry:
    year = year_name(one.fiscal_year)
    standing: Standing = "canceled" if one.is_off else ""
    return Entry(
        uid=f"money-deadline-{one.pk}",
        title=f"{one.title}, {year}" if one.rule else NEUTRAL,
        inside=one.title,
        day=one.due_on,
        path=one.get_absolute_url(),
        starts_at=_moment(one),
        label="Deadline",
        standing=standing,
        note=one.source if one.rule else "",
        inside_note=f"{year}. {one.get_kind_display()}." + (" Done." if one.done_on else ""),
        sequence=one.changes,
        changed_at=one.changed_at,
        is_sample=one.is_sample,
    )
