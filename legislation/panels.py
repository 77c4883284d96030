"""What families show on pages of this app and of the home: where a bill belongs, and candidates that await staff."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from common import panels
from common.access import is_inside, is_staff
from legislation.models import Bill
from legislation.selectors.candidates import families_of_bill
from legislation.selectors.family_keeping import waiting_by_family


def fill_slots() -> None:
    """Name the fragments of this app; called once, when the site starts."""
    panels.fill("bill.beside", bill_panel, position=20)
    panels.fill("home.families", home_panel)


def bill_panel(bill: Bill, user: Any) -> SafeString | None:
    """The families a bill is in, with its part; for staff also those it may belong to."""
    if not is_inside(user):
        return None
    parts, waiting = families_of_bill(user, bill.pk)
    if not (parts or waiting):
        return None
    return render_to_string("legislation/families/bill_panel.html", {"parts": parts, "waiting": waiting})


def home_panel(_subject: Any, user: Any) -> SafeString | None:
    """How many candidates await an answer, by family; for staff."""
    waiting = waiting_by_family(user) if is_staff(user) else []
    return render_to_string("legislation/families/waiting.html", {"waiting": waiting}) if waiting else None
