"""What may be asked of one office: asks in force whose decision is public."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Q

from briefings.selectors.offices import OfficeRows
from legislation.choices import BillType
from priorities.choices import AskKind, Audience
from priorities.models import Ask
from priorities.selectors.printable import public_asks

# For so long after its Congress ended, a draft says which asks it no longer carries.
TOLD_FOR = timedelta(days=180)
# The more an ask is meant for this office, the sooner it is said.
CLOSENESS = {
    Audience.OFFICE: 0,
    Audience.SUBCOMMITTEE: 1,
    Audience.COMMITTEE: 1,
    Audience.HOUSE: 2,
    Audience.SENATE: 2,
    Audience.ALL: 3,
}


def asks_for(office: OfficeRows, on: date) -> list[Ask]:
    """Return the asks meant for an office on a day, closest first, then in the order of importance.

    An ask whose decision is restricted is not said outside (P5), and a request about a bill that only the
    other chamber can act on is left to that chamber's offices.
    """
    rows = Ask.objects.in_force(on).filter(_meant(office), decision__is_public=True)
    # What is for an agency is for no office of Congress.
    rows = rows.exclude(kind=AskKind.AGENCY)
    rows = rows.select_related("bill", "family", "line__bundle", "decision__corrected_by", "committee")
    fitting = [ask for ask in rows.order_by("position", "id") if _can_act(ask, office.term.chamber)]
    return sorted(fitting, key=lambda ask: CLOSENESS[Audience(ask.audience)])


def _meant(office: OfficeRows) -> Q:
    return (
        Q(audience=Audience.ALL)
        | Q(audience=office.term.chamber)
        | Q(
            audience__in=[Audience.COMMITTEE, Audience.SUBCOMMITTEE],
            committee__in=office.committee_codes,
        )
        | Q(audience=Audience.OFFICE, legislator=office.legislator)
    )


# Whom a paper that names no office may speak to.
EVERYONE = (Audience.ALL, Audience.HOUSE, Audience.SENATE)


def asks_of_all(about: Q, on: date) -> list[Ask]:
    """Return the public asks of all offices, or of a whole chamber's, about some subject, in the order of importance.

    What is asked of one office or of one committee is not told to the others.
    """
    rows = public_asks(on).filter(about, audience__in=EVERYONE).exclude(kind=AskKind.AGENCY)
    rows = rows.select_related("bill", "family", "line__bundle", "decision__corrected_by")
    return list(rows.order_by("position", "id"))


def expired_for(office: OfficeRows, on: date) -> list[Ask]:
    """Return the public asks meant for an office that expired with a Congress lately, in the order of importance."""
    rows = Ask.objects.expired(on).filter(_meant(office), decision__is_public=True)
    lately = rows.filter(bill__congress__ends_on__gt=on - TOLD_FOR).select_related("bill__congress")
    return list(lately.order_by("position", "id"))


def _can_act(ask: Ask, chamber: str) -> bool:
    if ask.kind != AskKind.LEGISLATION or ask.bill is None or ask.audience == Audience.OFFICE:
        return True
    elsewhere = BillType(ask.bill.bill_type).chamber != chamber
    return not elsewhere or ask.bill.stage not in {"introduced", "reported"}
