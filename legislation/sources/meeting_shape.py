"""Reading one meeting of the API: github.com/LibraryOfCongress/api.congress.gov, CommitteeMeetingEndpoint.md."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit

from legislation.choices import BillId, UnknownBillId
from legislation.meeting_words import bills_in, kind_of, status_of
from legislation.sources import plain
from legislation.sources.meeting_records import (
    Document,
    ListedMeeting,
    MeetingBody,
    MeetingRecord,
    Witness,
)

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?!\d)")
# What stands for "no building" where a committee meets by video.
_NOTHING = re.compile(r"[-\s]*")
_SPACE = re.compile(r"\s+")
# Text that PostgreSQL or a page would choke on is no address.
_WEB = ("http", "https")


def listed_of(row: Mapping[str, Any]) -> ListedMeeting | None:
    """Return a row of a list, or None where it names no meeting."""
    event_id, congress = plain.text(row, "eventId"), plain.text(row, "congress")
    if not event_id or not congress.isdigit():
        return None
    return ListedMeeting(int(congress), _chamber(row), event_id[:20], _moment_or_none(row, "updateDate"))


def meeting_of(row: Mapping[str, Any], asked: ListedMeeting) -> MeetingRecord:
    """Return a meeting. Raises plain.BadValue for another event than was asked for."""
    event_id = plain.text(row, "eventId")
    if event_id != asked.event_id:
        raise plain.BadValue("eventId", event_id)
    title = _one_line(plain.text(row, "title"))
    kind = kind_of(plain.text(row, "type"), title)
    named = _bills(row)
    read = () if named else bills_in(title, asked.congress)
    day, starts_at = when_of(plain.text(row, "date"))
    place = row.get("location") if isinstance(row.get("location"), Mapping) else {}
    return MeetingRecord(
        congress=asked.congress,
        chamber=_chamber(row) or asked.chamber,
        event_id=event_id,
        kind=kind.kind,
        kind_from_title=kind.from_title,
        status=status_of(plain.text(row, "meetingStatus")),
        title=title,
        day=day,
        starts_at=starts_at,
        building=_part(place, "building", 120),
        room=_part(place, "room", 60),
        address=_address(place),
        bodies=_bodies(row),
        bills=named or read,
        bills_from_title=bool(read),
        witnesses=_witnesses(row),
        documents=(*_documents(row, "meetingDocuments"), *_documents(row, "witnessDocuments")),
        videos=_documents(row, "videos"),
        updated_at=_moment_or_none(row, "updateDate") or asked.updated_at,
    )


def when_of(given: str) -> tuple[date | None, datetime | None]:
    """Return the day in Washington and the moment of a meeting, or the day alone, or nothing.

    A bare date, a midnight (in UTC or in Washington), a time without a zone and one in a zone that cannot be read
    are days without a time, and that day is never shifted: an hour is not guessed.
    """
    found = _DAY.match(given.strip())
    if not found:
        return None, None
    try:
        day = date.fromisoformat(found[1])
        moment = datetime.fromisoformat(given.strip())
    except ValueError:
        return _day_or_none(found[1]), None
    if moment.tzinfo is None or (moment.astimezone(UTC).time() == time.min):
        return day, None
    local = moment.astimezone(plain.EASTERN)
    if local.time() == time.min:
        return local.date(), None
    return local.date(), moment.astimezone(UTC)


def _day_or_none(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _moment_or_none(row: Mapping[str, Any], key: str) -> datetime | None:
    """Read a time of update; one that cannot be read counts as not given."""
    try:
        return plain.moment(row, key)
    except plain.BadValue:
        return None


def _chamber(row: Mapping[str, Any]) -> str:
    # "NoChamber" begins with neither letter.
    found = plain.chamber(row, "chamber")
    return found.value if found else ""


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _part(place: Any, key: str, longest: int) -> str:
    value = _one_line(plain.text(place, key))
    return "" if _NOTHING.fullmatch(value) else value[:longest]


def _address(place: Any) -> str:
    """Return the address of a field meeting in one line, however it is wrapped."""
    given = place.get("address")
    if not isinstance(given, Mapping):
        return _one_line(str(given or ""))[:300]
    order = ("buildingName", "streetAddress", "city", "state", "postalCode")
    named = [_one_line(plain.text(given, key)) for key in order]
    rest = [_one_line(plain.text(given, key)) for key in given if key not in order]
    return ", ".join(part for part in [*named, *rest] if part)[:300]


def _bodies(row: Mapping[str, Any]) -> tuple[MeetingBody, ...]:
    found: dict[str, MeetingBody] = {}
    for each in plain.items(row.get("committees")):
        code = plain.text(each, "systemCode").lower()[:8]
        if code:
            found.setdefault(code, MeetingBody(code, _one_line(plain.text(each, "name"))[:300] or code))
    return tuple(found.values())


def _bills(row: Mapping[str, Any]) -> tuple[str, ...]:
    related = row.get("relatedItems")
    given = related.get("bills") if isinstance(related, Mapping) else None
    if isinstance(given, Mapping):
        # The XML's spelling of the list, in conversions of it.
        given = given.get("bill", given)
    found: dict[str, None] = {}
    for each in plain.items(given):
        try:
            bill = BillId.of(
                plain.text(each, "congress"), plain.text(each, "type"), plain.text(each, "number")
            )
        except UnknownBillId:
            continue
        found[str(bill)] = None
    return tuple(found)


def _witnesses(row: Mapping[str, Any]) -> tuple[Witness, ...]:
    found = (
        Witness(
            plain.name(each, "name"),
            _one_line(plain.text(each, "position")),
            _one_line(plain.text(each, "organization")),
        )
        for each in plain.items(row.get("witnesses"))
    )
    return tuple(dict.fromkeys(one for one in found if one.name))


def _documents(row: Mapping[str, Any], key: str) -> tuple[Document, ...]:
    found = []
    for each in plain.items(row.get(key)):
        url = plain.text(each, "url")
        if urlsplit(url).scheme not in _WEB:
            continue
        kind = _one_line(plain.text(each, "documentType"))
        found.append(
            Document(_one_line(plain.text(each, "name", "description")) or kind or "Document", kind, url)
        )
    return tuple(dict.fromkeys(found))
