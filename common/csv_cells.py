"""Cells of CSV files, which people open in a spreadsheet."""

from __future__ import annotations

# A cell that begins so is run as a formula by spreadsheets.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: object) -> str:
    """Return a cell's text; one that a spreadsheet would run gets an apostrophe before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_RISKY) else text


def plain(text: str) -> str:
    """Return a cell's text as it was before `safe`: without the apostrophe that kept it from being run."""
    return text[1:] if text.startswith("'") and text[1:].lstrip(" ").startswith(_RISKY) else text
