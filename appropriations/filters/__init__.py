"""The filters of the lists, one module by what is listed."""

from appropriations.filters.lines import LineFilter

__all__ = ["LineFilter"]
