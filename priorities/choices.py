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
    OFFICE = "office", "One office"
