"""Events of a bill: what makes one itself, which are new after a write, and how they are told. Pure.

An event is a fact with a day of its own: a step, a cosponsor, a text. The same event comes from several source
systems, in any order, with or without its committee, and again with every pull; docs/alerts.md gives the rules.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from legislation.choices import FactGroup, Step
from legislation.clerks_words import Kind
from legislation.moved import Introduced, Moved, Signed, Stepped, sentences

# What happened longer ago is history when it arrives.
HORIZON = timedelta(days=30)
# Sources are a day or two behind; what took longer says when it arrived.
USUAL_DELAY = timedelta(days=3)
# A source that corrects a date moves it by no more.
_CORRECTION = timedelta(days=10)
# A bill is signed and becomes law once, whatever days two sources give.
_ONCE = {Kind.SIGNED.value, Kind.LAW.value, Kind.TO_PRESIDENT.value}


class EventKind(StrEnum):
    INTRODUCED = "introduced"
    STEP = "step"
    COSPONSORED = "cosponsored"
    WITHDREW = "withdrew"
    TEXT = "text"
    SUMMARY = "summary"
    VOTE = "vote"
    ESTIMATE = "estimate"
    REPORT = "report"
    RELATED_LAW = "related_law"


# With which group of facts an event comes.
GROUP_OF = {
    EventKind.INTRODUCED: FactGroup.CORE,
    EventKind.STEP: FactGroup.ACTIONS,
    EventKind.VOTE: FactGroup.ACTIONS,
    EventKind.COSPONSORED: FactGroup.COSPONSORS,
    EventKind.WITHDREW: FactGroup.COSPONSORS,
    EventKind.TEXT: FactGroup.TEXTS,
    EventKind.SUMMARY: FactGroup.SUMMARIES,
    EventKind.ESTIMATE: FactGroup.REPORTS,
    EventKind.REPORT: FactGroup.REPORTS,
}


@dataclass(frozen=True)
class Event:
    """One event: `name` tells it from others of its kind, `told` is what its sentence is made of.

    `row` names the row it is read from (an action's digest), so that a page can mark it.
    """

    kind: EventKind
    bill_id: str
    on: date | None
    name: str
    told: Stepped | Introduced | Signed | str
    chamber: str = ""
    committees: tuple[str, ...] = ()
    legislator_id: str = ""
    row: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether its day is part of what it is: a bill can be referred on two days, but is signed once."""
        return self.kind is EventKind.STEP and self.name not in _ONCE

    @property
    def identity(self) -> str:
        """The digest by which it is stored once."""
        day = self.on.isoformat() if self.on and self.is_dated else ""
        parts = (self.kind, self.name, day, self.chamber, *sorted(self.committees))
        return hashlib.sha256("|".join(parts).encode()).hexdigest()


def step_name(kind: Kind, step: Step | None) -> str:
    """Return the name of an action's event: its step where that is all it is, else its kind."""
    return step.value if kind is Kind.STEP and step else kind.value


def is_same(one: Event, other: Event) -> bool:
    """Tell whether two reports are of one event.

    One may lack the chamber or the committee that the other gives; the day counts where it is part of the event.
    """
    if (one.bill_id, one.kind, one.name) != (other.bill_id, other.kind, other.name):
        return False
    return (not one.is_dated or one.on == other.on) and _agree(one, other)


def fresh(before: Collection[Event], after: Iterable[Event], stored: Collection[Event] = ()) -> list[Event]:
    """Return which events of `after` are neither in `before` nor `stored`, each once, oldest first.

    A day that was corrected makes no new event: one that vanished and came again some days off is the same.
    """
    offered = list(after)
    now = _by_name(offered)
    gone = _by_name(one for one in before if not any(is_same(one, other) for other in now[_key(one)]))
    known = _by_name([*before, *stored])
    found: list[Event] = []
    # The fullest report of an event first: the others are then the same.
    for one in sorted(offered, key=lambda each: (-len(each.committees), not each.chamber)):
        same = any(is_same(one, other) for other in known[_key(one)])
        if not same and not any(_is_corrected(one, other) for other in gone[_key(one)]):
            found.append(one)
        known[_key(one)].append(one)
    return sorted(found, key=lambda each: (each.on or date.max, each.kind, each.name, each.identity))


def is_news(event: Event, *, today: date, was_delivered: bool) -> bool:
    """Tell whether an event that came `today` is to be told.

    Not what is long past, nor what has no day and came with the first delivery of its whole list.
    """
    if event.on is None:
        return was_delivered
    return event.on >= today - HORIZON


def arrived_late(on: date | None, today: date) -> bool:
    """Tell whether what happened on a day arrived so much later that the reader should be told."""
    return on is not None and today - on > USUAL_DELAY


def tell(events: Collection[Event], *, today: date) -> list[Moved]:
    """Return the sentences on the events of one bill, newest first; cosponsors and steps of a day are grouped.

    What has no day of its own is told under `today`.
    """
    introduced = [one.told for one in events if isinstance(one.told, Introduced)]
    with_it = {(one.bill_id, one.on) for one in introduced}
    stepped = [one.told for one in events if isinstance(one.told, Stepped)]
    signed = [
        one.told
        for one in events
        if isinstance(one.told, Signed)
        # The introduction counts the original cosponsors.
        and (one.kind is EventKind.WITHDREW or (one.bill_id, one.on) not in with_it)
    ]
    plain = [Moved(one.on or today, one.bill_id, one.told) for one in events if isinstance(one.told, str)]
    told = [*sentences(stepped=stepped, introduced=introduced, signed=signed), *plain]
    return sorted(told, key=lambda one: (-one.on.toordinal(), one.sentence))


def _agree(one: Event, other: Event) -> bool:
    chambers = not one.chamber or not other.chamber or one.chamber == other.chamber
    committees = not one.committees or not other.committees or bool({*one.committees} & {*other.committees})
    return chambers and committees


def _is_corrected(one: Event, gone: Event) -> bool:
    if one.on is None or gone.on is None or not one.is_dated:
        return False
    return abs(one.on - gone.on) <= _CORRECTION and _agree(one, gone)


def _key(event: Event) -> tuple[str, str, str]:
    return event.bill_id, event.kind, event.name


def _by_name(events: Iterable[Event]) -> defaultdict[tuple[str, str, str], list[Event]]:
    found: defaultdict[tuple[str, str, str], list[Event]] = defaultdict(list)
    for one in events:
        found[_key(one)].append(one)
    return found


def numbered(keys: Iterable[str]) -> Iterator[str]:
    """Yield each key with its number among equals: a second text "eah" is "eah 2", whatever day either has."""
    seen: defaultdict[str, int] = defaultdict(int)
    for key in keys:
        seen[key] += 1
        yield f"{key} {seen[key]}"
