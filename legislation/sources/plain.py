"""Reading plain data (dictionaries, lists, strings) that three spellings of one format share.

The API writes lists and nulls, BILLSTATUS XML writes `<item>` children, and its JSON conversions write
`{"item": {...}}` for a single child and strings for numbers. These readers take all of them.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from legislation.choices import Chamber

EASTERN = ZoneInfo("America/New_York")
_WRAPPERS = (
    "item",
    "billCommittees",
    "billSummaries",
    "committee",
    "committeeReport",
    "summary",
    "amendment",
    "recordedVote",
    "link",
)
_CHAMBERS = {"h": Chamber.HOUSE, "H": Chamber.HOUSE, "s": Chamber.SENATE, "S": Chamber.SENATE}
_TWELVE_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*([AP])M", re.IGNORECASE)


class BadValue(ValueError):  # noqa: N818 - named for what is wrong
    """A value that cannot be what its element says; the message names the element and the value."""

    def __init__(self, name: str, value: object) -> None:
        super().__init__(f"{name}: cannot read {str(value)[:60]!r}")


def items(value: object) -> list[Any]:
    """List the children of a group, however it is wrapped; nothing, an empty text and null are no child."""
    # Asked of every element of a Congress: `dict` is what both readers make, and is told from the rest at once.
    if isinstance(value, dict):
        for wrapper in _WRAPPERS:
            if wrapper in value:
                return items(value[wrapper])
        return [value] if value else []
    if isinstance(value, list):
        return [child for child in value if isinstance(child, dict)]
    return []


def children(node: Mapping[str, Any], key: str) -> list[Any] | None:
    """List the children under `key`, or None where the source says nothing about them."""
    return items(node[key]) if key in node and node[key] is not None else None


def text(node: Mapping[str, Any], *keys: str) -> str:
    """Return the first non-empty text among `keys` with outer space removed, or an empty text."""
    for key in keys:
        value = node.get(key)
        if value is None:
            continue
        found = (value if type(value) is str else _leaf(value)).strip()
        if found:
            # PostgreSQL keeps no NUL; in a text it is never meant.
            return found if "\x00" not in found else found.replace("\x00", "").strip()
    return ""


def _leaf(value: object) -> str:
    """Return the text of what is none by itself: a number, a truth, an element that holds one, or the first of many."""
    if isinstance(value, dict):
        value = value.get("text")
    if isinstance(value, list):
        # An amendment gives its number twice.
        return next((found for found in map(_leaf, value) if found), "")
    return "" if value is None or isinstance(value, dict) else str(value)


def name(node: Mapping[str, Any], key: str) -> str:
    """Return a person's name, mended where a source upstream took its UTF-8 for Latin-1 ("GonzÃ¡lez")."""
    value = text(node, key)
    if value.isascii():
        return value
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def whole(node: Mapping[str, Any], key: str) -> int | None:
    """Return a whole number, None where absent; raises BadValue for anything else."""
    value = text(node, key)
    if not value:
        return None
    if not value.isascii() or not value.isdigit():
        raise BadValue(key, value)
    return int(value)


def truth(node: Mapping[str, Any], key: str) -> bool:
    """Read `True`, `true`, `Y`, `1` as true and everything else as false."""
    return text(node, key).lower() in {"true", "y", "yes", "1"}


def day(node: Mapping[str, Any], *keys: str) -> date | None:
    """Return a calendar date. A UTC time such as 2021-01-06T05:00:00Z stands for its Eastern date."""
    value = text(node, *keys)
    if not value:
        return None
    try:
        return _day(value)
    except ValueError as error:
        raise BadValue(keys[0], value) from error


# The days and moments of a Congress are few, and asked for a million times.
@lru_cache(maxsize=4096)
def _day(value: str) -> date:
    if len(value) == len("2021-01-06"):
        return date.fromisoformat(value)
    return _moment(value).astimezone(EASTERN).date()


def moment(node: Mapping[str, Any], *keys: str) -> datetime | None:
    """Return an aware UTC time; one without a zone is UTC, a bare date is its first moment."""
    value = text(node, *keys)
    if not value:
        return None
    try:
        return _moment(value)
    except ValueError as error:
        raise BadValue(keys[0], value) from error


def clock(node: Mapping[str, Any], key: str) -> time | None:
    """Return a time of day, from `18:32:04` or the older `06:32PM`."""
    value = text(node, key)
    if not value:
        return None
    found = _TWELVE_HOURS.fullmatch(value)
    try:
        if found:
            hour = int(found[1]) % 12 + (12 if found[3].upper() == "P" else 0)
            return time(hour, int(found[2]))
        return time.fromisoformat(value)
    except ValueError as error:
        raise BadValue(key, value) from error


def chamber(node: Mapping[str, Any], *keys: str) -> Chamber | None:
    """Return the chamber from `House`, `H`, `SENATE`, `S`; None for anything else (joint, empty)."""
    return _CHAMBERS.get(text(node, *keys)[:1])


@lru_cache(maxsize=4096)
def _moment(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
