"""The end of a Congress as the pages tell it: when, what dies with it while it sits, what ended once it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from common.citations import cite_in_full
from common.dates import congress_day, today
from legislation.choices import Stage
from legislation.endings import DYING, FINAL, Ending
from legislation.models import Bill, Congress
from legislation.selectors.pages import bills_for_list
from legislation.selectors.standing import RELATED, standing
from legislation.wording import ends_in

# For so long a Congress that ended is spoken of on the pages that people open every day.
_TOLD_FOR = timedelta(days=120)


@dataclass(frozen=True)
class Countdown:
    """The Congress that sits with its last day, and the one before while its end is still news.

    `dying` counts the tracked bills that die with the one unless they get through both chambers, `ended` those
    tracked ones that the other left behind.
    """

    congress: Congress
    words: str
    days_left: int
    dying: int
    before: Congress | None
    ended: int

    @property
    def headline(self) -> str:
        """The one thing to say of it today: while the last Congress's end is news, that; else when this one ends."""
        return ends_in(self.before.number, self.before.ends_on, -1) if self.before else self.words


def countdown(user: Any, on: date | None = None) -> Countdown | None:
    """Return how long the sitting Congress has; None where no Congress is known for the day. At most four queries."""
    when = on or congress_day()
    congress = Congress.objects.all().current(when)
    if congress is None:
        return None
    before = (
        Congress.objects.filter(ends_on__lte=when, ends_on__gt=when - _TOLD_FOR).order_by("-number").first()
    )
    tracked = Bill.objects.visible_to(user).tracked()
    # The days left are counted by the calendar: on the last morning it ends today.
    days_left = (congress.ends_on - (on or today())).days
    return Countdown(
        congress=congress,
        words=ends_in(congress.number, congress.ends_on, days_left),
        days_left=days_left,
        dying=tracked.filter(congress=congress, stage__in=DYING).count(),
        before=before,
        ended=tracked.filter(congress=before).exclude(stage__in=FINAL).count() if before else 0,
    )


@dataclass(frozen=True)
class Group:
    """How many of a Congress's tracked bills stand so, in words."""

    words: str
    count: int


@dataclass(frozen=True)
class EndingPage:
    """The end of one Congress: whether it is over, when it is, and how its tracked bills stand by number."""

    congress: Congress
    is_over: bool
    words: str
    groups: tuple[Group, ...]
    all_bills: int
    enacted: int


def ending_page(user: Any, congress: Congress, on: date | None = None) -> EndingPage:
    """Return the end of a Congress without the bills, which are paged by themselves; a constant number of queries."""
    when = on or congress_day()
    is_over = congress.ends_on <= when
    days_left = (congress.ends_on - (on or today())).days
    visible = Bill.objects.visible_to(user).filter(congress=congress)
    tracked = visible.tracked()
    return EndingPage(
        congress=congress,
        is_over=is_over,
        words=ends_in(congress.number, congress.ends_on, days_left),
        groups=_ended(tracked, when) if is_over else _dying(tracked),
        all_bills=visible.filter(stage__in=DYING).count(),
        enacted=visible.filter(stage=Stage.ENACTED).count(),
    )


def _dying(tracked: QuerySet[Bill]) -> tuple[Group, ...]:
    counted = [(stage, tracked.filter(stage=stage).count()) for stage in Stage if stage in DYING]
    return tuple(Group(str(stage.label), count) for stage, count in counted if count)


def _ended(tracked: QuerySet[Bill], on: date) -> tuple[Group, ...]:
    found = (
        ("Became law", tracked.filter(stage=Stage.ENACTED)),
        ("Agreed to", tracked.filter(stage=Stage.AGREED_TO)),
        ("Vetoed or voted down", tracked.filter(stage__in=[Stage.VETOED, Stage.FAILED])),
        (str(Ending.DIED.label), tracked.died(on)),  # type: ignore[attr-defined]
        (str(Ending.NOT_KNOWN.label), tracked.end_not_known(on)),  # type: ignore[attr-defined]
    )
    return tuple(Group(words, rows.count()) for words, rows in found if rows.exists())


def bills_of_the_end(user: Any, congress: Congress) -> QuerySet[Bill]:
    """Return the tracked bills of a Congress that were not at an end by themselves, the latest stage first."""
    order = Case(
        *(When(stage=stage, then=Value(place)) for place, stage in enumerate(_stages())),
        output_field=IntegerField(),
    )
    rows = bills_for_list(user).filter(congress=congress, tracking__isnull=False)
    return rows.exclude(stage__in=FINAL).order_by(order, "bill_type", "number")


def _stages() -> Sequence[Stage]:
    return list(reversed(Stage))


@dataclass(frozen=True)
class LeftBill:
    """A vehicle that the last Congress left, with how far it got."""

    bill: Bill
    citation: str
    stands: str


def left_by_last(user: Any, slug: str, on: date | None = None) -> tuple[LeftBill, ...]:
    """Return the vehicles of a family in the last Congress that had any and is over; two queries."""
    when = on or congress_day()
    vehicles = (
        Bill.objects.visible_to(user)
        .of_ended(when)
        .filter(family_parts__family=slug, family_parts__part="vehicle")
    )
    last = vehicles.order_by("-congress").values_list("congress", flat=True).first()
    if last is None:
        return ()
    bills = vehicles.filter(congress=last).with_actions_seen().select_related(*RELATED)
    return tuple(
        LeftBill(bill, cite_in_full(bill.pk), standing(bill, when).sentence)
        for bill in bills.order_by("bill_type", "number")
    )
