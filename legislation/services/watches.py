"""Keeping watches: made from a search, changed, paused, deleted; and what they find among bills that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from common import audit
from common.citations import cite_in_full
from legislation.models import Bill, Watch, WatchMatch
from legislation.search_query import BillQuery
from legislation.selectors.excerpts import excerpts
from legislation.selectors.search import matching, problem_with
from members.models import User
from members.selectors.alerts import Target
from members.services.alerts import Told, tell

# Bills whose passages are marked at once.
_BATCH = 200
# More than this is told as a number.
_NAMED_AT_MOST = 20


class WatchError(Exception):
    """A watch cannot be kept so; the message is fit to be shown."""


@transaction.atomic
def make_watch(
    *,
    name: str,
    query: BillQuery,
    by: User,
    own: bool = False,
    responsible: User | None = None,
    tell_existing: bool = False,
) -> Watch:
    """Keep a search as a watch of the desk, or as `by`'s own, and take what fits it today as seen.

    With `tell_existing` today's matches count as new ones. Raises WatchError when it would watch every bill, its
    words cannot be searched for, or somebody outside the secretariat makes one of the desk.
    """
    _check(query, by, own=own)
    watch = Watch.objects.create(
        name=name.strip(),
        query=query.as_watched.as_json(),
        owner=by if own else None,
        responsible=None if own else responsible,
        created_by=by,
    )
    _look(watch, None, was_here=not tell_existing)
    audit.record("made a watch", watch, actor_id=by.pk)
    return watch


@transaction.atomic
def change_watch(
    *,
    watch: Watch,
    name: str,
    query: BillQuery,
    by: User,
    responsible: User | None = None,
    tell_existing: bool = False,
) -> Watch:
    """Change a watch; what it found stays, and what the changed search fits today is seen, unless `tell_existing`.

    Raises WatchError as `make_watch`.
    """
    own = watch.owner_id is not None
    _check(query, by, own=own)
    changed = query.as_watched.as_json() != watch.query
    watch.name, watch.query = name.strip(), query.as_watched.as_json()
    watch.responsible = None if own else responsible
    watch.save(update_fields=["name", "query", "responsible"])
    if changed or tell_existing:
        _look(watch, None, was_here=not tell_existing)
    audit.record("changed a watch", watch, actor_id=by.pk)
    return watch


@transaction.atomic
def pause_watch(*, watch: Watch, by: User) -> None:
    """Let a watch rest."""
    Watch.objects.filter(pk=watch.pk, paused_at=None).update(paused_at=timezone.now())
    audit.record("paused a watch", watch, actor_id=by.pk)


@transaction.atomic
def resume_watch(*, watch: Watch, by: User) -> int:
    """Let a watch look again; return how many bills came to fit while it rested: they count as new."""
    watch.paused_at = None
    watch.save(update_fields=["paused_at"])
    audit.record("resumed a watch", watch, actor_id=by.pk)
    return _look(watch, None, was_here=False)


@transaction.atomic
def delete_watch(*, watch: Watch, by: User) -> None:
    """Delete a watch with the record of what it found; the bills, and what was made of them, stay."""
    audit.record("deleted a watch", watch, actor_id=by.pk)
    watch.delete()


def run_watches(*, bill_ids: Collection[str] | None = None) -> dict[int, int]:
    """Have every running watch look at these bills, or at all; return how many new ones each found, by its key.

    A bill is found once by each watch, however often it changes. Whoever has alerts on a watch is told.
    """
    found: dict[int, int] = {}
    for watch in Watch.objects.running().order_by("pk"):
        with transaction.atomic():
            found[watch.pk] = _look(watch, bill_ids, was_here=False)
    return found


def _check(query: BillQuery, by: User, *, own: bool) -> None:
    if not own and not by.is_secretariat:
        raise WatchError("The secretariat keeps the watches of the desk.")
    if problem := problem_with(query):
        raise WatchError(problem)
    if not query.as_watched.narrows:
        raise WatchError("This search fits every bill. Say what to watch for.")


def _look(watch: Watch, bill_ids: Collection[str] | None, *, was_here: bool) -> int:
    """Keep what of these bills, or of all, fits a watch and was not found before; return how many that are."""
    if problem_with(watch.search):
        return 0
    now = timezone.now()
    among = Bill.objects.all() if bill_ids is None else Bill.objects.filter(pk__in=bill_ids)
    before = WatchMatch.objects.filter(watch=watch, bill=OuterRef("pk"))
    fits = matching(watch.search, among).filter(~Exists(before)).order_by("-latest_action_on", "pk")
    ids = list(fits.values_list("pk", flat=True))
    WatchMatch.objects.bulk_create(_matches(watch, ids, now, was_here=was_here), ignore_conflicts=True)
    if bill_ids is None:
        Watch.objects.filter(pk=watch.pk).update(looked_at=now)
    if ids and not was_here:
        _tell(watch, ids)
    return len(ids)


def _matches(watch: Watch, ids: list[str], now: datetime, *, was_here: bool) -> Iterator[WatchMatch]:
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        # What is taken as seen is looked at by nobody: its passages are not worth the time.
        marked = {} if was_here else excerpts(batch, watch.search)
        for one in batch:
            excerpt = marked[one].as_json() if one in marked else {}
            yield WatchMatch(watch=watch, bill_id=one, found_at=now, was_here=was_here, excerpt=excerpt)


def _tell(watch: Watch, ids: list[str]) -> None:
    lines = [Told(f"{cite_in_full(one)} fits it.") for one in ids[:_NAMED_AT_MOST]]
    if len(ids) > _NAMED_AT_MOST:
        lines.append(Told(f"{len(ids) - _NAMED_AT_MOST} more bills fit it."))
    key = f"watch:{watch.pk}:{ids[0]}"
    reasons = {Target(Watch, str(watch.pk)): "one of your watches"}
    tell(key=key, heading="One of your watches", path=watch.get_absolute_url(), lines=lines, targets=reasons)
