"""Reminders of deadlines: to who files, and to whoever wants them; neutral, and never twice of one day."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from appropriations.models import LONGEST_NOTICE, Deadline, DeadlineFollower, ReminderChoice
from appropriations.reminding import USUAL_DAYS, is_time
from appropriations.services.row_changes import RowError
from common.dates import day_words, today
from members.models import User
from members.selectors.people import people_inside
from members.services.notices import notify


@transaction.atomic
def choose_reminders(*, user: User, days_before: int, of_all: bool) -> ReminderChoice:
    """Keep how long before a deadline `user` is reminded, and whether of all or of theirs and those they follow.

    Raises RowError for more than 60 days.
    """
    if not 0 <= days_before <= LONGEST_NOTICE:
        raise RowError(f"Choose a number of days from 0 to {LONGEST_NOTICE}.")
    chosen, _ = ReminderChoice.objects.update_or_create(
        user=user, defaults={"days_before": days_before, "of_all": of_all}
    )
    return chosen


@transaction.atomic
def follow_deadline(*, deadline: Deadline, user: User) -> None:
    """Remind `user` of a deadline; choosing it twice changes nothing."""
    DeadlineFollower.objects.get_or_create(deadline=deadline, user=user)


@transaction.atomic
def unfollow_deadline(*, deadline: Deadline, user: User) -> None:
    """Remind `user` of a deadline no more, unless it is theirs to file or they want all."""
    DeadlineFollower.objects.filter(deadline=deadline, user=user).delete()


@transaction.atomic
def send_due_deadline_reminders(*, now: datetime | None = None) -> int:
    """Write the reminders whose morning has come; return of how many deadlines.

    May run at any time and as often as it likes: a person is told of a deadline and its day once, however they
    change their choice meanwhile. A day that was moved is another day.
    """
    moment = now or timezone.now()
    first = today()
    rows = Deadline.objects.open().filter(due_on__gte=first, due_on__lte=first + timedelta(LONGEST_NOTICE))
    inside = set(people_inside().values_list("pk", flat=True))
    choices = {one.user_id: one for one in ReminderChoice.objects.filter(user__in=inside)}
    told = 0
    for row in rows.prefetch_related("followers"):
        people = _wanting(row, choices) & inside
        due = [one for one in people if is_time(row.due_on, _days(choices.get(one)), moment)]
        if due:
            _write(row, due)
            told += 1
    return told


def _wanting(row: Deadline, choices: dict[int, ReminderChoice]) -> set[int]:
    wanting = {one.user_id for one in row.followers.all()}
    wanting |= {user for user, chosen in choices.items() if chosen.of_all}
    return wanting | ({row.filed_by_id} if row.filed_by_id else set())


def _days(chosen: ReminderChoice | None) -> int:
    return chosen.days_before if chosen else USUAL_DAYS


def _write(row: Deadline, people: list[int]) -> None:
    notify(
        recipient_ids=people,
        kind="money deadline",
        # Which office, line or letter it is about waits behind the sign-in.
        title=f"An appropriations deadline is due {day_words(row.due_on)}",
        path=row.get_absolute_url(),
        event_key=f"money-deadline-{row.pk}-{row.due_on:%Y%m%d}",
    )
