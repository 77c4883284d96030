"""What the sources of committee meetings hand over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from legislation.meeting_words import MeetingKind


@dataclass(frozen=True)
class ListedMeeting:
    """A meeting as a list names it: without its day, committee or title."""

    congress: int
    chamber: str
    event_id: str
    updated_at: datetime | None


@dataclass(frozen=True)
class MeetingBody:
    """A committee or subcommittee that meets, by code and the source's name for it."""

    code: str
    name: str


@dataclass(frozen=True)
class Witness:
    """Who testifies, in the source's words."""

    name: str
    position: str = ""
    organization: str = ""


@dataclass(frozen=True)
class Document:
    """A document or video of a meeting, with its address."""

    name: str
    kind: str
    url: str


@dataclass(frozen=True)
class MeetingRecord:
    """One meeting, whole. `starts_at` is None where the source gives no time that can be trusted."""

    congress: int
    chamber: str
    event_id: str
    kind: MeetingKind
    kind_from_title: bool
    status: str
    title: str
    day: date | None
    starts_at: datetime | None
    building: str
    room: str
    address: str
    bodies: tuple[MeetingBody, ...]
    bills: tuple[str, ...]
    bills_from_title: bool
    witnesses: tuple[Witness, ...]
    documents: tuple[Document, ...]
    videos: tuple[Document, ...]
    updated_at: datetime | None
