"""The filters of the lists, one module by what is listed."""

from appropriations.filters.deadlines import DeadlineFilter
from appropriations.filters.lines import LineFilter
from appropriations.filters.support import MemberLetterFilter, OfficeRequestFilter

__all__ = ["DeadlineFilter", "LineFilter", "MemberLetterFilter", "OfficeRequestFilter"]
