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


# What staff can enter of a seat: the published roster tells the rest.
SEAT_STATES = [
    (state.value, state.label) for state in (OfficeState.DEPARTING, OfficeState.ELECTED, OfficeState.VACANT)
]

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


class EvidenceKind(TextChoices):
    """Why an office stands in the list of whom to ask next; each is something that is known, none is a weight."""

    ON_IT = "on_it", "Sponsor or cosponsor"
    EARLIER = "earlier", "On a predecessor"
    BESIDE = "beside", "On another vehicle"
    COMMITTEE = "committee", "Committee of jurisdiction"
    DELEGATION = "delegation", "Same state delegation"
    APPROPRIATOR = "appropriator", "Appropriator"
    SUBMITTED = "submitted", "Submitted our request"
    ASKED = "asked", "Asked before"
    SIGNED = "signed", "Signed a Member letter"
    LEADER = "leader", "Leads the floor"
    REACH = "reach", "A member organization reaches it"
