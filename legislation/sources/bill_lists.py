"""Lists of all bills of a Congress: what is new and what changed, from the API or from govinfo's folders.

Neither can be trusted by itself (LibraryOfCongress/api.congress.gov issues 334, 231, 233, 74): a list of the API
comes unordered, repeats rows, leaves some out and promises other counts. It is read to its end, from its newest
row on and, where rows are missing, once more from its oldest; `is_whole` says whether as many bills came as promised.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from common.http import Gate, HttpClient, Policy
from legislation.choices import BillId, BillType, Chamber, FactGroup, Source, UnknownBillId
from legislation.sources import govinfo as bulk
from legislation.sources import plain
from legislation.sources.congress_api import PAGE_SIZE, SECOND_LOOKS, SERVICE, CongressApi
from legislation.sources.errors import BadSourceAnswer, told_as_source_error
from legislation.sources.records import ActionRecord, BillRecord

# A whole Congress is some 20,000 bills: eighty pages; the rest is room for repeated ones.
MAX_PAGES = 400
_NEWEST_FIRST, _OLDEST_FIRST = "updateDate desc", "updateDate asc"
# The API dates a record by day only; until this long after that day's start in Washington it may change again.
_DAY_IS_OVER = dt.timedelta(hours=36)
# govinfo writes the minute only.
_MINUTE_IS_OVER = dt.timedelta(minutes=2)


@dataclass(frozen=True)
class ListedRecord:
    """A bill as a list names it.

    `mark` is what the list says of it: another mark means another record. Whoever looked at the bill after
    `settled_at` saw what the mark stands for. `stub` holds the facts of the list's own row, where it has any.
    """

    id: BillId
    mark: str
    marked_on: dt.date | None
    settled_at: dt.datetime | None
    words: str = ""
    stub: BillRecord | None = None


@dataclass(frozen=True)
class ListPage:
    """One page of a list, as it was read."""

    rows: tuple[ListedRecord, ...]
    unreadable: tuple[str, ...] = ()


@dataclass
class Reading:
    """How a list was read: which bills came, how many were promised, whether that is all."""

    seen: set[str] = field(default_factory=set)
    promised: int = 0
    repeated: int = 0

    @property
    def missing(self) -> int:
        """How many bills the list promised and did not name."""
        return max(0, self.promised - len(self.seen))

    @property
    def is_whole(self) -> bool:
        """Whether as many different bills came as were promised."""
        return not self.missing


class ApiLists(CongressApi):
    """The lists of the Congress.gov API; use it as a context manager."""

    def changed(
        self, congress: int, since: dt.datetime, until: dt.datetime, reading: Reading
    ) -> Iterator[ListPage]:
        """Give the pages of bills whose record changed between two moments; `reading` is filled on the way.

        Newest first, a record that changes meanwhile moves rows on to later pages and none is skipped. Raises
        as `bill` does.
        """
        window = {"fromDateTime": _api_time(since), "toDateTime": _api_time(until)}
        yield from self._pass(congress, {**window, "sort": _NEWEST_FIRST}, reading)
        if not reading.is_whole:
            yield from self._pass(congress, {**window, "sort": _OLDEST_FIRST}, reading)

    def _pass(self, congress: int, ask: Mapping[str, str], reading: Reading) -> Iterator[ListPage]:
        offset, second_looks, marks = 0, SECOND_LOOKS, set[str]()
        for _ in range(MAX_PAGES):
            answer = self._page(congress, ask, offset)
            rows = plain.items(answer.get("bills"))
            pagination = answer.get("pagination")
            pagination = pagination if isinstance(pagination, Mapping) else {}
            if isinstance(pagination.get("count"), int):
                reading.promised = max(reading.promised, pagination["count"])
            mark = json.dumps(rows, sort_keys=True)
            if (rows and mark in marks) or (not rows and offset < reading.promised):
                second_looks -= 1
                if second_looks < 0:
                    return
                continue
            marks.add(mark)
            yield _read_page(rows, reading)
            offset += len(rows)
            if not rows or (offset >= reading.promised and not pagination.get("next")):
                return

    def _page(self, congress: int, ask: Mapping[str, str], offset: int) -> Mapping[str, Any]:
        with told_as_source_error(
            "the Congress.gov API refuses the key (CONGRESS_API_KEY)",
            f"the Congress.gov API has no list of bills of the {congress}th Congress",
        ):
            asked: dict[str, str | int] = {**ask, "format": "json", "limit": PAGE_SIZE, "offset": offset}
            answer = self._http.get_json(f"bill/{congress}", asked)
        if not isinstance(answer, Mapping) or "bills" not in answer:
            raise BadSourceAnswer(f"{SERVICE}: the answer holds no list of bills")
        return answer


def _read_page(rows: list[dict[str, Any]], reading: Reading) -> ListPage:
    read, unreadable = [], []
    for row in rows:
        try:
            record = _of_api(row)
        except (UnknownBillId, plain.BadValue) as error:
            unreadable.append(str(error))
            continue
        if str(record.id) in reading.seen:
            reading.repeated += 1
        reading.seen.add(str(record.id))
        read.append(record)
    return ListPage(tuple(read), tuple(unreadable))


def _of_api(row: Mapping[str, Any]) -> ListedRecord:
    bill_id = BillId.of(row.get("congress", 0), str(row.get("type", "")), row.get("number", 0))
    said = [row.get(key) for key in ("updateDate", "updateDateIncludingText", "latestAction", "title")]
    days = [plain.moment(row, key) for key in ("updateDate", "updateDateIncludingText")]
    newest = max((day for day in days if day), default=None)
    latest = row.get("latestAction")
    latest = latest if isinstance(latest, Mapping) else {}
    return ListedRecord(
        id=bill_id,
        mark=hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest(),
        marked_on=newest.date() if newest else None,
        settled_at=newest + _DAY_IS_OVER if newest else None,
        words=f"{plain.text(row, 'title')} {plain.text(latest, 'text')}",
        stub=_stub(bill_id, row, latest),
    )


def _stub(bill_id: BillId, row: Mapping[str, Any], latest: Mapping[str, Any]) -> BillRecord:
    """What a list tells of a bill: title, chamber and newest action, known to be a part only.

    Its time is the Congress's first day, so that every record of the bill itself counts as newer (P9).
    """
    day, words = plain.day(latest, "actionDate"), plain.text(latest, "text")
    return BillRecord(
        id=bill_id,
        source=Source.CONGRESS_API,
        title=plain.text(row, "title") or "No title yet",
        origin_chamber=plain.chamber(row, "originChamber") or Chamber(bill_id.type.chamber),
        introduced_on=None,
        sponsor=None,
        source_updated_at=first_day(bill_id.congress),
        fetched_at=dt.datetime.now(dt.UTC),
        actions=(ActionRecord(date=day, text=words),) if day and words else None,
        incomplete=frozenset({FactGroup.CORE, FactGroup.ACTIONS}),
        incomplete_reasons=("only the list of bills has been read",),
    )


def first_day(congress: int) -> dt.datetime:
    """Return the first moment of the January 3 on which a Congress begins (UTC)."""
    return dt.datetime(1789 + 2 * (congress - 1), 1, 3, tzinfo=dt.UTC)


def _api_time(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class GovinfoLists:
    """The folders of govinfo's bulk data as JSON; use it as a context manager."""

    base_url: str = bulk.DEFAULT_URL
    policy: Policy | None = None
    gate: Gate | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        # Without this header the same address answers with a page for people.
        headers = {"Accept": "application/json"}
        self._http = HttpClient(bulk.SERVICE, self.base_url, headers, self.policy or Policy(), self.gate)
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def folders(
        self, congress: int, reading: Reading, told: Callable[[str], None] = lambda _folder: None
    ) -> Iterator[ListPage]:
        """Give one page for each type of measure; `reading` is filled on the way. Raises as `bill` does."""
        for bill_type in BillType:
            told(bill_type.label)
            yield self._folder(congress, bill_type, reading)

    def _folder(self, congress: int, bill_type: BillType, reading: Reading) -> ListPage:
        path = f"json/BILLSTATUS/{congress}/{bill_type.value}"
        with told_as_source_error("govinfo does not let us in", f"govinfo has no folder {path}"):
            answer = self._http.get_json(path)
        files = answer.get("files") if isinstance(answer, Mapping) else None
        if not isinstance(files, list):
            raise BadSourceAnswer(f"govinfo: the folder {path} holds no list of files")
        rows = [found for found in (_of_file(each) for each in plain.items(files)) if found]
        rows = [row for row in rows if (row.id.congress, row.id.type) == (congress, bill_type)]
        reading.repeated += len(rows) - len({row.id for row in rows})
        reading.seen |= {str(row.id) for row in rows}
        return ListPage(tuple({row.id: row for row in rows}.values()))


def _of_file(entry: Mapping[str, Any]) -> ListedRecord | None:
    """Read one file of a folder; None for what is no bill (the folder's archive, schemas)."""
    name = plain.text(entry, "justFileName", "name", "displayLabel")
    try:
        bill_id = BillId.parse(name)
    except UnknownBillId:
        return None
    modified = _modified(plain.text(entry, "formattedLastModifiedTime"))
    return ListedRecord(
        id=bill_id,
        mark=f"{modified.isoformat() if modified else ''} {plain.text(entry, 'size')}".strip(),
        marked_on=modified.date() if modified else None,
        settled_at=modified + _MINUTE_IS_OVER if modified else None,
    )


def _modified(text: str) -> dt.datetime | None:
    """Read "18-Sep-2026 20:26", in GMT; None where a folder writes it otherwise."""
    try:
        return dt.datetime.strptime(text, "%d-%b-%Y %H:%M").replace(tzinfo=dt.UTC)
    except ValueError:
        return None
