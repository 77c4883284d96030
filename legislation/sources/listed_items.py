"""The longest lists of a BILLSTATUS file, taken out of it before it is parsed.

Cosponsors and actions are two thirds of all elements of a Congress, each written exactly like the others, and most
of their parts word for word as before: who cosponsors, on which day, what was done on it. Each such part is read by a
pattern, once; a list with anything in it that differs in the least is left to the parser. Tests hold both to the same
result.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from legislation.sources.bill_shape import Person, Term, action_of_texts, person_of_texts, term_of_texts
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


_PERSON = re.compile(
    r"\s*"
    + "".join(map(_leaf, ("bioguideId", "fullName", "firstName", "lastName", "party", "state")))
    + r"<identifiers>\s*<bioguideId>[^<&]*</bioguideId>\s*</identifiers>\s*"
    + _leaf("middleName", optional=True)
    + _leaf("district", optional=True)
)
_TERM = re.compile(
    rf"{_VALUE}</sponsorshipDate>\s*"
    + _leaf("isOriginalCosponsor")
    + _leaf("sponsorshipWithdrawnDate", optional=True)
    + r"</item>\s*"
)
# One committee at most: an action with several, or with a recorded vote, is the parser's.
_COMMITTEE = _inside("committees", r"<item>\s*", _leaf("systemCode"), r"<name>[^<&]*</name>\s*</item>\s*")
_SYSTEM = _inside("sourceSystem", _leaf("code", optional=True), _leaf("name"))
# The House's committees say whose action it is before they say what it was, all others after.
_ACTION = re.compile(
    rf"{_VALUE}</actionDate>\s*"
    + _leaf("actionTime", optional=True)
    + _COMMITTEE
    + _SYSTEM
    + _leaf("text")
    + _leaf("type")
    + _leaf("actionCode", optional=True)
    + _SYSTEM
    + _COMMITTEE
    + _inside("calendarNumber", _leaf("calendar"))
    + r"</item>\s*<item>\s*"
)


class _OtherForm(Exception):  # noqa: N818 - named for what is met
    """A list, or something in it, is not of the form we know."""


def taken_out(data: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return the file without the lists of the form we know, and those by the name of their field in a BillRecord.

    Raises plain.BadValue for a value that cannot be what its element says.
    """
    found: dict[str, Any] = {}
    if not _UTF_8.match(data):
        return data, found
    for field, read in (("cosponsors", _cosponsors), ("actions", _actions)):
        try:
            begin, end = _place(data, field.encode())
            found[field] = read(data[data.index(b">", begin) + 1 : data.rindex(b"<", begin, end)].decode())
        except (_OtherForm, UnicodeDecodeError):
            continue
        data = data[:begin] + data[end:]
    return data, found


def _place(data: bytes, tag: bytes) -> tuple[int, int]:
    """Return where the one list of the bill begins and ends."""
    first, last = b"<%s>" % tag, b"</%s>" % tag
    begin = data.find(first)
    end = data.find(last, begin)
    # Amendments have such lists too; and words in a CDATA section or a comment could look like one.
    inside = any(data.rfind(opened, 0, begin) > data.rfind(shut, 0, begin) for opened, shut in _OTHER_PLACES)
    if begin < 0 or end < 0 or inside or data.find(b"<!--", 0, end) >= 0 or data.find(first, begin + 1) >= 0:
        raise _OtherForm
    return begin, end + len(last)


def _cosponsors(text: str) -> tuple[CosponsorRecord, ...]:
    blank, *items = text.split("<item>")
    if blank.strip() or not items:
        raise _OtherForm
    parts = [item.split("<sponsorshipDate>") for item in items]
    if any(len(part) != 2 for part in parts):  # noqa: PLR2004 - a person and a term
        raise _OtherForm
    return merged_cosponsors([CosponsorRecord(*_person(person), *_term(term)) for person, term in parts])


# A Congress has some 550 members, who stand in its lists two hundred thousand times, on a few hundred days.
@lru_cache(maxsize=4096)
def _person(text: str) -> Person:
    bioguide, full, first, last, party, state, middle, district = _read(_PERSON, text)
    return person_of_texts((bioguide, full, first, middle, last, party, state, district))


@lru_cache(maxsize=4096)
def _term(text: str) -> Term:
    when, original, withdrawn = _read(_TERM, text)
    return term_of_texts((when, original, withdrawn))


def _actions(text: str) -> tuple[ActionRecord, ...]:
    first, *items = text.split("<actionDate>")
    if first.strip() != "<item>" or not items:
        raise _OtherForm
    # Each ends where the next begins; so does the last, to be read like the others.
    items[-1] += "<item>"
    return merged_actions([_action(item) for item in items])


# On one day many bills are introduced, and referred to the same committees.
@lru_cache(maxsize=16_384)
def _action(text: str) -> ActionRecord:
    day, at, s1, c1, n1, words, kind, code, c2, n2, s2, calendar = _read(_ACTION, text)
    return action_of_texts((day, at), words, (kind, code, c1 or c2, n1 or n2, s1 or s2, calendar))


def _read(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = pattern.fullmatch(text)
    if not found:
        raise _OtherForm
    return found.groups("")
