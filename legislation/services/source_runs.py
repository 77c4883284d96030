"""Recording each look at a source: one row a run, with its calls and what came of it.

The work stands in `with recorded_run(source=MEETINGS, kind=why(job), job_id=job.pk) as run:`; its clients are made
with `gate=run.gate()`, and it tells `run.found()`, `run.changed()` and `run.failure("event 12345", "has no day")`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from common.jobs import Canceled, JobError
from common.models import Job
from common.outside import OutsideError
from legislation.known_sources import known
from legislation.models import SourceRun
from legislation.services.gates import SharedGate
from legislation.sources.errors import SourceError

BY_CLOCK, BY_HAND, BY_COMMAND = "by the clock", "by hand", "by command"
# The failures a run keeps by name; the others are counted.
KEPT_FAILURES = 20
# How often a run that only counts writes down how far it is.
_WRITE_EVERY = timedelta(seconds=1)
# A run silent for so long has no process any more: a job's lease is five minutes.
SILENT = timedelta(minutes=15)


class Run:
    """A run under way, told by the work what happens."""

    def __init__(self, row: SourceRun) -> None:
        self.row = row
        self._written_at = timezone.now()

    def gate(self, **more: Any) -> SharedGate:
        """Return the gate for a client of common.http: it counts the calls here and against the shared budget."""
        return SharedGate(on_call=self.called, **more)

    def called(self, service: str) -> None:
        """Count one call."""
        self.row.calls += 1
        self.row.service = service
        self._write(now_or_later=True)

    def found(self, many: int = 1) -> None:
        """Count what the source named."""
        self.row.found += many

    def changed(self, many: int = 1) -> None:
        """Count what is new or changed here; a mere new date of a record is not."""
        self.row.changed += many

    def failure(self, what: str, reason: str) -> None:
        """Count a failure of one thing; the run goes on."""
        self.row.failed += 1
        if len(self.row.failures) < KEPT_FAILURES:
            self.row.failures.append({"what": what[:120], "reason": reason[:400]})

    def note(self, text: str) -> None:
        """Say something to whoever reads the row, after what was said before."""
        self.row.note = f"{self.row.note} {text}".strip()

    def read_to(self, cursor: str) -> None:
        """Keep how far the source was read."""
        self.row.cursor = cursor

    def paused(self, reason: str) -> None:
        """End as paused: the rest is done by a later run, and nobody has to do anything."""
        self.row.state = SourceRun.State.PAUSED
        self.note(reason)

    def fail(self, reason: str) -> None:
        """End as failed for one reason, without raising it."""
        self.row.state = SourceRun.State.FAILED
        self.note(reason)

    def _write(self, *, now_or_later: bool = False) -> None:
        now = timezone.now()
        if now_or_later and now - self._written_at < _WRITE_EVERY:
            return
        self._written_at = self.row.seen_at = now
        self.row.save()

    def end(self, state: SourceRun.State | None = None) -> None:
        """Write the end; without a state, what the counts say."""
        if state is not None:
            self.row.state = state
        elif self.row.state == SourceRun.State.RUNNING:
            self.row.state = SourceRun.State.PARTLY if self.row.failed else SourceRun.State.DONE
        self.row.finished_at = timezone.now()
        self._write()


@contextmanager
def recorded_run(
    *, source: str, kind: str, job_id: UUID | None = None, service: str = "", alone: bool = False
) -> Iterator[Run]:
    """Open a run of `source` (a key of known_sources), and end it with the block.

    `alone` where a lease lets only one run at a time: a run of this source without an end has then been killed.
    What the block raises is kept as the run's note, in words fit to be shown, and raised again. Raises KeyError
    for a source nobody listed.
    """
    close_silent_runs(*([known(source).key] if alone else []))
    run = Run(
        SourceRun.objects.create(source=known(source).key, kind=kind, job_id=job_id, service=service[:40])
    )
    try:
        yield run
    except Canceled:
        run.note("A person stopped it.")
        run.end(SourceRun.State.STOPPED)
        raise
    except (SourceError, OutsideError, JobError) as error:
        run.note(str(error))
        run.end(SourceRun.State.FAILED)
        raise
    except Exception as error:
        run.note(
            f"An unexpected error stopped it ({type(error).__name__}); the server's log has the details."
        )
        run.end(SourceRun.State.FAILED)
        raise
    run.end()


def why(job: Job, *, named: bool = False) -> str:
    """Return why a job runs: a person asked, the clock did, or a command; `named` for single bills."""
    if job.requested_by:
        return f"{BY_HAND}, single bills" if named else BY_HAND
    return BY_COMMAND if named else BY_CLOCK


def close_silent_runs(*alone: str) -> int:
    """End the runs whose process is gone: silent for long, or of a source named here, which runs alone.

    Return how many.
    """
    now = timezone.now()
    gone = Q(seen_at__lt=now - SILENT) | Q(source__in=alone)
    return int(
        SourceRun.objects.filter(gone, state=SourceRun.State.RUNNING).update(
            state=SourceRun.State.BROKEN_OFF,
            finished_at=now,
            note="Its process ended in the middle; the next run goes on from there.",
        )
    )
