"""What the money puts into the calendar, and shows on the pages of legislators and committees."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from appropriations.selectors.deadlines import calendar_entries, next_of_office, next_of_subcommittees
from appropriations.selectors.support import letters_of_offices, requests_of_office
from common import calendar, panels
from common.access import is_inside


def support_of_legislator(legislator: Any, user: Any) -> SafeString | None:
    """Return the letters a legislator signed, the requests submitted and the next deadline; None without any."""
    return support_of(legislator.pk, user) if is_inside(user) else None


def support_of(bioguide_id: str, user: Any) -> SafeString | None:
    """Return the same for whoever shows an office."""
    letters = letters_of_offices([bioguide_id], user).get(bioguide_id, ())
    requests = requests_of_office(bioguide_id, user)
    deadlines = next_of_office(bioguide_id, user)
    if not (letters or requests or deadlines):
        return None
    shown = {"letters": letters, "requests": requests, "deadlines": deadlines}
    return render_to_string("appropriations/panels/support.html", shown)


def deadlines_of_committee(committee: Any, user: Any) -> SafeString | None:
    """Return the next deadlines of an appropriations subcommittee; None for other committees."""
    rows = next_of_subcommittees([committee.pk], user)
    return render_to_string("appropriations/panels/deadlines.html", {"deadlines": rows}) if rows else None


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("legislator.main", support_of_legislator, position=40)
    panels.fill("committee.beside", deadlines_of_committee, position=20)


def register_calendar() -> None:
    """Put the deadlines of the money into the calendar."""
    calendar.register(calendar.Provider("money", "Deadlines of appropriations", calendar_entries))
