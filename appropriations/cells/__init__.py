"""How a cell of money is read: number or words, change against the year before, gap to a request; sums that hold.

Pure: plain figures in, readings out. Rules: an amount and its part are never added; amounts of different natures
are never compared (a whole against a part shows a false change); "full-year CR at the FY 2024 rate" is no
Act's figure; only an authorization in law counts for a gap.
"""

from appropriations.cells.comparing import (
    Basis,
    Comparison,
    Level,
    against_ask,
    against_authorized,
    against_prior,
    ask_for,
    authorized,
    authorized_words,
    enacted_number,
    share_of_authorized,
)
from appropriations.cells.reading import (
    Cell,
    Figure,
    Shelf,
    fiscal_year_of,
    own_request,
    read_cell,
    requested,
    standing,
)
from appropriations.cells.totals import Entry, Total, add_up

__all__ = [
    "Basis",
    "Cell",
    "Comparison",
    "Entry",
    "Figure",
    "Level",
    "Shelf",
    "Total",
    "add_up",
    "against_ask",
    "against_authorized",
    "against_prior",
    "ask_for",
    "authorized",
    "authorized_words",
    "enacted_number",
    "fiscal_year_of",
    "own_request",
    "read_cell",
    "requested",
    "share_of_authorized",
    "standing",
]
