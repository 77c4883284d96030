"""Fetching the published list of legislators: all of it or nothing, and telling what changed."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from common import jobs
from common.http import Fetched, Policy
from common.jobs import JobError
from common.models import Job
from legislation.endings import congress_of, days_of
from legislation.known_sources import LEGISLATORS
from legislation.models import Legislator, PublishedFile
from legislation.roster_changes import Changes, changes
from legislation.selectors.rosters import sitting_now
from legislation.services.load_legislators import Loaded, OlderRoster, UnreadableRoster, load_roster
from legislation.services.source_runs import Run, recorded_run, why
from legislation.services.tell_roster import tell_roster
from legislation.sources import legislators_yaml
from legislation.sources.errors import SourceError
from legislation.sources.published_roster import SERVICE, PublishedRoster, PublishedSet, Version
from legislation.sources.roster_records import Roster

__all__ = ["KIND", "FetchedRoster", "SourceError", "fetch_legislators", "request_roster", "run_roster_job"]

KIND = "load legislators"
# Seats fall vacant one by one; a list that is shorter by more was cut off somewhere.
_MOST_GONE = 25


@dataclass(frozen=True)
class FetchedRoster:
    """What came of a look at the published list; `loaded` is None when no file had changed."""

    loaded: Loaded | None = None
    changes: Changes = field(default_factory=Changes)

    def __str__(self) -> str:
        return f"{self.loaded}. {self.changes}" if self.loaded else "Unchanged since it was last loaded."


def request_roster(*, requested_by: int | None = None, due_at: datetime | None = None) -> tuple[Job, bool]:
    """Return (job, created): a look at the published list, or the one under way.

    The caller sends legislation.tasks.run_roster with the job's id once its transaction is committed.
    """
    under_way = Job.objects.of_kind(KIND).open()
    found = under_way.first()
    if found is not None:
        return found, False
    try:
        return jobs.open_job(KIND, {}, key="published", requested_by=requested_by, due_at=due_at)
    except IntegrityError:
        # Another process opened it between the look and the writing.
        return under_way.get(), False


def run_roster_job(*, job_id: str) -> Job | None:
    """Look at the published list for a job; return it as it ended, or None when it is not ours to run."""

    def work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        progress(0, 1, "Asking for the published list")
        try:
            found = fetch_legislators(kind=why(job), job_id=job.pk)
        except (SourceError, UnreadableRoster, OlderRoster) as error:
            raise JobError(f"{error} What was loaded before is kept.") from error
        return {"summary": str(found), "changed": found.changes.count}

    return jobs.run(job_id, work)


def fetch_legislators(
    *, kind: str, url: str = "", job_id: UUID | None = None, policy: Policy | None = None
) -> FetchedRoster:
    """Fetch the published set and load it, or learn that it has not changed; recorded as a run.

    Raises SourceError when it cannot be had whole, UnreadableRoster when it cannot be read or is much shorter
    than the one here, OlderRoster when that is newer. In each case what was loaded before stays as it was.
    """
    address = url or settings.LEGISLATORS_URL
    with recorded_run(source=LEGISLATORS, kind=kind, job_id=job_id, service=SERVICE, alone=True) as run:
        try:
            return _fetch(address, policy, run)
        except (UnreadableRoster, OlderRoster) as error:
            run.fail(str(error))
            raise


def _fetch(url: str, policy: Policy | None, run: Run) -> FetchedRoster:
    with PublishedRoster(url, policy, run.gate()) as source:
        published = source.newer_than(_versions(url))
    if published is None:
        run.note("Unchanged since it was last loaded.")
        return FetchedRoster()
    roster = _read(published)
    loaded, told = _load(url, published, roster)
    run.found(loaded.members)
    run.changed(told.count)
    run.note(f"{loaded}. {told}")
    return FetchedRoster(loaded, told)


def _versions(url: str) -> dict[str, Version]:
    rows = PublishedFile.objects.filter(name__startswith=f"{url}/")
    return {row.name.rpartition("/")[2]: Version(row.etag, row.last_modified) for row in rows}


def _read(published: PublishedSet) -> Roster:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name, fetched in published.files.items():
            (folder / name).write_bytes(fetched.body)
        roster = legislators_yaml.read_folder(folder, published.published_on)
    return _of_its_congress(roster)


def _of_its_congress(roster: Roster) -> Roster:
    """A list in which no term of a new Congress has begun still describes the last, whenever it was published.

    It then counts as of the last day of that Congress: nobody is said to have left, and no committee to be
    filled, by a list that was not yet renewed (P9).
    """
    newest = max((term.starts_on for member in roster.members for term in member.terms), default=roster.as_of)
    _, last_day = days_of(congress_of(newest))
    return _as_of(roster, min(roster.as_of, last_day))


def _as_of(roster: Roster, day: date) -> Roster:
    return Roster(day, roster.source, roster.members, roster.committees, roster.seats, roster.offices)


@transaction.atomic
def _load(url: str, published: PublishedSet, roster: Roster) -> tuple[Loaded, Changes]:
    _check_length(roster)
    before = sitting_now()
    loaded = load_roster(roster=roster)
    told = changes(before, sitting_now())
    _keep_versions(url, published.files)
    if before and told.count:
        tell_roster(as_of=roster.as_of)
    return loaded, told


def _check_length(roster: Roster) -> None:
    newest = Legislator.objects.all().newest_list()
    here = Legislator.objects.filter(as_of__in=newest).count()
    if len(roster.members) < here - _MOST_GONE:
        raise UnreadableRoster(
            legislators_yaml.MEMBERS_FILE,
            f"names only {len(roster.members)} members where the list here has {here}; it was not loaded",
        )


def _keep_versions(url: str, files: Mapping[str, Fetched]) -> None:
    for name, fetched in files.items():
        PublishedFile.objects.update_or_create(
            name=f"{url}/{name}",
            defaults={
                "etag": fetched.etag,
                "last_modified": fetched.last_modified,
                "sha256": hashlib.sha256(fetched.body).hexdigest(),
                "loaded_at": timezone.now(),
            },
        )
