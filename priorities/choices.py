"""Enumerations of what we want."""

import re

from django.db.models import TextChoices

from legislation.choices import BillId, UnknownBillId, WhatToAsk

_CODE = re.compile(r"(?P<kind>[a-z]+)(?P<number>[1-9]\d{0,4})-(?P<congress>[1-9]\d{0,2})")


class Stance(TextChoices):
    SUPPORT = "support", "Support"
    SUPPORT_IF_AMENDED = "support_if_amended", "Support if amended"
    OPPOSE = "oppose", "Oppose"
    NO_POSITION = "no_position", "No position"
    MONITORING = "monitoring", "Monitoring"


class AskKind(TextChoices):
    INFORM = "inform", "Inform"
    LEGISLATION = "legislation", "Request on legislation"
    APPROPRIATIONS = "appropriations", "Request on appropriations"
    AGENCY = "agency", "Agency"


class AskSeeks(TextChoices):
    """What an ask about a bill has an office do; the values are those of the rule of what to ask."""

    COSPONSOR = WhatToAsk.COSPONSOR.value, "Cosponsor"
    MARKUP = WhatToAsk.MARKUP.value, "Take it up in committee"
    REPORT = WhatToAsk.REPORT.value, "Report it"
    FLOOR = WhatToAsk.FLOOR.value, "Bring it to the floor"
    OTHER_CHAMBER = WhatToAsk.OTHER_CHAMBER.value, "Help it pass the second chamber"


class Audience(TextChoices):
    ALL = "all", "All offices"
    HOUSE = "house", "House offices"
    SENATE = "senate", "Senate offices"
    COMMITTEE = "committee", "Members of a committee"
    SUBCOMMITTEE = "subcommittee", "Members of a subcommittee"
    OFFICE = "office", "One office"


def public_code(bill_id: str) -> str:
    """Return the short code of a bill's public page: "s2012-119" for "119-s-2012"."""
    bill = BillId.parse(bill_id)
    return f"{bill.type.value}{bill.number}-{bill.congress}"


def bill_of_code(code: str) -> str:
    """Return the id of the bill that a short code names. Raises UnknownBillId for what is no such code."""
    found = _CODE.fullmatch(code)
    if found is None:
        raise UnknownBillId(code[:40])
    return str(BillId.of(found["congress"], found["kind"], found["number"]))


class TriageState(TextChoices):
    NEW = "new", "New"
    TRACKING = "tracking", "Tracking"
    DISMISSED = "dismissed", "Dismissed"
    ELEVATED = "elevated", "Elevated"


class Risk(TextChoices):
    """What a bill could do to the coalition's cause (priority 1.4); said of bills, never of legislators (P1)."""

    HIGH = "high_risk", "High risk"
    MODERATE = "moderate_risk", "Moderate risk"
    LOW = "low_risk", "Low risk"
    OPPORTUNITY = "opportunity", "Opportunity"
