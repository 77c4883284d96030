"""Enumerations of what we want."""

from django.db.models import TextChoices


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


class Audience(TextChoices):
    ALL = "all", "All offices"
    HOUSE = "house", "House offices"
    SENATE = "senate", "Senate offices"
    COMMITTEE = "committee", "Members of a committee"
    SUBCOMMITTEE = "subcommittee", "Members of a subcommittee"
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
