"""The Congress.gov API, version 3: a bill and every list that belongs to it, read to its end.

Counts, pages and orders of the API cannot be trusted: a list is taken only when as many rows arrived as it
promises; else its group is left out of the record and named in `incomplete`, so that the last good data
stay. Shapes: github.com/LibraryOfCongress/api.congress.gov, Documentation/BillEndpoint.md.
"""

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from common.http import Gate, HttpClient, Policy
from legislation.choices import BillId, FactGroup, Source
from legislation.sources import bill_shape, plain, proceedings_shape
from legislation.sources.errors import (
    BadSourceAnswer,
    SourceError,
    SourceUnavailable,
    UnknownBill,
    WrongKey,
    told_as_source_error,
)
from legislation.sources.records import BillRecord

DEFAULT_URL = "https://api.congress.gov/v3"
SERVICE = "Congress.gov API"
PAGE_SIZE = 250
# The longest list of any bill (cosponsors, actions) fits into a handful of pages.
MAX_PAGES = 40
SECOND_LOOKS = 2
_ALWAYS: dict[str, str | int] = {"format": "json", "limit": PAGE_SIZE, "sort": "updateDate desc"}

Rows = list[dict[str, Any]]


class IncompleteList(SourceError):  # noqa: N818 - named for what is wrong
    """A list ended before it was whole; the message says how far it came."""


@dataclass(frozen=True)
class _List:
    """One list of a bill: its address, its key in the answer, and how to read its rows.

    `repeats` where official records give a row twice now and then: 24 bills of the 119th repeat an action.
    `sparing` where most bills have none and the bill's own count is taken for it: a call less for each.
    """

    path: str
    key: str
    field: str
    read: Callable[[Rows], Any]
    repeats: bool = False
    sparing: bool = False


_LISTS = {
    FactGroup.ACTIONS: _List("actions", "actions", "actions", bill_shape.actions_of, repeats=True),
    FactGroup.COSPONSORS: _List("cosponsors", "cosponsors", "cosponsors", bill_shape.cosponsors_of),
    FactGroup.COMMITTEES: _List("committees", "committees", "committees", bill_shape.committees_of),
    FactGroup.SUBJECTS: _List("subjects", "subjects", "subjects", bill_shape.subjects_of),
    FactGroup.TITLES: _List("titles", "titles", "titles", bill_shape.titles_of, repeats=True),
    FactGroup.SUMMARIES: _List("summaries", "summaries", "summaries", bill_shape.summaries_of),
    FactGroup.TEXTS: _List("text", "textVersions", "text_versions", bill_shape.text_versions_of),
    FactGroup.RELATED: _List("relatedbills", "relatedBills", "related_bills", bill_shape.related_of),
    FactGroup.AMENDMENTS: _List(
        "amendments", "amendments", "amendments", proceedings_shape.amendments_of, sparing=True
    ),
}


@dataclass
class CongressApi:
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

    def bill(self, bill_id: BillId, progress: Callable[[str], None] = lambda _step: None) -> BillRecord:
        """Fetch one bill with all its lists; `progress` is told each list's name before it is fetched.

        A list that fails by itself is None in the record, its group is in `incomplete` and the reason in
        `incomplete_reasons`. Raises UnknownBill, WrongKey, SourceBusy, SourceUnavailable, BadSourceAnswer.
        """
        progress("bill")
        core = self._core(bill_id)
        groups: dict[str, Any] = {}
        failed: dict[FactGroup, str] = {}
        for group, each in _LISTS.items():
            if each.sparing and not _core_promise(core, each.key):
                groups[each.field] = each.read([])
                continue
            progress(each.path)
            try:
                groups[each.field] = each.read(self._rows(bill_id, each, core))
            except (IncompleteList, BadSourceAnswer, SourceUnavailable, UnknownBill, plain.BadValue) as error:
                if isinstance(error, SourceError) and error.stops_run:
                    raise
                failed[group] = f"{each.path}: {error}"
        return _record(bill_id, core, groups, failed)

    def _core(self, bill_id: BillId) -> Mapping[str, Any]:
        answer = self._get(bill_id, "")
        core = answer.get("bill")
        if not isinstance(core, Mapping):
            raise BadSourceAnswer(f"{SERVICE}: the answer for {bill_id} holds no bill")
        given = f"{core.get('congress')}-{str(core.get('type')).lower()}-{core.get('number')}"
        if given != str(bill_id):
            raise BadSourceAnswer(f"{SERVICE}: asked for {bill_id}, was given {given}")
        return core

    def _rows(self, bill_id: BillId, each: _List, core: Mapping[str, Any]) -> Rows:
        """Fetch a list page by page; raises IncompleteList where it ends before its promised count.

        A page that is empty too early or came before is asked for again a few times: often the next answer
        is right.
        """
        promised, second_looks = _core_promise(core, each.key), SECOND_LOOKS
        pages: list[Rows] = []
        seen: set[str] = set()
        for _ in range(MAX_PAGES):
            so_far = sum(map(len, pages))
            answer = self._get(bill_id, each.path, offset=so_far)
            page, mark = _page(answer, each.key), json.dumps(answer.get(each.key), sort_keys=True)
            promised = max(promised, _expected(answer, each.key))
            if (page and mark in seen) or (not page and so_far < promised):
                second_looks -= 1
                if second_looks < 0:
                    raise IncompleteList(f"ends after {so_far} of {promised} rows")
                continue
            seen.add(mark)
            pages.append(page)
            if not page or (so_far + len(page) >= promised and not _next(answer)):
                return _whole(pages, promised, repeats=each.repeats)
        raise IncompleteList(f"does not end after {MAX_PAGES} pages")

    def _get(self, bill_id: BillId, path: str, *, offset: int = 0) -> Mapping[str, Any]:
        address = f"bill/{bill_id.congress}/{bill_id.type.value}/{bill_id.number}"
        with told_as_source_error(
            "the Congress.gov API refuses the key (CONGRESS_API_KEY)",
            f"the Congress.gov API has no bill {bill_id}",
        ):
            answer = self._http.get_json(f"{address}/{path}".rstrip("/"), {**_ALWAYS, "offset": offset})
        if not isinstance(answer, Mapping):
            raise BadSourceAnswer(f"{SERVICE}: the answer for {bill_id} {path} is no object")
        return answer


def _page(answer: Mapping[str, Any], key: str) -> Rows:
    if key not in answer:
        raise IncompleteList(f"the answer has no {key}")
    found = answer[key]
    if key == "subjects" and isinstance(found, Mapping):
        found = found.get("legislativeSubjects")
    return plain.items(found)


def _promised(part: object) -> int:
    """Take a count out of a part of an answer; zero where it gives none."""
    count = part.get("count") if isinstance(part, Mapping) else None
    return count if isinstance(count, int) else 0


def _core_promise(core: Mapping[str, Any], key: str) -> int:
    """Take the count the bill itself gives for a list, without the policy area among the subjects."""
    area = key == "subjects" and core.get("policyArea")
    return max(0, _promised(core.get(key)) - (1 if area else 0))


def _expected(answer: Mapping[str, Any], key: str) -> int:
    return _promised(answer.get("pagination")) - _not_rows(answer, key)


def _not_rows(answer: Mapping[str, Any], key: str) -> int:
    """Count what a list's count includes without being a row: the policy area among the subjects."""
    subjects = answer.get(key)
    return 1 if key == "subjects" and isinstance(subjects, Mapping) and subjects.get("policyArea") else 0


def _whole(pages: list[Rows], promised: int, *, repeats: bool) -> Rows:
    """Return the rows of all pages; raises IncompleteList where repeated rows hide missing ones.

    The same row on two pages is a fault of the paging and counts once; inside one page it counts as often
    as it stands there, in lists whose official records do repeat rows.
    """
    unique: dict[tuple[str, int], dict[str, Any]] = {}
    for page in pages:
        times: Counter[str] = Counter()
        for row in page:
            mark = json.dumps(row, sort_keys=True)
            unique[mark, times[mark] if repeats else 0] = row
            times[mark] += 1
    if len(unique) < promised:
        raise IncompleteList(f"repeats rows and has {len(unique)} of {promised}")
    return list(unique.values())


def _next(answer: Mapping[str, Any]) -> bool:
    pagination = answer.get("pagination")
    return isinstance(pagination, Mapping) and bool(pagination.get("next"))


def _record(
    bill_id: BillId, core: Mapping[str, Any], groups: dict[str, Any], failed: dict[FactGroup, str]
) -> BillRecord:
    try:
        moments = [plain.moment(core, key) for key in ("updateDate", "updateDateIncludingText")]
        area = core.get("policyArea")
        return BillRecord(
            id=bill_id,
            source=Source.CONGRESS_API,
            title=plain.text(core, "title"),
            origin_chamber=plain.chamber(core, "originChamber") or bill_id.type.chamber,
            introduced_on=plain.day(core, "introducedDate"),
            sponsor=bill_shape.sponsor_of(plain.items(core.get("sponsors"))),
            policy_area=plain.text(area, "name") if isinstance(area, Mapping) else "",
            source_updated_at=max((moment for moment in moments if moment), default=None),
            fetched_at=datetime.now(UTC),
            laws=bill_shape.laws_of(plain.items(core.get("laws"))),
            reports=proceedings_shape.reports_of(core),
            amendment_count=_promised(core.get("amendments")),
            incomplete=frozenset(failed),
            incomplete_reasons=tuple(failed.values()),
            **groups,
        )
    except plain.BadValue as error:
        raise BadSourceAnswer(f"{SERVICE}: {bill_id}: {error}") from error
