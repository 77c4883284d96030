"""The filters of this app's lists."""

from priorities.filters.positions_asks import AskFilter, MessageFilter, PositionFilter
from priorities.filters.triage import TriageFilter

__all__ = ["AskFilter", "MessageFilter", "PositionFilter", "TriageFilter"]
