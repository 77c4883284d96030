"""Enumerations of who we are."""

from django.db.models import TextChoices


class OrganizationKind(TextChoices):
    MEMBER = "member", "Member organization"
    ALLY = "ally", "Ally"
    PROSPECTIVE = "prospective", "Prospective member"


class Standing(TextChoices):
    """How an organization stands to the coalition today; the first is what a list shows unless told."""

    MEMBER = "member", "Members today"
    LATER = "later", "Members from a later day"
    FORMER = "former", "Former members"
    PROSPECTIVE = "prospective", "Prospective members"
    ALLY = "ally", "Allies"


class Role(TextChoices):
    REPRESENTATIVE = "representative", "Representative"
    ALTERNATE = "alternate", "Alternate"
    STAFF = "staff", "Staff"


# Who may answer a proposal for the organization.
ANSWERING_ROLES = (Role.REPRESENTATIVE, Role.ALTERNATE)


class SecretariatRole(TextChoices):
    DIRECTOR = "director", "Director"
    POLICY = "policy", "Policy staff"
    ADMINISTRATOR = "administrator", "Administrator"


class Naming(TextChoices):
    """Whether an organization may be named to offices: its own choice, never derived (P7)."""

    NO = "no", "Not to be named"
    CHOSEN_STATES = "chosen", "May be named for the states it chose"
    ALL = "all", "May be named to every office"


class ReachKind(TextChoices):
    STATE = "state", "State"
    NATIONAL = "national", "National"
    COUNTRY = "country", "Country"
    INTERNATIONAL = "international", "International"


class Delivery(TextChoices):
    """How a person hears of a kind of notice."""

    AT_ONCE = "at_once", "By email, as it happens"
    DAILY = "daily", "In a daily digest"
    WEEKLY = "weekly", "In a weekly digest"
    NEVER = "never", "Not by email"


class TokenPurpose(TextChoices):
    """What the secret links of people's accounts are for."""

    INVITATION = "invitation", "Invitation"
    CHANGE_ADDRESS = "address change", "Change of address"
    UNDO_ADDRESS = "address undo", "Way back from a change of address"


class ResetReason(TextChoices):
    """Why a second factor is taken away: a word from a list, so that the audit log holds no story."""

    LOST = "lost", "Lost phone or key, and no recovery code left"
    REPLACED = "replaced", "New phone or key, the old one is gone"
    STOLEN = "stolen", "Stolen, or feared to be"


class PersonState(TextChoices):
    """Who a list of people shows."""

    CURRENT = "current", "With a role today"
    FORMER = "former", "Without a role"
    SECRETARIAT = "secretariat", "The secretariat"


class InvitationState(TextChoices):
    OPEN = "open", "Open"
    ACCEPTED = "accepted", "Accepted"
    REVOKED = "revoked", "Revoked"
    EXPIRED = "expired", "Expired"


# What an organization may follow: the models' names, whichever app they live in.
FOLLOWED = {"bill": "Bills", "family": "Families", "line": "Program lines", "priority": "Priorities"}

# What a person may have alerts on: the models' names, and how a list of them is headed.
ALERTED = {
    "bill": "Bills",
    "family": "Families",
    "line": "Program lines",
    "legislator": "Legislators",
    "committee": "Committees",
    "watch": "Watches",
}
