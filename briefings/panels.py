"""What packets add to pages of lower apps: making one from an office or a bill, and those an office has."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from briefings.choices import PacketState
from briefings.selectors.pages import packets_for
from common import panels
from common.access import is_staff
from legislation.models import Bill
from outreach.choices import OfficeKind, OfficeState
from outreach.models import Office

NEWEST = 5
SITTING = {OfficeState.SITTING, OfficeState.DEPARTING}


def fill_slots() -> None:
    """Name the fragments of this app; called once, when the site starts."""
    panels.fill("office.actions", make_for_office)
    panels.fill("office.beside", packets_of_office, position=20)
    panels.fill("bill.beside", make_with_bill, position=90)
    panels.fill("member_home.beside", packets_of_member, position=30)


def make_for_office(office: Office, user: Any) -> SafeString | None:
    """Offer the secretariat to make a packet for a sitting legislator's office."""
    sits = office.kind == OfficeKind.LEGISLATOR and office.state in SITTING
    if not (sits and is_staff(user)):
        return None
    return render_to_string("briefings/make_for_office.html", {"office": office})


def packets_of_office(office: Office, user: Any) -> SafeString | None:
    """The newest packets of an office that the user may open; packets have pages for the secretariat only."""
    if office.kind != OfficeKind.LEGISLATOR or not is_staff(user):
        return None
    packets = list(packets_for(user).filter(office=office)[:NEWEST])
    return render_to_string("briefings/office_packets.html", {"packets": packets}) if packets else None


def packets_of_member(_acting_for: Any, user: Any) -> SafeString | None:
    """The newest final packets, which members may read as they were handed over."""
    packets = list(packets_for(user).filter(state=PacketState.FINAL).exclude(file="")[:NEWEST])
    return render_to_string("briefings/packets_for_members.html", {"packets": packets})


def make_with_bill(bill: Bill, user: Any) -> SafeString | None:
    """Offer the secretariat to make a packet with this bill."""
    return render_to_string("briefings/make_with_bill.html", {"bill": bill}) if is_staff(user) else None
