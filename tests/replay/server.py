"""A local stand-in for the Congress.gov API and govinfo's bulk data that answers as they do, or misbehaves.

It serves what it was given with `add_api_bill` and `add_billstatus`, in the recorded shapes, page by page.
`misbehave("slow", on="actions")` and the like change the next answers to one resource.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from tests.replay.answers import Answer
from tests.replay.bill_lists import BillLists
from tests.replay.meetings import Meetings
from tests.replay.published import PublishedFiles
from tests.replay.votes import Votes

API_KEY = "replay-key"
# The list's key in an answer, by the last part of its address.
LISTS = {
    "actions": "actions",
    "cosponsors": "cosponsors",
    "committees": "committees",
    "subjects": "subjects",
    "titles": "titles",
    "summaries": "summaries",
    "text": "textVersions",
    "relatedbills": "relatedBills",
    "amendments": "amendments",
}
XML_BY_DEFAULT = (
    b'<?xml version="1.0" encoding="utf-8"?><api-root><note>format=json was not asked for</note></api-root>'
)
KINDS = frozenset(
    {
        "slow",
        "rate_limited",
        "server_error",
        "truncated",
        "empty_page",
        "duplicate_page",
        "short",
        "not_found",
        "drop",
        "redirect",
        "wrong_bill",
        "unordered",
        "missing_rows",
        "wrong_count",
        "xml",
    }
)


@dataclass
class Mischief:
    """One way to misbehave, for the next `times` answers to `on` (None: for good), from `page` on."""

    kind: str
    on: str
    times: int | None
    page: int = 0
    seconds: float = 0.0
    retry_after: str | None = None
    bill: str | None = None

    def fits(self, resource: str, bill: str, page: int) -> bool:
        left = self.times is None or self.times > 0
        return left and self.on in {resource, "*"} and page >= self.page and self.bill in {None, bill}

    def use(self) -> None:
        if self.times is not None:
            self.times -= 1


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass
class ReplayServer:
    """The server; use it as a context manager. `page_cap` makes pages smaller than a client asks for."""

    api_key: str = API_KEY
    page_cap: int = 250
    meetings: Meetings = field(default_factory=Meetings)
    votes: Votes = field(default_factory=Votes)
    seen: list[Seen] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lists = BillLists()
        self._bills: dict[str, dict[str, Any]] = {}
        self._files: dict[str, bytes] = {}
        self._texts: dict[str, bytes] = {}
        self.published = PublishedFiles()
        self._mischief: list[Mischief] = []
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self._server.daemon_threads = True
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.shutdown()
        self._server.server_close()

    @property
    def root(self) -> str:
        assert self._server is not None, "the server runs inside `with` only"
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def api_url(self) -> str:
        """What to set CONGRESS_API_URL to."""
        return f"{self.root}/v3"

    @property
    def legislators_url(self) -> str:
        """What to set LEGISLATORS_URL to."""
        return f"{self.root}/congress-legislators"

    @property
    def govinfo_url(self) -> str:
        """What to set GOVINFO_URL to."""
        return f"{self.root}/bulkdata"

    def add_api_bill(self, answers: Mapping[str, Any]) -> str:
        """Serve a bill: `bill` is its object, each other key a list (`subjects` an object). Returns its id."""
        bill = answers["bill"]
        bill_id = f"{bill['congress']}-{str(bill['type']).lower()}-{bill['number']}"
        self._bills[bill_id] = dict(answers)
        return bill_id

    def add_recorded_bill(self, folder: Path, prefix: str) -> str:
        """Serve answers recorded from the real API, such as `recorded_client_bill_117_hr_21`."""
        answers: dict[str, Any] = {"bill": _load(folder / f"{prefix}.json")["bill"]}
        for path, key in LISTS.items():
            answers[path] = _load(folder / f"{prefix}_{path}.json")[key]
        return self.add_api_bill(answers)

    def add_billstatus(self, name: str, content: bytes) -> None:
        """Serve a BILLSTATUS file under its name, such as `BILLSTATUS-119hr1144.xml`."""
        self._files[name] = content

    def add_text(self, path: str, content: bytes) -> None:
        """Serve a bill's text under its path below BILLS, such as `119/1/hr/BILLS-119hr1144ih.xml`."""
        self._texts[path] = content

    def misbehave(
        self,
        kind: str,
        *,
        on: str = "*",
        times: int | None = 1,
        page: int = 0,
        seconds: float = 1.0,
        retry_after: str | None = None,
        bill: str | None = None,
    ) -> None:
        """Misbehave on a resource (`bill`, `actions`, ..., `billstatus`, `*`), now and `times` times."""
        assert kind in KINDS, f"unknown kind {kind!r}; one of {sorted(KINDS)}"
        self._mischief.append(Mischief(kind, on, times, page, seconds, retry_after, bill))

    def behave(self) -> None:
        """Stop misbehaving."""
        self._mischief.clear()

    def paths(self) -> list[str]:
        """List the paths asked for, in order."""
        return [each.path for each in self.seen]

    def answer(self, path: str, query: Mapping[str, str], headers: Mapping[str, str]) -> Answer | None:
        """Answer one request; None means: hang up without a word."""
        self.seen.append(Seen(path, query, headers))
        parts = [part for part in path.split("/") if part]
        if parts[:1] == ["bulkdata"]:
            return self._bulk(parts[1:], headers)
        if parts[:2] == ["v3", "bill"] and len(parts) == 3:
            return self._answer_list(parts[2], query, headers)
        if parts[:2] == ["v3", "bill"] and len(parts) in {5, 6}:
            return self._api(parts[2:], query, headers)
        if parts[:2] == ["v3", "committee-meeting"] and len(parts) in {4, 5}:
            resource, name = ("meetings", parts[3]) if len(parts) == 4 else ("meeting", parts[4])
            return self._kept(self.meetings, (resource, name), parts[2:], query, headers)
        if parts[:2] == ["v3", "house-vote"] and len(parts) in {5, 6}:
            resource = "house-vote-members" if len(parts) == 6 else "house-vote"
            return self._kept(self.votes, (resource, parts[4]), parts[2:], query, headers)
        return self._outside_bills(parts, headers)

    def _outside_bills(self, parts: list[str], headers: Mapping[str, str]) -> Answer | None:
        """Answer for what is asked besides bills, votes and meetings: the published list of legislators."""
        if parts[:1] == ["congress-legislators"]:
            return self._with_mischief(
                parts[-1], "", 0, lambda _kind: self.published.answer(parts[-1], headers)
            )
        return _error(404, "NOT_FOUND", "Unknown resource")

    def _bulk(self, parts: list[str], headers: Mapping[str, str]) -> Answer | None:
        """Answer as govinfo: folders, BILLSTATUS files, texts."""
        if parts[:2] == ["json", "BILLSTATUS"]:
            wants_json = "json" in {name.lower(): value for name, value in headers.items()}.get("accept", "")
            make = partial(self.lists.folder, parts[2], parts[3], wants_json=wants_json)
            return self._with_mischief("folder", parts[3], 0, make)
        if parts[:1] == ["BILLSTATUS"]:
            return self._with_mischief(
                "billstatus", parts[-1], 0, lambda _kind: _of_xml(self._files, parts[-1])
            )
        return self._with_mischief(
            "text", parts[-1], 0, lambda _kind: _of_xml(self._texts, "/".join(parts[1:]))
        )

    def _kept(
        self,
        store: Meetings | Votes,
        what: tuple[str, str],
        parts: list[str],
        query: Mapping[str, str],
        headers: Mapping[str, str],
    ) -> Answer | None:
        """Answer from a store of its own, after the checks and the mischief that all of the API has."""
        refusal = self._refusal(query, headers)
        if refusal is not None:
            return refusal
        limit, offset = min(int(query.get("limit", "20")), self.page_cap), int(query.get("offset", "0"))

        def make(kind: str) -> Answer:
            return store.answer(parts, limit, offset, kind)

        return self._with_mischief(*what, offset // max(limit, 1), make)

    def _refusal(self, query: Mapping[str, str], headers: Mapping[str, str]) -> Answer | None:
        key = {name.lower(): value for name, value in headers.items()}.get(
            "x-api-key", query.get("api_key", "")
        )
        if key != self.api_key:
            code = "API_KEY_INVALID" if key else "API_KEY_MISSING"
            return _error(403, code, "An invalid api_key was supplied. Get one at https://api.congress.gov/")
        if query.get("format") != "json":
            return Answer(body=XML_BY_DEFAULT, type="application/xml")
        return None

    def _answer_list(
        self, congress: str, query: Mapping[str, str], headers: Mapping[str, str]
    ) -> Answer | None:
        limit = min(int(query.get("limit", "20")), self.page_cap)
        page = int(query.get("offset", "0")) // max(limit, 1)
        return self._refusal(query, headers) or self._with_mischief(
            "list", congress, page, lambda kind: self.lists.page(congress, query, limit, kind)
        )

    def _api(self, parts: list[str], query: Mapping[str, str], headers: Mapping[str, str]) -> Answer | None:
        refusal = self._refusal(query, headers)
        if refusal is not None:
            return refusal
        bill_id, resource = "-".join(parts[:3]), parts[3] if len(parts) > 3 else "bill"
        limit = min(int(query.get("limit", "20")), self.page_cap)
        offset = int(query.get("offset", "0"))

        def make(kind: str) -> Answer:
            if bill_id not in self._bills or (resource != "bill" and resource not in LISTS):
                return Answer(
                    404, json.dumps({"error": f"No Bill matches the given query. ({bill_id})"}).encode()
                )
            return Answer(body=json.dumps(self._body(bill_id, resource, limit, offset, kind)).encode())

        return self._with_mischief(resource, bill_id, offset // max(limit, 1), make)

    def _body(self, bill_id: str, resource: str, limit: int, offset: int, kind: str) -> dict[str, Any]:
        bill = self._bills[bill_id]
        congress, bill_type, number = bill_id.split("-")
        request = {"congress": congress, "billType": bill_type, "billNumber": number, "format": "json"}
        if resource == "bill":
            given = {**bill["bill"], "number": "1"} if kind == "wrong_bill" else bill["bill"]
            return {"bill": given, "request": request}
        found = bill.get(resource) or []
        rows = found.get("legislativeSubjects", []) if isinstance(found, dict) else found
        # The real count of subjects includes the policy area.
        count = len(rows) + (1 if isinstance(found, dict) and found.get("policyArea") else 0)
        start = max(0, offset - limit) if kind == "duplicate_page" else offset
        page = [] if kind == "empty_page" else rows[start : start + limit]
        if kind == "short":
            page = page[:-1]
        pagination: dict[str, Any] = {"count": count, "total": count}
        if offset + limit < len(rows):
            pagination["next"] = (
                f"{self.api_url}/bill/{congress}/{bill_type}/{number}/{resource}?offset={offset + limit}"
            )
        inner = {**found, "legislativeSubjects": page} if isinstance(found, dict) else page
        return {LISTS[resource]: inner, "pagination": pagination, "request": request}

    def _with_mischief(
        self, resource: str, bill: str, page: int, make: Callable[[str], Answer]
    ) -> Answer | None:
        with self._lock:
            mischief = next((each for each in self._mischief if each.fits(resource, bill, page)), None)
            if mischief is not None:
                mischief.use()
        if mischief is None:
            return make("")
        if mischief.kind == "drop":
            return None
        if mischief.kind == "slow":
            time.sleep(mischief.seconds)
        if mischief.kind == "truncated":
            answer = make("")
            return Answer(answer.status, answer.body[: len(answer.body) * 2 // 3], answer.type)
        return _REFUSALS.get(mischief.kind, lambda _each: make(mischief.kind))(mischief)


def _of_xml(files: Mapping[str, bytes], name: str) -> Answer:
    if name not in files:
        return Answer(404, b"<html>404</html>", "text/html")
    return Answer(body=files[name], type="application/xml")


def _rate_limited(mischief: Mischief) -> Answer:
    answer = _error(429, "OVER_RATE_LIMIT", "You have exceeded your rate limit.")
    if mischief.retry_after is not None:
        answer.headers["Retry-After"] = mischief.retry_after
    return answer


_REFUSALS: dict[str, Callable[[Mischief], Answer]] = {
    "rate_limited": _rate_limited,
    "server_error": lambda _each: Answer(500, b"<html>Internal Server Error</html>", "text/html"),
    "not_found": lambda _each: Answer(404, b'{"error": "No Bill matches the given query."}'),
    "xml": lambda _each: Answer(body=XML_BY_DEFAULT, type="application/xml"),
    "redirect": lambda _each: Answer(302, b"", headers={"Location": "http://127.0.0.1:9/elsewhere"}),
}


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _error(status: int, code: str, message: str) -> Answer:
    return Answer(status, json.dumps({"error": {"code": code, "message": message}}).encode())


def _handler_for(server: ReplayServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
            answer = server.answer(parts.path, query, dict(self.headers))
            if answer is None:
                self.close_connection = True
                return
            try:
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.type)
                self.send_header("Content-Length", str(len(answer.body)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)
            except (BrokenPipeError, ConnectionResetError):
                # The client gave up waiting, as it should.
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Keep the test output clean."""

    return Handler
