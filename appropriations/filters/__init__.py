"""The filters of the lists, one module by what is listed."""

from appropriations.filters.lines import LineFilter
from appropriations.filters.slates import PublicRequestFilter, SlateFilter

__all__ = ["LineFilter", "PublicRequestFilter", "SlateFilter"]
