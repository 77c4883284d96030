"""Committee meetings of the Congress.gov API: the list of a chamber, and one meeting.

The list gives no day, committee or title, its order cannot be relied on, and rows come twice or are missing: so
what it does not name says nothing, and a meeting once seen is asked for by its own number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from common.http import Gate, HttpClient, Policy
from legislation.sources import plain
from legislation.sources.congress_api import DEFAULT_URL, SERVICE
from legislation.sources.errors import BadSourceAnswer, SourceError, WrongKey, told_as_source_error
from legislation.sources.meeting_records import ListedMeeting, MeetingRecord
from legislation.sources.meeting_shape import listed_of, meeting_of

PAGE_SIZE = 250
# A Congress has some 2,500 meetings in the House and 1,500 in the Senate.
MAX_PAGES = 40
# As the address spells them; joint committees stand under the last.
CHAMBERS = ("house", "senate", "nochamber")


@dataclass
class MeetingList:
    """The meetings a list named, each once with its newest update; `trouble` says why it is not whole, if so."""

    meetings: list[ListedMeeting] = field(default_factory=list)
    trouble: str = ""


@dataclass
class CommitteeMeetings:
    """The API at `base_url` with our key; use it as a context manager. The key is sent in a header only."""

    api_key: str = field(repr=False)
    base_url: str = DEFAULT_URL
    policy: Policy | None = None
    gate: Gate | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not self.api_key.strip():
            raise WrongKey("there is no key for the Congress.gov API (CONGRESS_API_KEY)")
        headers = {"X-Api-Key": self.api_key.strip(), "Accept": "application/json"}
        self._http = HttpClient(SERVICE, self.base_url, headers, self.policy or Policy(), self.gate)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def listed(self, congress: int, chamber: str) -> MeetingList:
        """Return what the list of a chamber (of CHAMBERS) names, as far as it goes.

        A page that fails, an early end and rows that hide others end up in `trouble`. Raises only the SourceError
        for which the whole run is to stop.
        """
        found: dict[str, ListedMeeting] = {}
        promised = so_far = 0
        try:
            for _ in range(MAX_PAGES):
                answer = self._get(f"committee-meeting/{congress}/{chamber}", "its list of meetings", so_far)
                rows = plain.items(answer.get("committeeMeetings"))
                promised = max(promised, _count(answer))
                so_far += len(rows)
                _keep_newest(found, rows)
                if not rows or (so_far >= promised and not _has_next(answer)):
                    break
        except SourceError as error:
            if error.stops_run:
                raise
            return MeetingList(list(found.values()), f"the list of {chamber} meetings: {error}")
        missing = promised - len(found)
        trouble = f"the list of {chamber} meetings has {len(found)} of {promised}" if missing > 0 else ""
        return MeetingList(list(found.values()), trouble)

    def meeting(self, listed: ListedMeeting) -> MeetingRecord:
        """Return one meeting. Raises UnknownBill where the API has none of this number, and the other SourceErrors."""
        chamber = listed.chamber or "nochamber"
        address = f"committee-meeting/{listed.congress}/{chamber}/{listed.event_id}"
        answer = self._get(address, f"meeting {listed.event_id}")
        row = answer.get("committeeMeeting")
        if not isinstance(row, Mapping):
            raise BadSourceAnswer(f"{SERVICE}: the answer for meeting {listed.event_id} holds no meeting")
        try:
            return meeting_of(row, listed)
        except plain.BadValue as error:
            raise BadSourceAnswer(f"{SERVICE}: meeting {listed.event_id}: {error}") from error

    def _get(self, address: str, what: str, offset: int | None = None) -> Mapping[str, Any]:
        query: dict[str, str | int] = {"format": "json"}
        if offset is not None:
            query |= {"limit": PAGE_SIZE, "offset": offset, "sort": "updateDate desc"}
        with told_as_source_error(
            "the Congress.gov API refuses the key (CONGRESS_API_KEY)",
            f"the Congress.gov API does not have {what}",
        ):
            answer = self._http.get_json(address, query)
        if not isinstance(answer, Mapping):
            raise BadSourceAnswer(f"{SERVICE}: the answer for {what} is no object")
        return answer


def _keep_newest(found: dict[str, ListedMeeting], rows: list[dict[str, Any]]) -> None:
    for row in rows:
        each = listed_of(row)
        if each is None:
            continue
        known = found.get(each.event_id)
        if known is None or (
            each.updated_at and (not known.updated_at or each.updated_at > known.updated_at)
        ):
            found[each.event_id] = each


def _count(answer: Mapping[str, Any]) -> int:
    pagination = answer.get("pagination")
    count = pagination.get("count") if isinstance(pagination, Mapping) else None
    return count if isinstance(count, int) else 0


def _has_next(answer: Mapping[str, Any]) -> bool:
    pagination = answer.get("pagination")
    return isinstance(pagination, Mapping) and bool(pagination.get("next"))
