"""Enumerations of who we are."""

from django.db.models import TextChoices


class OrganizationKind(TextChoices):
    MEMBER = "member", "Member organization"
    ALLY = "ally", "Ally"
    PROSPECTIVE = "prospective", "Prospective member"


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
    WEEKLY = "weekly", "In a weekly digest"
    NEVER = "never", "Not by email"
