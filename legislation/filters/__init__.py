"""The filters of the lists, one module by what is listed."""

from legislation.filters.bills import BillFilter
from legislation.filters.meetings import MeetingFilter
from legislation.filters.people import CommitteeFilter, LegislatorBillFilter, LegislatorFilter, PartFilter
from legislation.filters.votes import VoteFilter

__all__ = [
    "BillFilter",
    "CommitteeFilter",
    "LegislatorBillFilter",
    "LegislatorFilter",
    "MeetingFilter",
    "PartFilter",
    "VoteFilter",
]
