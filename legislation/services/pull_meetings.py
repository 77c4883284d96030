"""Pulling committee meetings: what the lists name and is new or changed, and all that is still to come, by number."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils import timezone

from common import jobs
from common.http import Policy
from common.jobs import JobError
from common.models import Job
from legislation.known_sources import MEETINGS
from legislation.models import CommitteeMeeting, Congress
from legislation.services import source_runs
from legislation.services.sync_meeting import note_gone, sync_meeting
from legislation.sources.committee_meetings import CHAMBERS, CommitteeMeetings
from legislation.sources.errors import SourceError, UnknownBill
from legislation.sources.meeting_records import ListedMeeting

KIND = "pull meetings"
# Meetings fetched by number in one run, of the 5,000 calls an hour that all pulls share; the rest waits for the next.
AT_MOST = 400
_ALL = "all"
# What lies this far ahead is read again at each run, whatever the lists say; so is what was yesterday.
AHEAD, BEHIND = timedelta(days=60), timedelta(days=1)
# (done, total, what is being fetched)
Report = Callable[[int, int, str], None]


@dataclass
class MeetingsResult:
    """What a pull brought; `waiting` is what was left for the next run, `stopped` why it was broken off."""

    listed: int = 0
    asked: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    older: int = 0
    gone: int = 0
    waiting: int = 0
    failures: list[str] = field(default_factory=list)
    stopped: str = ""
    seconds: float = 0.0

    @property
    def error(self) -> str:
        """What went wrong in words fit to be shown; empty when nothing did."""
        kept = "The meetings known before are kept."
        if self.stopped:
            return f"The pull stopped: {self.stopped.rstrip('.')}. {kept}"
        if self.failures:
            more = f"; and {len(self.failures) - 5} more" if len(self.failures) > 5 else ""  # noqa: PLR2004
            return f"{len(self.failures)} things failed: {'; '.join(self.failures[:5])}{more}. {kept}"
        return ""

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain JSON values."""
        return {**vars(self), "seconds": round(self.seconds, 2), "error": self.error}


def request_meetings(
    *, at_most: int = AT_MOST, due_at: datetime | None = None, requested_by: int | None = None
) -> tuple[Job, bool]:
    """Return (job, created): a pull of at most so many committee meetings, or the one already under way.

    The caller sends legislation.tasks.run_meetings with the job's id once its transaction is committed.
    """
    found = Job.objects.of_kind(KIND).open().first()
    if found is not None:
        return found, False
    return jobs.open_job(KIND, {"at_most": at_most}, key=_ALL, due_at=due_at, requested_by=requested_by)


def run_meetings_job(*, job_id: str) -> tuple[Job | None, MeetingsResult | None]:
    """Run a pull's job; return it as it ended with what it brought, or (None, None) when it is not ours to run."""
    results: list[MeetingsResult] = []

    def work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        at_most, kind = job.arguments.get("at_most", AT_MOST), source_runs.why(job)
        with source_runs.recorded_run(source=MEETINGS, kind=kind, job_id=job.pk, alone=True) as run:
            results.append(pull_meetings(at_most=at_most, report=progress, run=run))
        if results[0].error:
            raise JobError(results[0].error)
        return results[0].as_dict()

    job = jobs.run(job_id, work)
    return job, (results[0] if results else None)


def pull_meetings(
    *,
    at_most: int = AT_MOST,
    report: Report = lambda *_: None,
    policy: Policy | None = None,
    run: source_runs.Run | None = None,
) -> MeetingsResult:
    """Pull the meetings of the sitting Congress, and of the next one from a week before it begins.

    The lists are read whole each time and compared by number and update with what is here: there is no cursor that
    an unordered list could make us skip past. A meeting that fails keeps what is known of it and says why. `run` is
    told what came of it.
    """
    result, started = MeetingsResult(), time.monotonic()
    if not settings.CONGRESS_API_KEY:
        result.stopped = (
            "committee meetings come from the Congress.gov API alone, and there is no key (CONGRESS_API_KEY)"
        )
    else:
        gate = run.gate() if run else None
        with CommitteeMeetings(settings.CONGRESS_API_KEY, settings.CONGRESS_API_URL, policy, gate) as source:
            try:
                _pull(source, at_most, result, report)
            except SourceError as error:
                result.stopped = str(error)
    result.seconds = time.monotonic() - started
    if run:
        _tell(run, result)
    return result


def _tell(run: source_runs.Run, result: MeetingsResult) -> None:
    run.found(result.listed)
    run.changed(result.created + result.changed + result.gone)
    for reason in result.failures:
        run.failure("a meeting or list", reason)
    if result.waiting:
        run.note(f"{result.waiting} meetings wait for the next run.")
    if result.stopped:
        run.fail(result.stopped)


def _pull(source: CommitteeMeetings, at_most: int, result: MeetingsResult, report: Report) -> None:
    now = timezone.now()
    listed: dict[tuple[int, str], ListedMeeting] = {}
    for congress in _congresses(now):
        for chamber in CHAMBERS:
            report(0, 0, f"the list of {chamber} meetings")
            found = source.listed(congress, chamber)
            listed |= {(one.congress, one.event_id): one for one in found.meetings}
            if found.trouble:
                result.failures.append(found.trouble)
    result.listed = len(listed)
    wanted = _wanted(listed, now)
    now_asked = wanted[:at_most]
    result.waiting = len(wanted) - len(now_asked)
    for number, one in enumerate(now_asked):
        report(number, len(now_asked), f"meeting {one.event_id}")
        _pull_one(source, one, result)


def _congresses(now: datetime) -> list[int]:
    today = now.date()
    rows = Congress.objects.filter(starts_on__lte=today + timedelta(days=7), ends_on__gte=today)
    return list(rows.order_by("-number").values_list("number", flat=True))


def _wanted(listed: dict[tuple[int, str], ListedMeeting], now: datetime) -> list[ListedMeeting]:
    """Order what is to be fetched: what is still to come, then what is new, then what changed; the newest first."""
    known = {
        (congress, event): updated
        for congress, event, updated in CommitteeMeeting.objects.exclude(event_id="").values_list(
            "congress_id", "event_id", "source_updated_at"
        )
    }
    coming = {(one.congress, one.event_id): one for one in _coming(now)}
    new = [one for key, one in listed.items() if key not in known]
    changed = [
        one
        for key, one in listed.items()
        if key in known and key not in coming and _is_newer(one.updated_at, known[key])
    ]
    return [*coming.values(), *_newest_first(new), *_newest_first(changed)]


def _coming(now: datetime) -> Iterable[ListedMeeting]:
    rows = CommitteeMeeting.objects.exclude(event_id="").filter(
        day__gte=now.date() - BEHIND, day__lte=now.date() + AHEAD
    )
    for row in rows.order_by("day", "pk"):
        yield ListedMeeting(row.congress_id, row.chamber, row.event_id, None)


def _is_newer(given: datetime | None, known: datetime | None) -> bool:
    return given is not None and (known is None or given > known)


def _newest_first(meetings: list[ListedMeeting]) -> list[ListedMeeting]:
    return sorted(
        meetings,
        key=lambda one: (one.updated_at.timestamp() if one.updated_at else 0, one.event_id),
        reverse=True,
    )


def _pull_one(source: CommitteeMeetings, one: ListedMeeting, result: MeetingsResult) -> None:
    """Pull one meeting into `result`; raises the SourceError for which the whole run is to stop."""
    result.asked += 1
    try:
        record = source.meeting(one)
        outcome = sync_meeting(record=record, now=timezone.now())
    except UnknownBill as error:
        _note_unknown(one, str(error), result)
    except SourceError as error:
        if error.stops_run:
            raise
        result.failures.append(str(error))
    except (OperationalError, InterfaceError):
        # The database is away: the next meeting would fare no better.
        raise
    except DatabaseError as error:
        result.failures.append(f"meeting {one.event_id}: {str(error).splitlines()[0]}")
    else:
        setattr(result, outcome.value, getattr(result, outcome.value) + 1)


def _note_unknown(one: ListedMeeting, reason: str, result: MeetingsResult) -> None:
    """Keep that a meeting is gone; a list that names one which cannot be opened is a failure of the source."""
    if note_gone(congress=one.congress, event_id=one.event_id, now=timezone.now()):
        result.gone += 1
    elif not CommitteeMeeting.objects.filter(congress=one.congress, event_id=one.event_id).exists():
        result.failures.append(reason)
