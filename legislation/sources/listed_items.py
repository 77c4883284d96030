"""The longest lists of a BILLSTATUS file, taken out of it before it is parsed.

Cosponsors and actions are two thirds of all elements of a Congress, each written exactly like the others. A list of
that very form is read by one pattern, in a tenth of the time; whatever differs in the least is left to the parser.
Tests hold both to the same result.
"""

from __future__ import annotations

import re
from typing import Any

from legislation.sources.bill_shape import action, cosponsor
from legislation.sources.merging import merged_actions, merged_cosponsors
from legislation.sources.records import ActionRecord, CosponsorRecord

_OTHER_PLACES = ((b"<![CDATA[", b"]]>"), (b"<amendments>", b"</amendments>"))
_UTF_8 = re.compile(rb'<\?xml version="1\.0" encoding="utf-8"', re.IGNORECASE)
# No mark of XML can be in a value, so that there is nothing to resolve in it.
_VALUE = r"([^<&\r]*)"


def _leaf(tag: str, *, optional: bool = False) -> str:
    found = rf"<{tag}>{_VALUE}</{tag}>\s*"
    return f"(?:{found})?" if optional else found


def _inside(tag: str, *leaves: str) -> str:
    return rf"(?:<{tag}>\s*{''.join(leaves)}</{tag}>\s*)?"


def _item(*parts: str) -> re.Pattern[str]:
    # Whatever is no item and no space comes as the last group: then this is not the form we know.
    return re.compile(rf"<item>\s*{''.join(parts)}</item>\s*|(\S)")


_COSPONSOR = _item(
    *map(_leaf, ("bioguideId", "fullName", "firstName", "lastName", "party", "state")),
    r"<identifiers>\s*<bioguideId>[^<&]*</bioguideId>\s*</identifiers>\s*",
    _leaf("middleName", optional=True),
    _leaf("district", optional=True),
    _leaf("sponsorshipDate"),
    _leaf("isOriginalCosponsor"),
    _leaf("sponsorshipWithdrawnDate", optional=True),
)
# One committee at most: an action with several, or with a recorded vote, is the parser's.
_COMMITTEE = _inside("committees", r"<item>\s*", _leaf("systemCode"), r"<name>[^<&]*</name>\s*</item>\s*")
_SYSTEM = _inside("sourceSystem", _leaf("code", optional=True), _leaf("name"))
# The House's committees say whose action it is before they say what it was, all others after.
_ACTION = _item(
    _leaf("actionDate"),
    _leaf("actionTime", optional=True),
    _COMMITTEE,
    _SYSTEM,
    _leaf("text"),
    _leaf("type"),
    _leaf("actionCode", optional=True),
    _SYSTEM,
    _COMMITTEE,
    _inside("calendarNumber", _leaf("calendar")),
)


def taken_out(data: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the file without the lists of the form we know, and those by the name of their field in a BillRecord.

    Raises plain.BadValue for a value that cannot be what its element says.
    """
    if not _UTF_8.match(data):
        return data, {}
    found: dict[str, Any] = {}
    for field, pattern, read in (("cosponsors", _COSPONSOR, _cosponsors), ("actions", _ACTION, _actions)):
        rest, items = _items(data, field.encode(), pattern)
        if items:
            data, found[field] = rest, read(items)
    return data, found


def _items(data: bytes, tag: bytes, pattern: re.Pattern[str]) -> tuple[bytes, list[tuple[str, ...]]]:
    """Return the file without a list, and the list's items; the file and nothing where it is not of the form."""
    first, last = b"<%s>" % tag, b"</%s>" % tag
    begin = data.find(first)
    end = data.find(last, begin)
    # Amendments have such lists too; and words in a CDATA section or a comment could look like one.
    inside = any(data.rfind(opened, 0, begin) > data.rfind(shut, 0, begin) for opened, shut in _OTHER_PLACES)
    if begin < 0 or end < 0 or inside or data.find(b"<!--", 0, end) >= 0 or data.find(first, begin + 1) >= 0:
        return data, []
    try:
        items = pattern.findall(data[begin + len(first) : end].decode())
    except UnicodeDecodeError:
        return data, []
    return (data, []) if any(item[-1] for item in items) else (data[:begin] + data[end + len(last) :], items)


def _cosponsors(items: list[tuple[str, ...]]) -> tuple[CosponsorRecord, ...]:
    return merged_cosponsors(
        [
            cosponsor(
                (bioguide, full, first, middle, last, party, state, district), when, original, withdrawn
            )
            for bioguide, full, first, last, party, state, middle, district, when, original, withdrawn, _ in items
        ]
    )


def _actions(items: list[tuple[str, ...]]) -> tuple[ActionRecord, ...]:
    return merged_actions(
        [
            action((day, time), text, (kind, code, c1 or c2, n1 or n2, s1 or s2, calendar))
            for day, time, s1, c1, n1, text, kind, code, c2, n2, s2, calendar, _ in items
        ]
    )
