"""Named filters over Congresses, who sits in them, and their committees."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q, Subquery

from common.access import is_inside
from common.dates import congress_day
from legislation.choices import Source
from legislation.endings import REGULAR_END, congress_of, days_of


class CongressQuerySet(models.QuerySet[Any]):
    def current(self, on: date | None = None) -> Any:
        """The Congress sitting on a day; on January 3 of an odd year, from noon on, the new one."""
        day = on or congress_day()
        return self.filter(starts_on__lte=day, ends_on__gt=day).first()


class LegislatorQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Who sits in Congress is public, but the desk shows it to people of the coalition only."""
        return self if is_inside(user) else self.none()

    def newest_list(self) -> models.QuerySet[Any, Any]:
        """The date of the newest published list of legislators, as a query of one row and column."""
        dated = self.filter(source=Source.LEGISLATORS, as_of__isnull=False)
        return dated.order_by("-as_of").values("as_of")[:1]

    def sitting(self, on: date | None = None) -> Self:
        """Legislators who hold a seat on a day, by the rule of TermQuerySet.current."""
        terms = self.model._meta.get_field("terms").related_model.objects  # noqa: SLF001 - Django documents it
        return self.filter(pk__in=terms.current(on).values("legislator"))


class TermQuerySet(models.QuerySet[Any]):
    def current(self, on: date | None = None) -> Self:
        """Terms by which a seat is held on a day.

        A term that ends on January 3 ends at noon: by then the next one has begun. An appointed senator's term is
        listed until the special election and lasts until the winner is sworn in (Seventeenth Amendment): as long as
        the newest list names the holder, and no January 3 has come since, such a holder still counts as sitting.
        """
        day = on or congress_day()
        people = self.model._meta.get_field("legislator").related_model.objects  # noqa: SLF001 - as above
        since_january = day.year if (day.month, day.day) >= REGULAR_END else day.year - 1
        appointed = ~Q(ends_on__month=1, ends_on__day=3) & Q(
            ends_on__year__gte=since_january, legislator__as_of=Subquery(people.newest_list())
        )
        # A regular term ends at noon of the day it names, one cut short only after it.
        held = Q(ends_on__gt=day) | Q(ends_on=day) & ~Q(ends_on__month=1, ends_on__day=3)
        return self.filter(held | appointed, starts_on__lte=day)

    def last_known(self, on: date | None = None) -> Self:
        """Terms by which a seat is held on a day, or was when the newest list was published.

        When a term ends and no list is newer than its end, it is not known who holds the seat (P9).
        """
        people = self.model._meta.get_field("legislator").related_model.objects  # noqa: SLF001 - as above
        newest = Subquery(people.newest_list())
        doubtful = Q(ends_on__lte=on or congress_day(), ends_on__gte=newest, legislator__as_of=newest)
        return self.filter(doubtful) | self.current(on)


class CommitteeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Committees are public, but the desk shows them to people of the coalition only."""
        return self if is_inside(user) else self.none()

    def full(self) -> Self:
        """Committees that are no subcommittee."""
        return self.filter(parent__isnull=True)


class SeatQuerySet(models.QuerySet[Any]):
    def assigned(self, on: date | None = None) -> Self:
        """Seats of the Congress that sits on a day.

        Committees are filled anew by each Congress: a roster of its first day or before still has those of the last.
        """
        starts_on, _ = days_of(congress_of(on or congress_day()))
        return self.filter(as_of__gt=starts_on)

    def of(self, bioguide_id: str, on: date | None = None) -> Self:
        """Seats of one legislator in the Congress that sits, full committees first."""
        return (
            self.assigned(on)
            .filter(legislator_id=bioguide_id)
            .select_related("committee__parent")
            .order_by("committee_id")
        )
