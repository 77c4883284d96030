"""What watches of the desk found since the last look goes into triage, with the earlier bills it may be again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from common import jobs
from common.models import Job, JobState
from legislation.models import Bill, Congress, TrackedBill, Watch, WatchMatch
from legislation.selectors.kin_facts import changed_since, links_of, named_bills
from legislation.services.watches import run_watches
from priorities.models import TriageItem
from priorities.reintroductions import earlier_ones

KIND = "run watches"
_ONE_AT_A_TIME = "watches"
# More than this comes of no day, but of an import of a whole Congress: there, only what watches find comes in.
_A_DAYS_CHANGES = 2000
# A bill written while the last look was under way is looked at again; a watch finds it once all the same.
_OVERLAP = timedelta(minutes=10)


@dataclass(frozen=True)
class Intake:
    """What a look brought: matches of all watches, and the bills that came into triage."""

    watches: int
    matches: int
    items: int

    def as_dict(self) -> dict[str, int]:
        """Return it as plain JSON values."""
        return dict(vars(self))


def look(*, bill_ids: Collection[str] | None = None) -> Intake:
    """Have every watch look at these bills, or at all, and put what those of the desk found into triage.

    Of bills that are named, those that are an earlier tracked or judged one again come in too, found or not.
    """
    found = run_watches(bill_ids=bill_ids)
    items = len(take_in())
    if bill_ids is not None and len(bill_ids) <= _A_DAYS_CHANGES:
        items += len(take_in_again(bill_ids=bill_ids))
    return Intake(len(found), sum(found.values()), items)


@transaction.atomic
def take_in() -> list[TriageItem]:
    """Put every new match of the desk's watches into triage that is not there; return the items it made.

    A bill comes once, however many watches found it: one that was dismissed stays so.
    """
    known = TriageItem.objects.filter(bill=OuterRef("bill"))
    matches = WatchMatch.objects.new().filter(~Exists(known), watch__in=Watch.objects.of_the_desk())
    ids = list(matches.order_by("bill").values_list("bill", flat=True).distinct())
    if not ids:
        return []
    kin = _kin_of(ids)
    made = [TriageItem(bill_id=one, kin=kin.get(one, [])) for one in ids]
    return TriageItem.objects.bulk_create(made, ignore_conflicts=True)


@transaction.atomic
def take_in_again(*, bill_ids: Collection[str]) -> list[TriageItem]:
    """Put those of the sitting Congress's bills among these into triage that an earlier one was before; return them."""
    congress = Congress.objects.all().current()
    here = Exists(TriageItem.objects.filter(bill=OuterRef("pk")))
    waiting = Bill.objects.filter(pk__in=bill_ids, congress=congress, tracking=None).exclude(here)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    if not ids:
        return []
    before = {
        key: [one for one in kin if not one["bill"].startswith(f"{congress.pk}-")]
        for key, kin in _kin_of(ids).items()
    }
    made = [TriageItem(bill_id=key, kin=kin) for key, kin in before.items() if kin]
    return TriageItem.objects.bulk_create(made, ignore_conflicts=True)


def request_look() -> tuple[Job | None, bool]:
    """Return (job, created): a look at what changed since the last one, or (None, False) when nothing did.

    The caller sends priorities.tasks.run_look with the job's id once its transaction is committed.
    """
    last = _last_look()
    if last is not None and not changed_since(last):
        return None, False
    return jobs.open_job(KIND, {"since": last.isoformat() if last else None}, key=_ONE_AT_A_TIME)


def run_look_job(*, job_id: str) -> Job | None:
    """Run the look of a job; None when it is not ours to run."""

    def work(job: Job, _progress: jobs.Progress) -> dict[str, Any]:
        since = job.arguments.get("since")
        ids = changed_since(datetime.fromisoformat(since)) if since else None
        return look(bill_ids=ids).as_dict()

    return jobs.run(job_id, work)


def _last_look() -> datetime | None:
    done = Job.objects.of_kind(KIND).filter(state=JobState.DONE, started_at__isnull=False)
    started = done.order_by("-started_at").values_list("started_at", flat=True).first()
    return started - _OVERLAP if started else None


def _kin_of(ids: Collection[str]) -> dict[str, list[dict[str, str]]]:
    """The earlier bills that each of these may be again, among those somebody tracks or judged."""
    judged = TriageItem.objects.exclude(state="new").values("bill")
    tracked = TrackedBill.objects.values("bill")
    known = set(Bill.objects.filter(pk__in=judged.union(tracked)).values_list("pk", flat=True))
    named = {one.bill: one for one in named_bills(known | set(ids))}
    links = links_of(ids)
    earlier = [named[key] for key in known if key in named]
    return {key: earlier_ones(named[key], earlier, links) for key in ids if key in named}
