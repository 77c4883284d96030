"""What a notice of a committee meeting says: its kind and status, and what can be read from its title. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import TextChoices

from legislation.choices import BillId, UnknownBillId


class MeetingKind(TextChoices):
    """What committees meet for; the Senate's list calls each of its own a meeting."""

    HEARING = "hearing", "Hearing"
    MARKUP = "markup", "Markup"
    BUSINESS = "business", "Business meeting"
    MEETING = "meeting", "Meeting"


class MeetingStatus(TextChoices):
    """How a meeting stands, in the words of the source."""

    SCHEDULED = "scheduled", "Scheduled"
    RESCHEDULED = "rescheduled", "Rescheduled"
    POSTPONED = "postponed", "Postponed"
    CANCELED = "canceled", "Canceled"


# What does not take place at the time it is listed for.
OFF = (MeetingStatus.POSTPONED, MeetingStatus.CANCELED)
# The words of Senate titles, the stronger first: a business meeting may be "to consider ... following a hearing".
_KINDS_IN_TITLES = (
    (re.compile(r"\bmark-?\s?ups?\b|\bto mark up\b", re.IGNORECASE), MeetingKind.MARKUP),
    (re.compile(r"\b(?:business|executive) (?:meeting|session)s?\b", re.IGNORECASE), MeetingKind.BUSINESS),
    (re.compile(r"\bhearings?\b", re.IGNORECASE), MeetingKind.HEARING),
)
_TYPES = (
    r"H\.?\s?J\.?\s?Res",
    r"S\.?\s?J\.?\s?Res",
    r"H\.?\s?Con\.?\s?Res",
    r"S\.?\s?Con\.?\s?Res",
    r"H\.?\s?Res",
    r"S\.?\s?Res",
    r"H\.?\s?R",
    # A lone S needs its point, or every plural and initial would be a bill.
    r"S(?=\.)",
)
# Not after a letter or a point: the S of "U.S. 50" is no Senate bill.
_BILL = re.compile(
    rf"(?<![\w.])(?P<cited>(?:{'|'.join(_TYPES)})\.?\s{{0,2}}(?P<number>\d{{1,5}}))(?![\d,]\d|\d)"
)
_CONGRESS_AFTER = re.compile(r"\s*[,(]?\s*(\d{2,3})(?:st|nd|rd|th)\b")


@dataclass(frozen=True)
class KindRead:
    """The kind of a meeting, and whether the title said so because the source did not."""

    kind: MeetingKind
    from_title: bool


def kind_of(given: str, title: str) -> KindRead:
    """Return the kind of a meeting from the source's type, else from its title.

    The API gives Hearing, Markup or Meeting for the House and Meeting, or nothing, for the Senate
    (CommitteeMeetingEndpoint.md; LibraryOfCongress/api.congress.gov#176).
    """
    try:
        kind = MeetingKind(given.strip().casefold())
    except ValueError:
        kind = MeetingKind.MEETING
    if kind is not MeetingKind.MEETING:
        return KindRead(kind, from_title=False)
    found = next((each for words, each in _KINDS_IN_TITLES if words.search(title)), None)
    return KindRead(found or kind, from_title=found is not None)


def status_of(given: str) -> str:
    """Return the status of a meeting in our spelling, empty where the source gives none that is known."""
    # Canceled also comes with the British double l.
    spelled = given.strip().casefold().replace("ll", "l")
    return spelled if spelled in MeetingStatus.values else ""


def bills_in(title: str, congress: int) -> tuple[str, ...]:
    """Return the ids of the measures a title cites, each once and in its order.

    A citation counts for `congress` unless another one follows it, as in "S. 2012 (118th Congress)".
    """
    found: dict[str, None] = {}
    for match in _BILL.finditer(title):
        after = _CONGRESS_AFTER.match(title, match.end())
        try:
            bill = BillId.parse(match["cited"], congress=int(after[1]) if after else congress)
        except UnknownBillId:
            continue
        found[str(bill)] = None
    return tuple(found)
