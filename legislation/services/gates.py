"""The gate all processes share before an outside service: its breaker, its pause, our budget of calls an hour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Sum
from django.utils import timezone

from common.outside import BudgetSpent, CircuitOpen
from legislation.models import CallCount, OutsideService
from legislation.sources.congress_api import SERVICE as CONGRESS_API

HOUR = timedelta(hours=1)
# Several calls of one broken address must not close a whole service; the like of common.http.Policy.
FAILURES_TO_OPEN = 8
OPEN_FOR = timedelta(minutes=2)
# While one call tries whether the service is well again, the others wait.
TRIAL = timedelta(seconds=90)
_SPEND = """
    INSERT INTO legislation_callcount (service, minute, calls) VALUES (%s, %s, 1)
    ON CONFLICT (service, minute) DO UPDATE SET calls = legislation_callcount.calls + 1
"""


@dataclass
class SharedGate:
    """A gate of common.http whose state is rows: it holds across processes and restarts.

    `reserve` calls of each hour's budget are left for what is more important; `on_call` hears of each call.
    """

    reserve: int = 0
    failures_to_open: int = FAILURES_TO_OPEN
    open_for: timedelta = OPEN_FOR
    on_call: Callable[[str], None] = lambda _service: None

    def enter(self, service: str) -> None:
        """Let one call out and count it; raises CircuitOpen or BudgetSpent."""
        now = timezone.now()
        OutsideService.objects.get_or_create(name=service)
        with transaction.atomic():
            # The row is also the lock under which the calls are counted: two processes never spend the last one.
            state = OutsideService.objects.select_for_update().get(name=service)
            self._refuse_while_closed(state, now)
            self._refuse_when_spent(service, now)
            self._spend(service, now)
        self.on_call(service)

    def _refuse_while_closed(self, state: OutsideService, now: datetime) -> None:
        until = max((each for each in (state.open_until, state.wait_until) if each), default=None)
        if until and until > now:
            left = (until - now).total_seconds()
            why = "asked us to wait" if until == state.wait_until else "failed repeatedly"
            raise CircuitOpen(state.name, f"{why}; not asked again for {left:.0f} seconds")
        if state.open_until:
            state.open_until = now + TRIAL
            state.save(update_fields=["open_until"])

    def _refuse_when_spent(self, service: str, now: datetime) -> None:
        budget = budget_of(service)
        if budget is None:
            return
        spent, allowed = calls_of_last_hour(service, now), max(1, budget - self.reserve)
        if spent >= allowed:
            wait = seconds_until_below(service, allowed, now)
            raise BudgetSpent(service, f"{spent:,} of {budget:,} calls an hour are spent", free_in=wait)

    @staticmethod
    def _spend(service: str, now: datetime) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_SPEND, [service, now.replace(second=0, microsecond=0)])

    def succeeded(self, service: str) -> None:
        """Close the breaker."""
        OutsideService.objects.filter(name=service).update(
            failures=0, open_until=None, wait_until=None, last_success_at=timezone.now()
        )

    def failed(self, service: str, reason: str) -> None:
        """Count the failure; after too many in a row the breaker opens."""
        now = timezone.now()
        rows = OutsideService.objects.filter(name=service)
        rows.update(failures=F("failures") + 1, last_failure=reason, last_failure_at=now)
        rows.filter(failures__gte=self.failures_to_open).update(open_until=now + self.open_for)

    def asked_to_wait(self, service: str, seconds: float | None) -> None:
        """Keep until when the service wants to be left alone, for every process; a short wait is its caller's."""
        now = timezone.now()
        wanted = (
            "it asked us to wait" if seconds is None else f"it asked us to wait for {seconds:.0f} seconds"
        )
        until = now + timedelta(seconds=seconds) if seconds else None
        OutsideService.objects.filter(name=service).update(
            wait_until=until, last_failure=wanted, last_failure_at=now
        )


def budget_of(service: str) -> int | None:
    """Return how many calls to a service we allow ourselves in any hour; None where it sets no limit."""
    return settings.CONGRESS_CALLS_PER_HOUR if service == CONGRESS_API else None


def calls_of_last_hour(service: str, now: datetime) -> int:
    """Return how many calls to a service were counted in the sixty minutes before `now`."""
    rows = CallCount.objects.filter(service=service, minute__gt=now - HOUR)
    return int(rows.aggregate(many=Sum("calls"))["many"] or 0)


def seconds_until_below(service: str, per_hour: int, now: datetime) -> float:
    """Return after how many seconds less than `per_hour` calls lie in the last hour."""
    rows = CallCount.objects.filter(service=service, minute__gt=now - HOUR).order_by("minute")
    left = calls_of_last_hour(service, now)
    for minute, calls in rows.values_list("minute", "calls"):
        left -= calls
        if left < per_hour:
            return max(0.0, (minute + HOUR - now).total_seconds())
    return 0.0


def forget_old_calls(now: datetime) -> None:
    """Take away counts that no budget looks at any more."""
    CallCount.objects.filter(minute__lt=now - 2 * HOUR).delete()
