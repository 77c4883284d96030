"""What legislation puts into the calendar and shows on the pages of others: meetings, families, candidates."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from common import calendar, panels, private_feeds
from common.access import is_inside, is_staff
from legislation.models import Bill
from legislation.selectors.calendar import MEETINGS, coming_up, congress_entries
from legislation.selectors.candidates import families_of_bill
from legislation.selectors.family_keeping import waiting_by_family
from legislation.selectors.meetings import calendar_entries, meetings_naming, meetings_of

EARLIER_AT_MOST, NEXT_AT_MOST = 3, 5


def meetings_on_bill(bill: Any, user: Any) -> SafeString | None:
    """Return the committee meetings that name a bill: what is to come, and the newest of what was."""
    coming, earlier = meetings_naming(user, bill, earlier_at_most=EARLIER_AT_MOST)
    if not coming and not earlier:
        return None
    shown = {"coming": coming, "earlier": earlier, "about": bill.citation}
    return render_to_string("legislation/panels/meetings.html", shown)


def meetings_of_committee(committee: Any, user: Any) -> SafeString | None:
    """Return the next meetings of a committee and its subcommittees."""
    coming = meetings_of(user, committee, at_most=NEXT_AT_MOST)
    if not coming:
        return None
    shown = {
        "coming": coming,
        "earlier": [],
        "more": f"{reverse('legislation:calendar')}?committee={committee.pk}",
    }
    return render_to_string("legislation/panels/meetings.html", shown)


def next_two_weeks(_subject: Any, user: Any) -> SafeString | None:
    """Return what the next fourteen days hold, for the homes."""
    if not is_inside(user):
        return None
    return render_to_string("legislation/panels/coming_up.html", {"days": coming_up(user)})


def families_on_bill(bill: Bill, user: Any) -> SafeString | None:
    """The families a bill is in, with its part; for staff also those it may belong to."""
    if not is_inside(user):
        return None
    parts, waiting = families_of_bill(user, bill.pk)
    if not (parts or waiting):
        return None
    return render_to_string("legislation/families/bill_panel.html", {"parts": parts, "waiting": waiting})


def candidates_on_home(_subject: Any, user: Any) -> SafeString | None:
    """How many candidates await an answer, by family; for staff."""
    waiting = waiting_by_family(user) if is_staff(user) else []
    return render_to_string("legislation/families/waiting.html", {"waiting": waiting}) if waiting else None


def feed_path(secret: str) -> str:
    """Return the address of the calendar feed of a secret."""
    return reverse("legislation:calendar_feed", args=[secret])


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("bill.beside", meetings_on_bill, position=5)
    panels.fill("committee.beside", meetings_of_committee, position=5)
    panels.fill("member_home.beside", next_two_weeks, position=5)
    panels.fill("home.calendar", next_two_weeks)
    panels.fill("bill.beside", families_on_bill, position=20)
    panels.fill("home.families", candidates_on_home)


def register_calendar() -> None:
    """Say what legislation puts into the calendar, and that the calendar has a private feed."""
    calendar.register(
        calendar.Provider(MEETINGS, "Meetings of committees with tracked bills", calendar_entries)
    )
    calendar.register(calendar.Provider("congress", "The end of each Congress", congress_entries))
    private_feeds.register(
        private_feeds.FeedKind(
            name="calendar",
            title="Calendar",
            about="Hearings and markups, deadlines and the end of the Congress, for any calendar that subscribes to "
            "an address. It says neutral words only; what a deadline is about stands behind the sign-in.",
            path=feed_path,
            offers=calendar.choices,
            is_calendar=True,
        )
    )
