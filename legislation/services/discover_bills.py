"""Finding new and changed bills by the lists of a Congress, and fetching them, the most important first.

Two steps, both safe to break off: the lists are read into a queue of rows, and the cursor moves on only when a list
was read whole; then the queue is worked off as far as the budget of calls and the time of one run allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from common import jobs
from common.citations import cite_in_full
from common.dates import eastern, start_of, today
from common.http import Policy
from common.jobs import JobError
from common.models import Job
from legislation.choices import BillId
from legislation.known_sources import ALL_BILLS
from legislation.models import Congress, ListCursor, ListedBill
from legislation.services import bill_queue, gates, source_runs
from legislation.services.pull_bills import PullResult, Reader, pull_one, source_of_bills
from legislation.sources import congress_api, govinfo
from legislation.sources.bill_lists import ApiLists, GovinfoLists, ListPage, Reading, first_day
from legislation.sources.errors import SourceBusy, SourceError

KIND = "discover bills"
_KEY = "all bills"
# The lists date records by the day, and records turn up in them late.
OVERLAP = timedelta(days=1)
# Records of a Congress that ended still change for a while.
STILL_LISTED = timedelta(days=90)
# One run ends after this long and the next goes on: a deployment or a person never waits for hours.
RUN_FOR = timedelta(minutes=20)
# A share of each hour's calls is left for the tracked bills, which are pulled by number.
_RESERVED_SHARE = 5
Report = Callable[[int, int | None, str], None]


@dataclass
class Discovery:
    """What one run brought; `paused` is why it will go on later, `stopped` why it could not."""

    service: str
    listed: int = 0
    new: int = 0
    gaps: int = 0
    pulled: PullResult = field(default_factory=lambda: PullResult(source="", asked=0))
    waiting: int = 0
    paused: str = ""
    stopped: str = ""
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain JSON values."""
        pulled = self.pulled
        return {
            "service": self.service,
            "listed": self.listed,
            "new": self.new,
            "gaps": self.gaps,
            "created": pulled.created,
            "updated": pulled.updated,
            "unchanged": pulled.unchanged,
            "failed": len(pulled.failures),
            "failures": [vars(each) for each in pulled.failures[: source_runs.KEPT_FAILURES]],
            "waiting": self.waiting,
            "paused": self.paused,
            "error": self.stopped,
            "notes": self.notes,
        }


@dataclass
class _Work:
    """What the parts of one run share."""

    run: source_runs.Run
    result: Discovery
    report: Report
    policy: Policy | None
    weigh: bill_queue.Importance
    until: datetime


def request_discovery(
    *, requested_by: int | None = None, due_at: datetime | None = None, since: datetime | None = None
) -> tuple[Job, bool]:
    """Return (job, created): a run of discovery, or the one under way: there is one at a time.

    The caller sends legislation.tasks.run_discovery with the job's id once its transaction is committed.
    `since` reads the lists from that moment on instead of from where they were last read to.
    """
    under_way = Job.objects.of_kind(KIND).open().first()
    if under_way is not None:
        return under_way, False
    arguments = {"since": since.isoformat() if since else None}
    return jobs.open_job(KIND, arguments, key=_KEY, requested_by=requested_by, due_at=due_at)


def run_discovery_job(*, job_id: str, policy: Policy | None = None) -> tuple[Job | None, Discovery | None]:
    """Run a job of discovery; return it as it ended with what it brought, or (None, None) when it is not ours."""
    results: list[Discovery] = []

    def work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        asked = job.arguments.get("since")
        since = datetime.fromisoformat(asked) if asked else None
        with source_runs.recorded_run(
            source=ALL_BILLS, kind=source_runs.why(job), job_id=job.pk, alone=True
        ) as run:
            found = discover(run=run, report=progress, since=since, policy=policy)
        results.append(found)
        if found.stopped:
            raise JobError(found.stopped)
        return found.as_dict()

    job = jobs.run(job_id, work)
    return job, (results[0] if results else None)


def discover(
    *,
    run: source_runs.Run,
    report: Report = lambda *_: None,
    since: datetime | None = None,
    policy: Policy | None = None,
) -> Discovery:
    """Read the lists into the queue, then work the queue off; tell `run` how it went."""
    service = congress_api.SERVICE if settings.CONGRESS_API_KEY else govinfo.SERVICE
    work = _Work(
        run=run,
        result=Discovery(service=service),
        report=report,
        policy=policy,
        weigh=bill_queue.importance(),
        until=timezone.now() + RUN_FOR,
    )
    try:
        _read_lists(work, since)
        bill_queue.rerank(work.weigh)
        _fetch(work)
    except SourceBusy as error:
        work.result.paused = _paused(error)
    except SourceError as error:
        work.result.stopped = f"{str(error).rstrip('.')}. What was read before is kept; the next run goes on."
    gates.forget_old_calls(timezone.now())
    _tell(work)
    return work.result


def _paused(error: SourceBusy) -> str:
    """Say why the run pauses and when it can go on."""
    why = str(error).rstrip(".")
    if error.retry_after is None:
        return f"{why}. It goes on with the next run."
    at = eastern(timezone.now() + timedelta(seconds=error.retry_after))
    return f"{why}. It goes on after {at:%-I:%M} {'a.m.' if at.hour < 12 else 'p.m.'} Eastern."  # noqa: PLR2004


def _tell(work: _Work) -> None:
    run, result = work.run, work.result
    result.waiting = ListedBill.objects.waiting().count()
    run.found(result.listed)
    run.changed(result.pulled.created + result.pulled.updated)
    for each in result.pulled.failures:
        run.failure(each.bill, each.reason)
    for note in result.notes:
        run.note(note)
    if result.waiting:
        run.note(f"{result.waiting:,} bills wait to be fetched.")
    if result.stopped:
        run.fail(result.stopped)
    elif result.paused:
        run.paused(result.paused)


def _read_lists(work: _Work, since: datetime | None) -> None:
    """Read the list of each Congress that sits, or ended lately; one that fails leaves the others to be read."""
    for congress in _congresses():
        try:
            _read_list(work, congress, since)
        except SourceError as error:
            if error.stops_run:
                raise
            work.run.failure(f"the list of the {congress.ordinal} Congress", str(error))


def _congresses() -> list[Congress]:
    day = today()
    begun = Congress.objects.filter(starts_on__lte=day, ends_on__gte=day - STILL_LISTED)
    return list(begun.order_by("-number"))


def _read_list(work: _Work, congress: Congress, since: datetime | None) -> None:
    service, now = work.result.service, timezone.now()
    cursor = ListCursor.objects.filter(service=service, congress=congress.number).first()
    start = first_day(congress.number)
    begin = since or (max(start, cursor.read_to - OVERLAP) if cursor else start)
    reading = Reading()
    for page in _pages(work, congress.number, begin, reading):
        for reason in page.unreadable:
            work.run.failure("a row of the list", reason)
        noted = bill_queue.note_listed(rows=page.rows, service=service, weigh=work.weigh, now=now)
        work.result.new += noted.new
        name = f"the list of the {congress.ordinal} Congress"
        work.report(len(reading.seen), reading.promised or None, name)
    work.result.listed += len(reading.seen)
    _move_cursor(work, congress, cursor, begin=begin, now=now, reading=reading)


def _pages(work: _Work, congress: int, since: datetime, reading: Reading) -> Iterator[ListPage]:
    if settings.CONGRESS_API_KEY:
        gate = work.run.gate(reserve=settings.CONGRESS_CALLS_PER_HOUR // _RESERVED_SHARE)
        # An open end: a record that changes while the list is read must not drop out of it and move the others.
        end = timezone.now() + OVERLAP
        with ApiLists(settings.CONGRESS_API_KEY, settings.CONGRESS_API_URL, work.policy, gate) as lists:
            yield from lists.changed(congress, since, end, reading)
    else:
        with GovinfoLists(settings.GOVINFO_URL, work.policy, work.run.gate()) as lists:
            told = lambda folder: work.report(0, None, f"govinfo's folder of {folder}")  # noqa: E731
            yield from lists.folders(congress, reading, told)


def _move_cursor(
    work: _Work,
    congress: Congress,
    cursor: ListCursor | None,
    *,
    begin: datetime,
    now: datetime,
    reading: Reading,
) -> None:
    """Move the cursor on to where this reading began, if it was whole and leaves no time out before it."""
    service = work.result.service
    if not reading.is_whole:
        words = (
            f"The list of the {congress.ordinal} Congress named {len(reading.seen):,} of {reading.promised:,} bills "
            "it promised, read from both ends; the same time is read again."
        )
        work.result.notes.append(words)
        ListCursor.objects.filter(service=service, congress=congress.number).update(note=words)
        return
    reached = cursor.read_to if cursor else first_day(congress.number)
    if begin > reached:
        work.result.notes.append("The time before the moment asked for is still to be read.")
        return
    work.run.read_to(f"{eastern(now):%Y-%m-%d %H:%M}")
    ListCursor.objects.update_or_create(
        service=service,
        congress=congress.number,
        defaults={"read_to": now, "listed_at": now, "note": ""},
    )
    work.result.gaps += bill_queue.note_gaps(congress=congress.number, service=service, now=now)


def _fetch(work: _Work) -> None:
    """Fetch what waits, the most important first, until nothing is due or the time of one run is over."""
    gate = work.run.gate(reserve=settings.CONGRESS_CALLS_PER_HOUR // _RESERVED_SHARE)
    source, reader = source_of_bills(work.policy, gate)
    work.result.pulled.source = source.value
    total = ListedBill.objects.due(timezone.now()).order_by().count()
    with reader as read:
        for number in range(total):
            entry = bill_queue.next_due(timezone.now())
            if entry is None:
                return
            if timezone.now() > work.until:
                work.result.paused = "The time of one run is over; the next one goes on."
                return
            work.report(number, total, cite_in_full(entry.measure))
            _fetch_one(work, entry, read)
    work.report(total, total, "")


def _fetch_one(work: _Work, entry: ListedBill, read: Reader) -> None:
    pulled = work.result.pulled
    before = len(pulled.failures)
    pulled.asked += 1
    pull_one(BillId.parse(entry.measure), read, lambda _part: None, pulled)
    if len(pulled.failures) == before:
        bill_queue.fetched(entry, timezone.now())
        return
    bill_queue.failed(entry, pulled.failures[-1].reason, timezone.now())
    if entry.why == ListedBill.Why.GAP:
        # A number that is kept back is no failure: it is tried again, more and more seldom.
        pulled.failures.pop()


def parse_since(text: str) -> datetime:
    """Read "2026-11-20" as the day's beginning in Washington. Raises ValueError."""
    return start_of(datetime.fromisoformat(text).date())
