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


# Committees with the bills and the money before them: appropriations, foreign affairs, judiciary, labor and
# education, tax and trade, homeland security, banking.
MET_COMMITTEES = (
    "hsap00",
    "ssap00",
    "hsfa00",
    "ssfr00",
    "hsju00",
    "ssju00",
    "hsed00",
    "sshr00",
    "hswm00",
    "ssfi00",
    "hshm00",
    "ssga00",
    "hsba00",
    "ssbk00",
)
