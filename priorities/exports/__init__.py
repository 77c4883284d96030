"""Lists of this app as files for a spreadsheet."""

from priorities.exports.positions_asks import asks_sheet, messages_sheet, positions_sheet
from priorities.exports.triage import triage_sheet

__all__ = ["asks_sheet", "messages_sheet", "positions_sheet", "triage_sheet"]
