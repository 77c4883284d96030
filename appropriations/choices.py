"""Enumerations of the money: stages in their order, what kind of cell, what nature of amount."""

from django.db.models import TextChoices


class Stage(TextChoices):
    """Where a figure for a line stands, in the order of the year."""

    TO_OMB = "to_omb", "Request to OMB"
    PRESIDENT = "president", "President's Budget"
    TO_CONGRESS = "to_congress", "Request to Congress"
    HOUSE_SUB = "house_sub", "House subcommittee"
    HOUSE_COMMITTEE = "house_committee", "House committee"
    HOUSE_FLOOR = "house_floor", "House floor"
    SENATE_SUB = "senate_sub", "Senate subcommittee"
    SENATE_COMMITTEE = "senate_committee", "Senate committee"
    SENATE_FLOOR = "senate_floor", "Senate floor"
    CHAIRS_DRAFT = "chairs_draft", "Chair's draft"
    CR = "cr", "Continuing resolution"
    FULL_YEAR_CR = "full_year_cr", "Full-year continuing resolution"
    CONFERENCE = "conference", "Conference or joint statement"
    ENACTED = "enacted", "Enacted"
    SUPPLEMENTAL = "supplemental", "Supplemental"
    RESCISSION = "rescission", "Rescission"
    TRANSFER = "transfer", "Transfer or reprogramming"
    SPEND_PLAN = "spend_plan", "Spend plan"
    NOTICE_OF_FUNDING = "notice_of_funding", "Notice of funding"
    OBLIGATED = "obligated", "Obligated"
    WITHHELD = "withheld", "Deferred or withheld"
    RELEASED = "released", "Released"


# What someone asked for, whoever it was; the source says who.
REQUESTS = (Stage.TO_OMB, Stage.TO_CONGRESS)
# What an agency or a law does to money already given: never something to ask for (P2).
MOVES = (Stage.RESCISSION, Stage.TRANSFER)


class CellKind(TextChoices):
    DOLLARS = "dollars", "Dollars"
    RANGE = "range", "Range"
    WORDS = "words", "Words"
    TBD = "tbd", "TBD"
    NOT_SPECIFIED = "not_specified", "Not specified"
    NOT_APPLICABLE = "not_applicable", "n/a"
    PRIOR_RATE = "prior_rate", "At the rate of another year"
    NOT_FOUND = "not_found", "Not found"


class Nature(TextChoices):
    WHOLE = "whole", "Whole"
    OF_WHICH = "of_which", "Of which"
    NOT_LESS_THAN = "not_less_than", "Not less than"
    UP_TO = "up_to", "Up to"
    BY_SUBTRACTION = "by_subtraction", "By subtraction"


class SourceKind(TextChoices):
    """Who says so: an official document and an advocate's page are not the same."""

    LAW = "law", "Enrolled Act or public law"
    OFFICIAL = "official", "Official document"
    ADVOCATE = "advocate", "Advocate's figure"
    COALITION = "coalition", "The coalition's own request"
    PRESS = "press", "Press"
