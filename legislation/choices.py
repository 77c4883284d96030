"""Enumerations of the legislation app and the parsing of bill, law and Congress identifiers."""

import re
from dataclasses import dataclass
from typing import Self

from django.db.models import TextChoices

from common.citations import ordinal


class Chamber(TextChoices):
    HOUSE = "house", "House"
    SENATE = "senate", "Senate"

    @property
    def other(self) -> "Chamber":
        return Chamber.SENATE if self is Chamber.HOUSE else Chamber.HOUSE


class BillType(TextChoices):
    HR = "hr", "H.R."
    S = "s", "S."
    HJRES = "hjres", "H.J.Res."
    SJRES = "sjres", "S.J.Res."
    HCONRES = "hconres", "H.Con.Res."
    SCONRES = "sconres", "S.Con.Res."
    HRES = "hres", "H.Res."
    SRES = "sres", "S.Res."

    @property
    def chamber(self) -> Chamber:
        """The chamber a measure of this type starts in."""
        return Chamber.HOUSE if self.value.startswith("h") else Chamber.SENATE

    @property
    def is_lawmaking(self) -> bool:
        """Whether a measure of this type goes to the President (bills and joint resolutions)."""
        return self in LAWMAKING_TYPES

    @property
    def is_concurrent(self) -> bool:
        """Whether both chambers agree to it without the President (concurrent resolutions)."""
        return self in (BillType.HCONRES, BillType.SCONRES)

    @property
    def is_simple(self) -> bool:
        """Whether one chamber alone agrees to it (simple resolutions)."""
        return self in (BillType.HRES, BillType.SRES)

    @property
    def congress_gov_slug(self) -> str:
        return _CONGRESS_GOV_SLUGS[self.value]


LAWMAKING_TYPES = (BillType.HR, BillType.S, BillType.HJRES, BillType.SJRES)

_CONGRESS_GOV_SLUGS = {
    "hr": "house-bill",
    "s": "senate-bill",
    "hjres": "house-joint-resolution",
    "sjres": "senate-joint-resolution",
    "hconres": "house-concurrent-resolution",
    "sconres": "senate-concurrent-resolution",
    "hres": "house-resolution",
    "sres": "senate-resolution",
}


class Stage(TextChoices):
    """How far a bill got, in the order of the way; the rule is legislation/stages.py."""

    INTRODUCED = "introduced", "Introduced"
    REPORTED = "reported", "Reported"
    PASSED_HOUSE = "passed_house", "Passed House"
    PASSED_SENATE = "passed_senate", "Passed Senate"
    RESOLVING = "resolving", "Resolving differences"
    PASSED_CONGRESS = "passed_congress", "Passed both chambers"
    TO_PRESIDENT = "to_president", "To President"
    ENACTED = "enacted", "Became law"
    VETOED = "vetoed", "Vetoed"
    FAILED = "failed", "Failed"
    AGREED_TO = "agreed_to", "Agreed to"


class Step(TextChoices):
    """What happened last on the way to the next stage, in the order they can follow one another in a day."""

    REFERRED = "referred", "Referred to committee"
    REFERRED_SUBCOMMITTEE = "referred_subcommittee", "Referred to subcommittee"
    HEARING = "hearing", "Hearings held"
    MARKED_UP = "marked_up", "Marked up"
    FORWARDED = "forwarded", "Forwarded by subcommittee"
    SUBCOMMITTEE_DISCHARGED = "subcommittee_discharged", "Subcommittee discharged"
    ORDERED_REPORTED = "ordered_reported", "Ordered reported"
    DISCHARGE_PETITION = "discharge_petition", "Discharge petition filed"
    REPORTED = "reported", "Reported by committee"
    DISCHARGED = "discharged", "Committee discharged"
    ON_CALENDAR = "on_calendar", "Placed on calendar"
    HELD_AT_DESK = "held_at_desk", "Held at the desk"
    RULE_REPORTED = "rule_reported", "Rule for the floor reported"
    FLOOR = "floor", "On the floor"
    CLOTURE_FILED = "cloture_filed", "Cloture motion filed"
    CLOTURE_FAILED = "cloture_failed", "Cloture not invoked"
    CLOTURE_INVOKED = "cloture_invoked", "Cloture invoked"
    SUSPENSION_FAILED = "suspension_failed", "Failed under suspension of the rules"
    CONSIDERATION_FAILED = "consideration_failed", "Motion to take up, report or discharge failed"
    VOTE_VACATED = "vote_vacated", "Earlier action vacated"
    RECONSIDERATION = "reconsideration", "Motion to reconsider entered"
    CONFERENCE = "conference", "In conference"
    OVERRIDDEN_HOUSE = "overridden_house", "House passed over veto"
    OVERRIDDEN_SENATE = "overridden_senate", "Senate passed over veto"
    OVERRIDE_FAILED = "override_failed", "Veto sustained"
    SENT_TO_STATES = "sent_to_states", "Sent to the states"
    POSTPONED = "postponed", "Indefinitely postponed"
    TABLED = "tabled", "Laid on the table"


class Stand(TextChoices):
    """Where one legislator stands on the list of sponsor and cosponsors of one bill."""

    SPONSOR = "sponsor", "Sponsor"
    COSPONSOR = "cosponsor", "Cosponsor"
    WITHDREW = "withdrew", "Withdrew"
    NOT_YET = "not_yet", "Not yet on it"
    NOT_KNOWN = "not_known", "Not known"
    NOT_LIVE = "not_live", "No longer live"
    OTHER_CHAMBER = "other_chamber", "In the other chamber"


class WhatToAsk(TextChoices):
    """What one office can be asked about one bill; the rule is legislation/what_to_ask.py."""

    FLOOR = "floor", "Floor vote"
    MARKUP = "markup", "Markup"
    REPORT = "report", "Report the bill"
    OTHER_CHAMBER = "other_chamber", "Take up what the other chamber passed"
    COSPONSOR = "cosponsor", "Cosponsor"
    LINE = "line", "Request funding"
    THANK = "thank", "Thank"
    CLOSED = "closed", "Cosponsorship closed"
    NOTHING = "nothing", "Nothing to ask"


class Cast(TextChoices):
    """What a member did in a roll call; the chambers' own words are kept beside it."""

    YEA = "yea", "Yea"
    NAY = "nay", "Nay"
    PRESENT = "present", "Present"
    NOT_VOTING = "not_voting", "Not voting"
    OTHER = "other", "Another answer"


class FactGroup(TextChoices):
    """The groups of facts of a bill; each keeps its own source, update time and completeness."""

    CORE = "core", "Title, sponsor and date of introduction"
    ACTIONS = "actions", "Actions"
    COSPONSORS = "cosponsors", "Cosponsors"
    COMMITTEES = "committees", "Committees"
    SUBJECTS = "subjects", "Subjects"
    TITLES = "titles", "Titles"
    SUMMARIES = "summaries", "Summaries"
    TEXTS = "texts", "Text versions"
    RELATED = "related", "Related bills"
    AMENDMENTS = "amendments", "Amendments"
    REPORTS = "reports", "Committee reports and cost estimates"


class Source(TextChoices):
    """Where a fact comes from, worded as the pages show it."""

    CONGRESS_API = "congress_api", "Congress.gov API"
    GOVINFO = "govinfo", "govinfo BILLSTATUS"
    PLAW = "plaw", "govinfo public law text"
    BILLS_JSON = "bills_json", "govinfo BILLSTATUS, a converted copy"
    BILL_FACTS = "bill_facts", "Bill facts up to the last published text"
    FACTS = "facts", "Our facts table"
    LEGISLATORS = "legislators", "unitedstates/congress-legislators"
    STAFF = "staff", "Entered by staff"


class UnknownBillId(ValueError):  # noqa: N818 - named for what is wrong, not for being an error
    """The text is no bill id; the message says what an id looks like."""

    def __init__(self, text: object) -> None:
        super().__init__(f"{str(text)[:80]!r} is no bill id; write it like 119-hr-1144")


class UnknownLawNumber(ValueError):  # noqa: N818 - as above
    """The text is no public law number; the message says what one looks like."""

    def __init__(self, text: object) -> None:
        super().__init__(f"{str(text)[:80]!r} is no public law number; write it like 117-347")


_TYPE_BY_LETTERS = {str(value): BillType(value) for value in BillType.values}
_TYPES = "|".join(sorted(_TYPE_BY_LETTERS, key=len, reverse=True))
_FILE_NAME = re.compile(rf"(?:^|.*[/\\-])billstatus-(\d{{1,3}})({_TYPES})(\d{{1,5}})\.xml$", re.ASCII)
_WITH_CONGRESS = re.compile(rf"(\d{{1,3}})(?:st|nd|rd|th)?({_TYPES})(\d{{1,5}})", re.ASCII)
_CITATION = re.compile(rf"({_TYPES})(\d{{1,5}})", re.ASCII)
_NOISE = re.compile(r"[\s.,\-_/]+")
_SPLIT_NUMBER = re.compile(r"\d[\s.,\-_/]+\d")
_LAW = re.compile(
    r"(?:public\s*law|p(?:ub)?\.?\s*l(?:aw)?\.?)?\s*(?:no[.:]*)?\s*(\d{1,3})\s*[-\u2013]\s*(\d{1,4})",
    re.IGNORECASE,
)


@dataclass(frozen=True, order=True)
class BillId:
    """A measure of one Congress; `str()` is the primary key of a bill, such as `119-hr-1144`."""

    congress: int
    type: BillType
    number: int

    def __post_init__(self) -> None:
        if self.congress < 1 or self.number < 1:
            raise UnknownBillId(f"{self.congress}-{self.type}-{self.number}")

    @classmethod
    def parse(cls, text: str, congress: int | None = None) -> Self:
        """Read an id in any usual spelling.

        Takes `119-hr-1144`, `119hr1144`, `BILLSTATUS-119hr1144.xml` and, when `congress` is given, a
        citation such as `H.R. 1144`. Raises UnknownBillId for anything else.
        """
        lowered = text.strip().lower()
        found = _FILE_NAME.fullmatch(lowered)
        compact = _NOISE.sub("", lowered)
        found = found or (None if _SPLIT_NUMBER.search(lowered) else _WITH_CONGRESS.fullmatch(compact))
        if found:
            return cls(int(found[1]), _TYPE_BY_LETTERS[found[2]], int(found[3]))
        cited = _CITATION.fullmatch(compact)
        if cited and congress is not None:
            return cls(congress, _TYPE_BY_LETTERS[cited[1]], int(cited[2]))
        raise UnknownBillId(text)

    @classmethod
    def of(cls, congress: int | str, bill_type: str, number: int | str) -> Self:
        """Build an id from three parts as a source gives them (`119`, `HR` or `H.R.`, `1144`)."""
        try:
            return cls(int(congress), BillType(_NOISE.sub("", bill_type.lower())), int(number))
        except ValueError as error:
            raise UnknownBillId(f"{congress}-{bill_type}-{number}") from error

    def __str__(self) -> str:
        return f"{self.congress}-{self.type.value}-{self.number}"

    @property
    def citation(self) -> str:
        """The bill as it is cited: H.R. 1144, S. 2012, H.Res. 951."""
        return f"{self.type.label} {self.number}"

    @property
    def billstatus_name(self) -> str:
        """The name of the bill's BILLSTATUS file at govinfo."""
        return f"BILLSTATUS-{self.congress}{self.type.value}{self.number}.xml"

    @property
    def billstatus_path(self) -> str:
        """Where that file lies among govinfo's bulk data."""
        return f"BILLSTATUS/{self.congress}/{self.type.value}/{self.billstatus_name}"

    @property
    def billstatus_url(self) -> str:
        return f"https://www.govinfo.gov/bulkdata/{self.billstatus_path}"

    @property
    def congress_gov_url(self) -> str:
        slug = self.type.congress_gov_slug
        return f"https://www.congress.gov/bill/{ordinal(self.congress)}-congress/{slug}/{self.number}"


@dataclass(frozen=True, order=True)
class LawNumber:
    """A public law's number; `str()` is `117-347`, `display` is `P.L. 117-347`."""

    congress: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `117-347`, `P.L. 117-347` or `Public Law 117-347`; raises UnknownLawNumber otherwise."""
        found = _LAW.fullmatch(text.strip().rstrip("."))
        if not found or not int(found[1]) or not int(found[2]):
            raise UnknownLawNumber(text)
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.congress}-{self.number}"

    @property
    def display(self) -> str:
        return f"P.L. {self}"
