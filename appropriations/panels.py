"""What the money shows on the pages of others, and what it puts into the calendar."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from appropriations.asking import amount_in_words
from appropriations.models import Slate, SlateItem
from appropriations.selectors.deadlines import calendar_entries, next_of_office, next_of_subcommittees
from appropriations.selectors.slate_requests import request_of
from appropriations.selectors.support import letters_of_offices, requests_of_office
from common import calendar, panels
from common.access import is_inside, is_staff

LINES_SHOWN = 6


def adopted_slates(decision: Any, user: Any) -> SafeString | None:
    """Return the slates that rest on a decision, for those inside."""
    rows = list(Slate.objects.visible_to(user).filter(decision=decision.pk))
    return _shown("Requests that rest on it", rows)


def proposed_slates(proposal: Any, user: Any) -> SafeString | None:
    """Return the slates that a proposal puts to the organizations."""
    rows = list(Slate.objects.visible_to(user).put_forward().filter(proposal=proposal.pk))
    return _shown("Requests it is about", rows, hint=is_staff(user) and proposal.state == "open")


def asked_for_line(line: Any, user: Any) -> SafeString | None:
    """Return what slates asked for a line, the newest year first, for those inside."""
    rows = list(
        SlateItem.objects.visible_to(user)
        .filter(line=line.pk, slate__revises__isnull=True)
        .exclude(slate__state="set_aside")
        .select_related("slate__decision", "line__bundle")
        .order_by("-slate__fiscal_year", "-slate__to", "-slate__id")[:LINES_SHOWN]
    )
    asked = [(row, amount_in_words(request_of(row))) for row in rows]
    return render_to_string("appropriations/slates/line_panel.html", {"asked": asked}) if asked else None


def _shown(title: str, slates: list[Slate], *, hint: bool = False) -> SafeString | None:
    shown = {"title": title, "slates": slates, "hint": hint}
    return render_to_string("appropriations/slates/panel.html", shown) if slates else None


def support_of_legislator(legislator: Any, user: Any) -> SafeString | None:
    """Return the letters a legislator signed, the requests submitted and the next deadlines; None without any."""
    if not is_inside(user):
        return None
    shown = {
        "letters": letters_of_offices([legislator.pk], user).get(legislator.pk, ()),
        "requests": requests_of_office(legislator.pk, user),
        "deadlines": next_of_office(legislator.pk, user),
    }
    return render_to_string("appropriations/panels/support.html", shown) if any(shown.values()) else None


def deadlines_of_committee(committee: Any, user: Any) -> SafeString | None:
    """Return the next deadlines of an appropriations subcommittee; None for other committees."""
    rows = next_of_subcommittees([committee.pk], user)
    return render_to_string("appropriations/panels/deadlines.html", {"deadlines": rows}) if rows else None


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("decision.beside", adopted_slates, position=40)
    panels.fill("proposal.beside", proposed_slates, position=30)
    panels.fill("line.beside", asked_for_line, position=20)
    panels.fill("legislator.main", support_of_legislator, position=40)
    panels.fill("committee.beside", deadlines_of_committee, position=20)


def register_calendar() -> None:
    """Put the deadlines of the money into the calendar."""
    calendar.register(calendar.Provider("money", "Deadlines of appropriations", calendar_entries))
