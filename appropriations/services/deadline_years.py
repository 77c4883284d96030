"""Deadlines of whole fiscal years: the days that statutes set, and last year's proposed for another year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from appropriations.cells import fiscal_year_of
from appropriations.choices import DeadlineKind
from appropriations.milestones import READ_ON, in_another_year, milestones
from appropriations.models import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR, Deadline
from appropriations.services.row_changes import RowError
from common import audit
from common.access import is_staff
from common.dates import today
from members.models import User

# The year that runs, the one before Congress, and the one that goes to OMB.
YEARS_AHEAD = 2


@dataclass(frozen=True)
class Repeated:
    """What came of proposing one year's deadlines for another."""

    made: int
    there_already: int


@transaction.atomic
def keep_milestones(*, on: date | None = None) -> int:
    """Have the days that statutes set for the running fiscal year and those ahead; return how many were added.

    Words and sources follow the rules; what staff said of a day (who files, notes, done) stays.
    """
    running = fiscal_year_of(on or today())
    added = 0
    for year in range(running, running + YEARS_AHEAD + 1):
        for one in milestones(year):
            _, created = Deadline.objects.update_or_create(
                fiscal_year=year,
                rule=one.rule,
                defaults={
                    "kind": DeadlineKind.MILESTONE,
                    "title": one.title,
                    "due_on": one.on,
                    "source": one.source,
                    "source_url": one.url,
                    "as_of": READ_ON,
                },
            )
            added += created
    return added


@transaction.atomic
def repeat_year(*, from_year: int, to_year: int, by: User) -> Repeated:
    """Propose one fiscal year's deadlines for another, each on the same day of the week, to be confirmed one by one.

    Days that statutes or letters set, canceled ones and those proposed before are left out. Raises RowError for
    others than staff, a year that is not later, or one without deadlines.
    """
    if not is_staff(by):
        raise RowError("The secretariat keeps the calendar of the money.")
    if not FIRST_FISCAL_YEAR <= from_year < to_year <= LAST_FISCAL_YEAR:
        raise RowError("The new fiscal year has to come after the one that is repeated.")
    rows = Deadline.objects.confirmed().filter(
        fiscal_year=from_year, rule="", letter__isnull=True, is_off=False
    )
    found = list(rows.select_related("filed_by").prefetch_related("lines"))
    if not found:
        raise RowError(f"FY {from_year} has no deadline that could be repeated.")
    known = set(
        Deadline.objects.filter(fiscal_year=to_year, repeats__in=found).values_list("repeats", flat=True)
    )
    fresh = [one for one in found if one.pk not in known]
    for one in fresh:
        _propose(one, to_year, by)
    return Repeated(len(fresh), len(found) - len(fresh))


def _propose(one: Deadline, to_year: int, by: User) -> None:
    made = Deadline.objects.create(
        fiscal_year=to_year,
        kind=one.kind,
        title=one.title.replace(f"FY {one.fiscal_year}", f"FY {to_year}"),
        due_on=in_another_year(one.due_on, to_year - one.fiscal_year),
        due_time=one.due_time,
        chamber=one.chamber,
        bundle_id=one.bundle_id,
        committee_id=one.committee_id,
        legislator_id=one.legislator_id,
        filed_by=one.filed_by if one.filed_by and one.filed_by.is_active else None,
        filed_by_words=one.filed_by_words,
        source=f"Proposed from the FY {one.fiscal_year} day; no source says so yet",
        as_of=today(),
        is_proposed=True,
        repeats=one,
        is_sample=one.is_sample,
    )
    # A form's address is for one year only, so it is asked for again.
    made.lines.set(one.lines.all())
    audit.record("proposed a deadline from another year", made, actor_id=by.pk, repeats=one.pk)
