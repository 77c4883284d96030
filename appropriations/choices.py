"""Enumerations of the money: stages in their order, what kind of cell, what nature of amount."""

from django.db.models import TextChoices

# The fiscal years that rows may name.
FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR = 1990, 2100


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
# What takes away, so that a figure may stand below zero there.
MAY_BE_NEGATIVE = (Stage.SUPPLEMENTAL, Stage.RESCISSION, Stage.TRANSFER, Stage.WITHHELD)


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


class ChangeKind(TextChoices):
    """What was done to figures in one go."""

    RECORDED = "recorded", "Recorded"
    CHANGED = "changed", "Changed"
    WITHDRAWN = "withdrawn", "Withdrawn"
    PRINTED = "printed", "Chosen to be printed"
    UNDONE = "undone", "Undone"


class ForWhom(TextChoices):
    """Whom an effect of a line is for."""

    PEOPLE = "people", "For people"
    ECONOMY = "economy", "For the economy"


class BundleBillRole(TextChoices):
    """What a bill is to a bundle in a fiscal year."""

    HOUSE_BILL = "house_bill", "House bill"
    SENATE_BILL = "senate_bill", "Senate bill"
    LAW = "law", "Act"
    CR = "cr", "Continuing resolution"
    FULL_YEAR_CR = "full_year_cr", "Full-year continuing resolution"


class SlateTo(TextChoices):
    """Whom a slate goes to; the values are those of the stages its requests stand at."""

    OMB = Stage.TO_OMB.value, "to OMB"
    CONGRESS = Stage.TO_CONGRESS.value, "to Congress"


class SlateState(TextChoices):
    DRAFT = "draft", "Draft"
    PROPOSED = "proposed", "Put to the organizations"
    ADOPTED = "adopted", "Adopted"
    SET_ASIDE = "set_aside", "Set aside"


class ItemKind(TextChoices):
    """What an item of a slate asks for."""

    AMOUNT = "amount", "Amount"
    LANGUAGE = "language", "Report language"
    BOTH = "both", "Amount and report language"


class ReportKind(TextChoices):
    """The documents that carry report language, in the order of the year."""

    HOUSE = "house", "House report"
    SENATE = "senate", "Senate report"
    JOINT_STATEMENT = "joint_statement", "Joint explanatory statement"


class LanguageOutcome(TextChoices):
    """What a report made of language that was sought."""

    PENDING = "pending", "Pending"
    ADOPTED = "adopted", "Adopted"
    IN_PART = "in_part", "Adopted in part"
    NOT_ADOPTED = "not_adopted", "Not adopted"


class DeadlineKind(TextChoices):
    MILESTONE = "milestone", "Milestone of the fiscal year"
    SUBCOMMITTEE_REQUESTS = "subcommittee_requests", "Requests to a subcommittee"
    OFFICE_PROGRAMMATIC = "office_programmatic", "Programmatic requests to an office"
    OFFICE_LANGUAGE = "office_language", "Report-language requests to an office"
    TESTIMONY = "testimony", "Outside witness testimony"
    MEMBER_LETTER = "member_letter", "Signing a Member letter"
    OMB = "omb", "Requests to OMB"
    OTHER = "other", "Other"


class OfficeRequestKind(TextChoices):
    """What an office submits to its subcommittee. Community Project Funding is never asked for (P2)."""

    PROGRAMMATIC = "programmatic", "Programmatic request"
    LANGUAGE = "language", "Report-language request"


class FundingKind(TextChoices):
    """What happens to money after it is enacted."""

    NOTICE = "notice", "Notice of funding"
    RELEASE = "release", "Release"
    WITHHOLDING = "withholding", "Deferral or withholding"
    TERMINATION = "termination", "Termination of grants"
    OBLIGATION = "obligation", "Obligation"


class Bearing(TextChoices):
    """How an amount in an Act bears on the field."""

    OURS = "ours", "For the field"
    PART = "part", "Part of an amount for the field"
    AMONG_OTHERS = "among_others", "Its account names the field among other purposes"
    NOT_OURS = "not_ours", "Not ours"
    AMENDS_LAW = "amends_law", "In words that amend another law"


# What is listed without being asked for.
LISTED_BEARINGS = (Bearing.OURS, Bearing.PART, Bearing.AMONG_OTHERS)


class Bound(TextChoices):
    """How an Act's words bound an amount, whether it is a whole or a part."""

    NONE = "", "No bound"
    FLOOR = "floor", "Not less than"
    CEILING = "ceiling", "Up to"


class CandidateState(TextChoices):
    """What a person made of an amount found in an Act."""

    OPEN = "open", "Awaits a look"
    KNOWN = "known", "Known already"
    ACCEPTED = "accepted", "Accepted as a figure"
    REJECTED = "rejected", "Rejected"


class ColumnRole(TextChoices):
    """What a column of an imported table holds."""

    AMOUNT = "amount", "Amounts"
    LINE = "line", "Program line"
    ACCOUNT = "account", "Account or agency"
    IGNORED = "ignored", "Leave out"
    REFUSED = "refused", "Refused: we ask for none"
    YEAR = "year", "Fiscal year"
    STAGE = "stage", "Stage"
    CELL = "cell", "Figure"
    NATURE = "nature", "Nature"
    PARENT = "parent", "Part of"
    DOCUMENT = "document", "Document"
    PAGE = "page", "Page or section"
    URL = "url", "Link"
    AS_OF = "as_of", "As of"
    SOURCE_KIND = "source_kind", "Who says so"
    NOTE = "note", "Note"
    KEY = "key", "Key"


class ImportState(TextChoices):
    """How far the import of a table got."""

    READING = "reading", "Being read"
    STAGED = "staged", "To be looked through"
    SAVING = "saving", "Being saved"
    CONFIRMED = "confirmed", "Imported"
    UNDONE = "undone", "Undone"


class StagedState(TextChoices):
    """What confirming would do with one cell of a table."""

    NEW = "new", "New"
    CHANGED = "changed", "Changed"
    UNCHANGED = "unchanged", "Unchanged"
    BESIDE = "beside", "Another source agrees"
    CONFLICT = "conflict", "Another source differs"
    UNREADABLE = "unreadable", "Cannot be read"
    NO_LINE = "no_line", "Line not known"
    REFUSED = "refused", "Refused"
