"""Facts about Congress, one module by noun."""

from legislation.models.bill_texts import BillText
from legislation.models.bills import (
    Action,
    Bill,
    BillCommittee,
    Cosponsor,
    TrackedBill,
)
from legislation.models.candidates import FamilyCandidate, RemovedFamilyRow, TextFingerprint
from legislation.models.congress import Committee, CommitteeSeat, Congress, Legislator, Term
from legislation.models.currency import (
    CallCount,
    ListCursor,
    ListedBill,
    OutsideService,
    PublishedFile,
    SourceRun,
)
from legislation.models.district_offices import DistrictOffice
from legislation.models.entered import EnteredFact
from legislation.models.events import BillEvent
from legislation.models.facts import BillFacts
from legislation.models.families import Authorization, Family, FamilyBill, FamilyLaw
from legislation.models.meetings import CommitteeMeeting, MeetingBill, MeetingChange, MeetingCommittee
from legislation.models.proceedings import Amendment, BillVote, CboEstimate, CommitteeReport
from legislation.models.search import BillSearch
from legislation.models.texts import RelatedBill, Summary, TextVersion, Title
from legislation.models.votes import MemberVote, PartyTotal, RollCall
from legislation.models.watches import Watch, WatchMatch

__all__ = [
    "Action",
    "Amendment",
    "Authorization",
    "Bill",
    "BillCommittee",
    "BillEvent",
    "BillFacts",
    "BillSearch",
    "BillText",
    "BillVote",
    "CallCount",
    "CboEstimate",
    "Committee",
    "CommitteeMeeting",
    "CommitteeReport",
    "CommitteeSeat",
    "Congress",
    "Cosponsor",
    "DistrictOffice",
    "EnteredFact",
    "Family",
    "FamilyBill",
    "FamilyCandidate",
    "FamilyLaw",
    "Legislator",
    "ListCursor",
    "ListedBill",
    "MeetingBill",
    "MeetingChange",
    "MeetingCommittee",
    "MemberVote",
    "OutsideService",
    "PartyTotal",
    "PublishedFile",
    "RelatedBill",
    "RemovedFamilyRow",
    "RollCall",
    "SourceRun",
    "Summary",
    "Term",
    "TextFingerprint",
    "TextVersion",
    "Title",
    "TrackedBill",
    "Watch",
    "WatchMatch",
]
