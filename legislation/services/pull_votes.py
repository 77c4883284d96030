"""Fetching the House roll calls that tracked bills refer to, with how every member voted."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import IntegrityError

from common import jobs
from common.http import Policy
from common.jobs import JobError
from common.models import Job
from legislation.choices import Chamber
from legislation.known_sources import HOUSE_VOTES
from legislation.models import BillVote, RollCall
from legislation.roll_calls import FIRST_BY_MEMBER, VoteId
from legislation.services import source_runs
from legislation.services.known_rows import KnownRows
from legislation.services.roll_calls import write_roll_call
from legislation.sources.errors import SourceError
from legislation.sources.house_votes import HouseVotes

KIND = "pull votes"
_ALL = "all tracked"
_NAMED = 10
# The clerk corrects a vote within days; after that one that is here whole is not asked for again.
CORRECTED_WITHIN = dt.timedelta(days=7)
# Calls of each hour that votes leave for the tracked bills themselves.
LEFT_FOR_BILLS = 1000
# (done, total, what is being fetched)
Report = Callable[[int, int, str], None]


@dataclass
class VotePull:
    """What a pull of votes brought; `stopped` is the one reason for which it was broken off."""

    asked: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failures: list[str] = field(default_factory=list)
    stopped: str = ""
    seconds: float = 0.0

    @property
    def brought(self) -> int:
        """How many roll calls were brought."""
        return self.created + self.updated + self.unchanged

    @property
    def error(self) -> str:
        """What went wrong in words fit to be shown; empty when nothing did."""
        if self.stopped:
            return f"The pull of votes stopped: {self.stopped.rstrip('.')}. {self.brought} of {self.asked} are kept."
        if self.failures:
            more = f"; and {len(self.failures) - _NAMED} more" if len(self.failures) > _NAMED else ""
            told = "; ".join(self.failures[:_NAMED])
            return (
                f"{len(self.failures)} of {self.asked} roll calls failed: {told}{more}. The others are kept."
            )
        return ""

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain JSON values."""
        return {
            "votes": self.asked,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "failed": len(self.failures),
            "failures": self.failures,
            "error": self.error,
            "seconds": round(self.seconds, 2),
        }


def request_votes(
    *, vote_ids: Sequence[str] | None = None, requested_by: int | None = None
) -> tuple[Job, bool]:
    """Return (job, created): a pull of `vote_ids`, or of what is wanted of tracked bills, or the one under way.

    The caller sends legislation.tasks.run_vote_pull with the job's id once its transaction is committed.
    Raises UnknownVoteId for a text that is no id of a roll call.
    """
    ids = None if vote_ids is None else [str(VoteId.parse(each)) for each in vote_ids]
    key = _ALL if ids is None else " ".join(sorted(ids))[:200]
    under_way = Job.objects.of_kind(KIND).open().filter(key=key)
    found = under_way.first()
    if found is not None:
        return found, False
    try:
        return jobs.open_job(KIND, {"votes": ids}, key=key, requested_by=requested_by)
    except IntegrityError:
        # Another process opened it between the look and the writing.
        return under_way.get(), False


def run_vote_job(*, job_id: str) -> tuple[Job | None, VotePull | None]:
    """Run a pull's job; return it as it ended with what it brought, or (None, None) when it is not ours to run."""
    results: list[VotePull] = []

    def work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        listed = job.arguments.get("votes")
        ids = wanted_votes() if listed is None else listed
        kind = source_runs.why(job, named=listed is not None)
        with source_runs.recorded_run(source=HOUSE_VOTES, kind=kind, job_id=job.pk) as run:
            result = pull_votes(vote_ids=ids, report=progress, run=run)
        results.append(result)
        if result.error:
            raise JobError(result.error)
        return result.as_dict()

    job = jobs.run(job_id, work)
    return job, (results[0] if results else None)


def wanted_votes() -> list[str]:
    """Return the House roll calls of tracked bills that are not here whole, or may still be corrected; newest first.

    Votes before the API's first Congress are not among them: no source we read has them by member.
    """
    referenced = BillVote.objects.filter(
        bill__tracking__isnull=False, chamber=Chamber.HOUSE, congress__gte=FIRST_BY_MEMBER
    )
    ids = {
        str(VoteId(congress, Chamber.HOUSE, session, number))
        for congress, session, number in referenced.values_list("congress", "session", "roll_number")
    }
    settled = {
        row.pk
        for row in RollCall.objects.filter(pk__in=ids, members_complete=True)
        if row.held_at and row.checked_at > row.held_at + CORRECTED_WITHIN
    }
    return [str(each) for each in sorted(map(VoteId.parse, ids - settled), reverse=True)]


def pull_votes(
    *,
    vote_ids: Sequence[str],
    report: Report = lambda *_: None,
    policy: Policy | None = None,
    run: source_runs.Run | None = None,
) -> VotePull:
    """Fetch each House roll call and write it; one that fails leaves what is here as it is and says why.

    Stops at once when the next would fare no better: no key or a wrong one, no network, a source that asks us
    to wait. `run` is told what came of it. Raises UnknownVoteId before anything is fetched.
    """
    wanted = [VoteId.parse(each) for each in vote_ids]
    result, started = VotePull(asked=len(wanted)), time.monotonic()
    if wanted:
        try:
            gate = run.gate(reserve=LEFT_FOR_BILLS) if run else None
            with HouseVotes(settings.CONGRESS_API_KEY, settings.CONGRESS_API_URL, policy, gate) as client:
                _pull_each(client, wanted, report, result)
        except SourceError as error:
            result.stopped = str(error)
    result.seconds = time.monotonic() - started
    if run:
        _tell(run, result)
    return result


def _tell(run: source_runs.Run, result: VotePull) -> None:
    run.found(result.asked)
    run.changed(result.created + result.updated)
    for each in result.failures:
        run.failure("a roll call", each)
    if result.stopped:
        run.fail(result.stopped)


def _pull_each(client: HouseVotes, wanted: Sequence[VoteId], report: Report, result: VotePull) -> None:
    """Pull into `result`; raises the SourceError for which the whole run is to stop."""
    known = KnownRows()
    for number, vote_id in enumerate(wanted):
        report(number, len(wanted), vote_id.label)
        if vote_id.chamber is not Chamber.HOUSE:
            result.failures.append(f"{vote_id.label}: the API has the House's votes only")
            continue
        try:
            record = client.vote(vote_id)
            outcome = write_roll_call(record=record, known=known)
        except SourceError as error:
            if error.stops_run:
                raise
            result.failures.append(f"{vote_id.label}: {error}")
            continue
        setattr(result, outcome.value, getattr(result, outcome.value) + 1)
        if record.why_not:
            result.failures.append(f"{vote_id.label}: {record.why_not}")
    report(len(wanted), len(wanted), "")
