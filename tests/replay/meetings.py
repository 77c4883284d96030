"""Committee meetings as the Congress.gov API serves them: lists per chamber, and each meeting by its number."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from tests.replay.answers import Answer

Meeting = dict[str, Any]


def a_meeting(event_id: str, **said: Any) -> Meeting:
    """A made-up House markup in the recorded shape; `said` replaces parts of it."""
    return {
        "chamber": "House",
        "committees": [{"name": "House Foreign Affairs Committee", "systemCode": "hsfa00"}],
        "congress": 119,
        "date": "2026-12-03T15:00:00Z",
        "eventId": event_id,
        "hearingTranscript": [],
        "location": {"building": "Rayburn House Office Building", "room": "2172"},
        "meetingDocuments": [],
        "meetingStatus": "Scheduled",
        "relatedItems": {
            "bills": [{"congress": 119, "number": "9001", "type": "HR"}],
            "nominations": [],
            "treaties": [],
        },
        "title": "SAMPLE markup of various measures",
        "type": "Markup",
        "updateDate": "2026-11-20T12:00:00Z",
        "videos": [],
        "witnessDocuments": [],
        "witnesses": [],
        **said,
    }


@dataclass
class Meetings:
    """What is served. `rows` of a chamber's list are made from the meetings unless a test sets them."""

    meetings: dict[str, Meeting] = field(default_factory=dict)
    rows: dict[str, list[Meeting]] = field(default_factory=dict)

    def add(self, meeting: Meeting) -> Meeting:
        """Serve a meeting, in place of an earlier copy of the same number."""
        self.meetings[meeting["eventId"]] = meeting
        return meeting

    def say(self, event_id: str, **said: Any) -> None:
        """Change a meeting in place; its update moves on unless told."""
        self.meetings[event_id] |= {"updateDate": "2026-11-25T12:00:00Z", **said}

    def list_of(self, chamber: str) -> list[Meeting]:
        """The rows of a chamber's list."""
        if chamber in self.rows:
            return self.rows[chamber]
        return [row_of(one) for one in self.meetings.values() if str(one.get("chamber")).lower() == chamber]

    def answer(self, parts: list[str], limit: int, offset: int, kind: str) -> Answer:
        """Answer for the parts of an address after `committee-meeting`: congress, chamber and perhaps a number."""
        if len(parts) == 3:
            meeting = self.meetings.get(parts[2])
            if meeting is None:
                return Answer(
                    404, json.dumps({"error": "No CommitteeMeeting matches the given query."}).encode()
                )
            return Answer(body=json.dumps({"committeeMeeting": meeting}).encode())
        rows = [one for one in self.list_of(parts[1]) if str(one["congress"]) == parts[0]]
        start = max(0, offset - limit) if kind == "duplicate_page" else offset
        page = [] if kind == "empty_page" else rows[start : start + limit]
        pagination: dict[str, Any] = {"count": len(rows)}
        if offset + limit < len(rows):
            pagination["next"] = f"?offset={offset + limit}"
        return Answer(body=json.dumps({"committeeMeetings": page, "pagination": pagination}).encode())


def row_of(meeting: Meeting) -> Meeting:
    """A meeting as a list names it."""
    return {key: meeting.get(key) for key in ("chamber", "congress", "eventId", "updateDate")}
