"""What packets add to pages of lower apps: making one from an office or a bill, and those an office has."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from appropriations.models import Line
from briefings.choices import PacketKind, PacketState
from briefings.selectors.gate_page import with_handovers
from briefings.selectors.pages import packets_for
from common import panels
from common.access import is_staff
from decisions.choices import LetterState
from decisions.models import Decision, Letter
from legislation.models import Bill, Family
from outreach.choices import OfficeKind, OfficeState
from outreach.models import Office

NEWEST = 5
SITTING = {OfficeState.SITTING, OfficeState.DEPARTING}


def fill_slots() -> None:
    """Name the fragments of this app; called once, when the site starts."""
    panels.fill("office.actions", make_for_office)
    panels.fill("office.beside", packets_of_office, position=20)
    panels.fill("bill.beside", make_with_bill, position=90)
    panels.fill("line.beside", make_about_line, position=90)
    panels.fill("family.actions", make_about_family, position=90)
    panels.fill("letter.beside", make_of_letter, position=90)
    panels.fill("decision.beside", make_of_decision, position=90)
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
    packets = with_handovers(packets_for(user).filter(office=office)[:NEWEST])
    return render_to_string("briefings/office_packets.html", {"packets": packets}) if packets else None


def packets_of_member(_acting_for: Any, user: Any) -> SafeString | None:
    """The newest final packets, which members may read as they were handed over."""
    packets = list(packets_for(user).filter(state=PacketState.FINAL).exclude(file="")[:NEWEST])
    return render_to_string("briefings/packets_for_members.html", {"packets": packets})


def make_with_bill(bill: Bill, user: Any) -> SafeString | None:
    """Offer the secretariat a page about this bill, and an office packet with it."""
    return render_to_string("briefings/make_with_bill.html", {"bill": bill}) if is_staff(user) else None


def make_about_line(line: Line, user: Any) -> SafeString | None:
    """Offer the secretariat a page about this program line."""
    return _offer(PacketKind.LINE, line.pk, user)


def make_about_family(family: Family, user: Any) -> SafeString | None:
    """Offer the secretariat a brief of this family."""
    address = {"kind": PacketKind.FAMILY, "subject": family.pk}
    return render_to_string("briefings/make_brief.html", address) if is_staff(user) else None


def make_of_letter(letter: Letter, user: Any) -> SafeString | None:
    """Offer the secretariat the letter as it is handed over, once it is open for signing."""
    return None if letter.state == LetterState.DRAFT else _offer(PacketKind.LETTER, str(letter.pk), user)


def make_of_decision(decision: Decision, user: Any) -> SafeString | None:
    """Offer the secretariat the minutes of this decision."""
    return _offer(PacketKind.MINUTES, decision.number, user)


def _offer(kind: PacketKind, subject: str, user: Any) -> SafeString | None:
    context = {"kind": kind, "subject": subject}
    return render_to_string("briefings/make_about.html", context) if is_staff(user) else None
