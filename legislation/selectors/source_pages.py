"""How fresh every source is, what its last runs brought, and what of the budget is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Max, QuerySet
from django.utils import timezone

from common.dates import moment_words
from common.models import Job
from legislation.known_sources import SOURCES, KnownSource
from legislation.models import CallCount, ListCursor, ListedBill, OutsideService, SourceRun

_HOUR = timedelta(hours=1)
# A run that gave no sign of life for so long has no process any more.
_SILENT = timedelta(minutes=15)


@dataclass(frozen=True)
class SourceLine:
    """One source as the page tells it: the sentence, its last run, when it is read next."""

    source: KnownSource
    sentence: str
    is_stale: bool
    last: SourceRun | None
    next_at: datetime | None
    job: Job | None


@dataclass(frozen=True)
class ServiceLine:
    """One outside service: whether it is asked, and what of its budget is left."""

    name: str
    state: str
    is_closed: bool
    last_failure: str
    last_failure_at: datetime | None
    budget: int | None
    spent: int

    @property
    def left(self) -> int:
        """How many calls are left in this hour."""
        return max(0, (self.budget or 0) - self.spent)


def source_lines(kinds: dict[str, str]) -> list[SourceLine]:
    """Return every known source; `kinds` is the kind of job that reads each."""
    newest = _newest(SourceRun.objects.all())
    good = dict(
        SourceRun.objects.that_brought()
        .order_by()
        .values_list("source")
        .annotate(at=Max("finished_at"))
        .values_list("source", "at")
    )
    open_jobs = {job.kind: job for job in Job.objects.open().filter(kind__in=kinds.values())}
    now = timezone.now()
    return [
        _line(each, newest.get(each.key), good.get(each.key), open_jobs.get(kinds.get(each.key, "")), now)
        for each in SOURCES.values()
    ]


def _newest(runs: QuerySet[SourceRun]) -> dict[str, SourceRun]:
    """Return the newest run of each source, in one query."""
    return {run.source: run for run in runs.order_by("source", "-started_at", "-id").distinct("source")}


def _line(
    source: KnownSource, last: SourceRun | None, good: datetime | None, job: Job | None, now: datetime
) -> SourceLine:
    stale = good is None or now - good > source.stale_after
    return SourceLine(
        source=source,
        sentence=_sentence(good, last, now),
        is_stale=stale,
        last=last,
        next_at=max(now, last.started_at + source.every) if last else None,
        job=job,
    )


def _sentence(good: datetime | None, last: SourceRun | None, now: datetime) -> str:
    """Say in plain English how fresh a source is."""
    if good is None and last is None:
        return "Never read yet."
    read = f"Read to its end {_ago(now - good)}" if good else "Never read to its end"
    if last and last.state == SourceRun.State.RUNNING and now - last.seen_at < _SILENT:
        return f"{read}; it is being read now."
    if last and last.state in _TROUBLE:
        return f"{read}; the last try, {moment_words(last.started_at)}, {_TROUBLE[last.state]}."
    return f"{read}."


_TROUBLE: dict[str, str] = {
    SourceRun.State.FAILED: "failed",
    SourceRun.State.PAUSED: "paused before its end",
    SourceRun.State.STOPPED: "was stopped by a person",
    SourceRun.State.BROKEN_OFF: "broke off in the middle",
}


def _ago(past: timedelta) -> str:
    minutes = int(past.total_seconds() // 60)
    for size, word in ((1440, "day"), (60, "hour"), (1, "minute")):
        many = minutes // size
        if many:
            return f"{many} {word}{'s' if many > 1 else ''} ago"
    return "just now"


def service_lines() -> list[ServiceLine]:
    """Return the outside services that were ever asked, with their breaker and budget."""
    now = timezone.now()
    spent: dict[str, int] = {}
    for name, calls in CallCount.objects.filter(minute__gt=now - _HOUR).values_list("service", "calls"):
        spent[name] = spent.get(name, 0) + calls
    return [_service(row, spent.get(row.name, 0), now) for row in OutsideService.objects.all()]


def _service(row: OutsideService, spent: int, now: datetime) -> ServiceLine:
    until = max((each for each in (row.open_until, row.wait_until) if each and each > now), default=None)
    state = "Answers."
    if until:
        why = "it asked us to wait" if until == row.wait_until else f"it failed {row.failures} times in a row"
        state = f"Left alone until {moment_words(until)}: {why}."
    elif row.open_until:
        state = "Failed repeatedly; the next call tries whether it is well again."
    elif row.failures:
        state = f"The last {row.failures} calls failed; it is still asked."
    return ServiceLine(
        name=row.name,
        state=state,
        is_closed=until is not None,
        last_failure=row.last_failure,
        last_failure_at=row.last_failure_at,
        budget=settings.CONGRESS_CALLS_PER_HOUR if row.name == "Congress.gov API" else None,
        spent=spent,
    )


def queue_facts() -> dict[str, Any]:
    """Return what discovery still has to do: how many bills wait, how many of them failed, how far it read."""
    waiting = ListedBill.objects.waiting().order_by()
    return {
        "waiting": waiting.exclude(why=ListedBill.Why.GAP).count(),
        "gaps": waiting.filter(why=ListedBill.Why.GAP).count(),
        "failing": list(
            waiting.filter(attempts__gt=0)
            .exclude(why=ListedBill.Why.GAP)
            .order_by("-attempts", "measure")[:10]
        ),
        "cursors": list(ListCursor.objects.all()),
    }


def runs(source: str = "") -> QuerySet[SourceRun]:
    """Return the runs of one source, or of all, newest first."""
    found: QuerySet[SourceRun] = SourceRun.objects.order_by("-started_at", "-id")
    return found.filter(source=source) if source else found
