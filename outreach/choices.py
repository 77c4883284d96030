"""Enumerations of whom we meet."""

from django.db.models import TextChoices


class OfficeKind(TextChoices):
    LEGISLATOR = "legislator", "Legislator"
    COMMITTEE = "committee", "Committee"
    AGENCY = "agency", "Agency"


class OfficeState(TextChoices):
    SITTING = "sitting", "Sitting"
    DEPARTING = "departing", "Departing"
    ELECTED = "elected", "Elected"
    VACANT = "vacant", "Vacant"
    FORMER = "former", "Former"
