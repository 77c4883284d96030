"""The filters of the lists, one module by what is listed."""

from appropriations.filters.funding import FundingFilter
from appropriations.filters.languages import LanguageFilter
from appropriations.filters.lines import LineFilter
from appropriations.filters.slates import PublicRequestFilter, SlateFilter
from appropriations.filters.vehicles import VehicleFilter

__all__ = [
    "FundingFilter",
    "LanguageFilter",
    "LineFilter",
    "PublicRequestFilter",
    "SlateFilter",
    "VehicleFilter",
]
