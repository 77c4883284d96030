"""What offices show on pages of lower apps: the way to them among the people, and whom to ask about a bill."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from common import panels
from common.access import is_inside
from common.dates import congress_day
from legislation.selectors.asking import is_live
from outreach.models import Office
from outreach.selectors.office_states import office_standings


def offices_tab(here: Any, _user: Any) -> SafeString:
    """Return the tab that leads to the offices."""
    return render_to_string("outreach/panels/tab.html", {"here": here})


def ask_about_bill(bill: Any, user: Any) -> SafeString | None:
    """Return the way to whom to ask next, from a bill of which something can still be asked."""
    if not (is_inside(user) and is_live(bill, congress_day())):
        return None
    return _way_to_ask(reverse("outreach:ask_about_bill", args=[bill.pk]))


def ask_about_family(family: Any, user: Any) -> SafeString | None:
    """Return the way to whom to ask next about a family's live vehicles."""
    return _way_to_ask(reverse("outreach:ask_about_family", args=[family.pk])) if is_inside(user) else None


def ask_about_line(line: Any, user: Any) -> SafeString | None:
    """Return the way to whom to ask next about a program line."""
    return _way_to_ask(reverse("outreach:ask_about_line", args=[line.pk])) if is_inside(user) else None


def office_of_legislator(legislator: Any, user: Any) -> SafeString | None:
    """Return the way to a legislator's office, where we have one."""
    return _way_to_office(Office.objects.visible_to(user).filter(legislator=legislator.pk).first())


def office_of_committee(committee: Any, user: Any) -> SafeString | None:
    """Return the way to a committee's office, where we have one."""
    return _way_to_office(Office.objects.visible_to(user).filter(committee=committee.pk).first())


def _way_to_office(office: Office | None) -> SafeString | None:
    return render_to_string("outreach/panels/office.html", {"office": office}) if office else None


def seat_of_legislator(legislator: Any, user: Any) -> SafeString | None:
    """Return what is known of a legislator's seat beyond the roster, with who says so; nothing where all is plain."""
    office = Office.objects.visible_to(user).filter(legislator=legislator).first()
    if office is None:
        return None
    stands = office_standings([office])[office.pk]
    if stands.is_plain or stands.warning:  # the page itself warns of an old roster
        return None
    return render_to_string("outreach/panels/seat.html", {"stands": stands})


def _way_to_ask(url: str) -> SafeString:
    return render_to_string("outreach/panels/ask.html", {"url": url})


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("bill.actions", ask_about_bill, position=30)
    panels.fill("family.actions", ask_about_family, position=30)
    panels.fill("line.actions", ask_about_line, position=30)
    panels.fill("people.tabs", offices_tab)
    panels.fill("legislator.actions", office_of_legislator)
    panels.fill("committee.actions", office_of_committee)
    panels.fill("legislator.beside", seat_of_legislator, position=5)
