"""Enumerations of what we want."""

from django.db.models import TextChoices

from legislation.choices import WhatToAsk


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
    OFFICE = "office", "One office"


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
