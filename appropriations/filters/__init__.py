"""The filters of the lists, one module by what is listed."""

from appropriations.filters.acts import CandidateFilter
from appropriations.filters.changes import ChangeFilter
from appropriations.filters.deadlines import DeadlineFilter
from appropriations.filters.funding import FundingFilter
from appropriations.filters.imports import StagedFilter
from appropriations.filters.languages import LanguageFilter
from appropriations.filters.lines import LineFilter
from appropriations.filters.slates import PublicRequestFilter, SlateFilter
from appropriations.filters.support import MemberLetterFilter, OfficeRequestFilter
from appropriations.filters.vehicles import VehicleFilter

__all__ = [
    "CandidateFilter",
    "ChangeFilter",
    "DeadlineFilter",
    "FundingFilter",
    "LanguageFilter",
    "LineFilter",
    "MemberLetterFilter",
    "OfficeRequestFilter",
    "PublicRequestFilter",
    "SlateFilter",
    "StagedFilter",
    "VehicleFilter",
]
