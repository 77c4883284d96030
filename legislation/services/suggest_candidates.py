"""Suggesting bills for families: rows that wait for a person, never a change of a family (P9)."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from common import jobs
from common.citations import cite_in_full
from common.models import Job, JobState
from common.querysets import JobQuerySet
from legislation.kin_names import Named
from legislation.kinship import Kin, Reason
from legislation.models import Bill, Family, FamilyBill, FamilyCandidate, RemovedFamilyRow
from legislation.selectors.kin_facts import batches_of_named, changed_since, linked_to, links_of, vehicles_of
from legislation.services.fingerprints import take_fingerprints
from members.models import SecretariatTerm
from members.services.notices import notify

KIND = "suggest candidates"
_ONE_AT_A_TIME = "families"
# A bill written while the last look was under way is looked at again.
_OVERLAP = timedelta(minutes=10)
_WHOLE_EVERY = timedelta(days=1)
State = FamilyCandidate.State
# (done, total, what is looked at)
Report = Callable[[int, int | None, str], None]


@dataclass
class Suggested:
    """What a look brought: how many bills were looked at, and what became of the suggestions."""

    looked_at: int = 0
    new: int = 0
    changed: int = 0
    again: int = 0
    gone: int = 0
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as plain JSON values."""
        return asdict(self) | {"seconds": round(self.seconds, 2)}


def suggest_candidates(
    *, bill_ids: Collection[str] | None = None, report: Report = lambda *_: None
) -> Suggested:
    """Look whether these bills, or all, may belong to a family, and keep a suggestion with the reasons of each.

    A dismissed one comes back only with a reason that was not weighed; one whose reasons are gone is taken
    back. Members of the family, and what staff took out of it, are not suggested.
    """
    started, told = time.monotonic(), Suggested()
    take_fingerprints()
    looks = _looks()
    wanted = None if bill_ids is None else _with_linked(set(bill_ids), looks)
    for batch in batches_of_named(wanted) if looks else ():
        told.looked_at += len(batch)
        for look in looks:
            look.take(batch, told)
        report(told.looked_at, None, f"{told.looked_at:,} bills looked at")
    told.seconds = time.monotonic() - started
    return told


def request_suggestions(*, whole: bool = False, requested_by: int | None = None) -> tuple[Job | None, bool]:
    """Return (job, created): a look at the bills that changed since the last one, or the one under way.

    Once a day, when staff changed a family, and when asked for as `whole`, at every bill: a new vehicle, or one's
    new title or text, may fit one that did not change. (None, False) when nothing has changed. The caller sends
    legislation.tasks.run_suggestions with the job's id once its transaction is committed.
    """
    last = _last_look(Job.objects.all())
    full = _last_look(Job.objects.filter(arguments__since=None))
    if last is None or full is None or timezone.now() - full > _WHOLE_EVERY or _families_changed(full):
        whole = True
    if not whole and last is not None and not changed_since(last):
        return None, False
    arguments = {"since": None if whole or last is None else last.isoformat()}
    return jobs.open_job(KIND, arguments, key=_ONE_AT_A_TIME, requested_by=requested_by)


def run_suggestions_job(*, job_id: str) -> Job | None:
    """Run the look of a job; None when it is not ours to run."""

    def work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
        since = job.arguments.get("since")
        ids = changed_since(datetime.fromisoformat(since)) if since else None
        return suggest_candidates(bill_ids=ids, report=progress).as_dict()

    return jobs.run(job_id, work)


def _last_look(among: JobQuerySet) -> datetime | None:
    """When the newest look among these jobs began, less what overlaps."""
    done = among.of_kind(KIND).filter(state=JobState.DONE, started_at__isnull=False)
    started = done.order_by("-started_at").values_list("started_at", flat=True).first()
    return started - _OVERLAP if started else None


def _families_changed(since: datetime) -> bool:
    """Whether staff have changed a family or its bills since."""
    rows = (Family.objects.all(), FamilyBill.objects.all())
    return any(one.filter(staff_changed_at__gte=since).exists() for one in rows)


def _looks() -> list[_Look]:
    families = list(Family.objects.listed())
    vehicles = vehicles_of(families)
    return [_Look(family.pk, vehicles[family.pk]) for family in families if family.pk in vehicles]


def _with_linked(bill_ids: set[str], looks: Sequence[_Look]) -> set[str]:
    """With a vehicle that changed, look at what it is linked with: the link stands in its own record."""
    changed = bill_ids & {vehicle.bill for look in looks for vehicle in look.vehicles}
    return bill_ids | (linked_to(changed) if changed else set())


@dataclass
class _Look:
    """One family looked at against batches of bills."""

    family: str
    vehicles: list[Named]
    kin: Kin = field(init=False)
    members: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.kin = Kin(self.vehicles, links_of([one.bill for one in self.vehicles]))
        parts = FamilyBill.objects.filter(family=self.family)
        removed = RemovedFamilyRow.objects.filter(family=self.family, kind=RemovedFamilyRow.Kind.BILL)
        self.members = {*parts.values_list("bill_id", flat=True), *removed.values_list("key", flat=True)}

    def take(self, batch: Sequence[Named], told: Suggested) -> None:
        """Look at a batch and keep what comes of it."""
        outside = [one for one in batch if one.bill not in self.members]
        self.kin.learn(key for one in outside for key in one.own)
        found = {one.bill: reasons for one in outside if (reasons := self.kin.reasons(one))}
        self._keep(found, [one.bill for one in batch], told)

    @transaction.atomic
    def _keep(
        self, found: Mapping[str, tuple[Reason, ...]], looked_at: Collection[str], told: Suggested
    ) -> None:
        here = {
            row.bill_id: row
            for row in FamilyCandidate.objects.select_for_update().filter(
                family=self.family, bill__in=looked_at
            )
        }
        rows = [FamilyCandidate(family_id=self.family, bill_id=bill) for bill in found if bill not in here]
        for row in rows:
            row.reasons = _plain(found[row.bill_id])
        told.new += len(FamilyCandidate.objects.bulk_create(rows, ignore_conflicts=True))
        _tell_staff(self.family, [row.bill_id for row in rows])
        for row in _changed(here.values(), found, told):
            row.changed_at = timezone.now()
            row.save(update_fields=["reasons", "state", "changed_at"])
        gone = [row.pk for row in here.values() if row.state == State.SUGGESTED and row.bill_id not in found]
        told.gone += FamilyCandidate.objects.filter(pk__in=gone).delete()[0]


def _tell_staff(family: str, bill_ids: Sequence[str]) -> None:
    """Tell the secretariat of new candidates that can still pass; older ones wait on their page."""
    live = sorted(Bill.objects.live().filter(pk__in=bill_ids).values_list("pk", flat=True))
    if not live:
        return
    name = Family.objects.get(pk=family).short_name
    one = cite_in_full(live[0])
    notify(
        recipient_ids=SecretariatTerm.objects.current().values_list("user_id", flat=True).distinct(),
        kind="candidate",
        title=f"{one} may belong to {name}" if len(live) == 1 else f"{len(live)} bills may belong to {name}",
        path=f"{reverse('legislation:candidates')}?family={family}",
        event_key=f"candidate:{family}:{live[0]}:{len(live)}",
    )


def _changed(
    rows: Collection[FamilyCandidate], found: Mapping[str, tuple[Reason, ...]], told: Suggested
) -> Iterator[FamilyCandidate]:
    """The rows to write: waiting ones with other reasons, dismissed ones with a reason nobody has weighed."""
    for row in rows:
        reasons = found.get(row.bill_id, ())
        if row.state == State.DISMISSED and {one.key for one in reasons} - set(row.weighed):
            row.reasons, row.state = _plain(reasons), State.SUGGESTED
            told.again += 1
            yield row
        elif row.state == State.SUGGESTED and reasons and row.reasons != _plain(reasons):
            row.reasons = _plain(reasons)
            told.changed += 1
            yield row


def _plain(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [one.as_dict() for one in reasons]
