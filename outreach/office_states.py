"""Whether an office's legislator sits, by the published roster and what staff entered over it. Pure.

docs/end-of-a-congress.md has the table. The roster tells who sits; staff tell, with a source, what no roster says:
who leaves, who was elected, that a seat is vacant. What they entered yields to a roster newer than it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from legislation.wording import day
from outreach.choices import OfficeState


@dataclass(frozen=True)
class RosterSays:
    """What the newest roster says of a legislator.

    `starts_on` and `ends_on` are of the latest term here (None without one), `holds`: the seat is held by it;
    `doubt`: why that is not known; `as_of` is the roster's day and `source` names it.
    """

    source: str
    as_of: date
    holds: bool
    doubt: str = ""
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Said:
    """What staff entered of the legislator, or of the seat, with its source."""

    kind: OfficeState
    source: str
    as_of: date
    on: date | None = None
    source_url: str = ""


@dataclass(frozen=True)
class OfficeStanding:
    """How an office stands, in a word and in a sentence, who says so and as of when.

    `warning` says why it is not known who holds the seat; empty where it is.
    """

    state: OfficeState
    words: str
    source: str
    as_of: date
    warning: str = ""
    source_url: str = ""

    @property
    def can_be_asked(self) -> bool:
        """Whether somebody is known to hold the seat whom one could ask."""
        return not self.warning and self.state in (OfficeState.SITTING, OfficeState.DEPARTING)

    @property
    def is_plain(self) -> bool:
        """Whether nothing needs to be said: the legislator sits, and stays as far as is known."""
        return self.state == OfficeState.SITTING and not self.warning


def standing_of(roster: RosterSays, entries: Iterable[Said] = ()) -> OfficeStanding:
    """Return how a legislator's office stands; of several entries the newest that still counts is laid over."""
    base = _by_roster(roster)
    counting = [one for one in entries if _counts(one, roster, base.state)]
    newest = max(counting, key=lambda one: one.as_of, default=None)
    return _laid_over(newest, base) if newest else base


def _by_roster(roster: RosterSays) -> OfficeStanding:
    if roster.holds:
        return OfficeStanding(OfficeState.SITTING, "Sits", roster.source, roster.as_of)
    if roster.doubt:
        words = "Sat when the roster was published"
        return OfficeStanding(OfficeState.SITTING, words, roster.source, roster.as_of, roster.doubt)
    until = f"Held a seat until {day(roster.ends_on)}" if roster.ends_on else "Holds no seat"
    return OfficeStanding(OfficeState.FORMER, until, roster.source, roster.as_of)


def _counts(one: Said, roster: RosterSays, state: OfficeState) -> bool:
    """A roster that tells of the person anew goes before an older entry.

    Leaving is never in a roster: an announcement counts until a later term begins or the person is gone.
    """
    if one.kind == OfficeState.DEPARTING:
        stays = roster.starts_on is not None and roster.starts_on > one.as_of
        return state == OfficeState.SITTING and not stays
    return one.as_of > roster.as_of


def _laid_over(one: Said, base: OfficeStanding) -> OfficeStanding:
    when = f" on {day(one.on)}" if one.on else ""
    words = {
        OfficeState.DEPARTING: f"Leaves{when}" if when else "Has announced to leave",
        OfficeState.ELECTED: f"Elected; takes the seat{when}" if when else "Elected",
        OfficeState.VACANT: f"The seat is vacant, since {day(one.on)}" if one.on else "The seat is vacant",
    }[one.kind]
    # Who has left, or was elected, is known by the entry: the roster's age is no reason to doubt it.
    warning = base.warning if one.kind == OfficeState.DEPARTING else ""
    return OfficeStanding(one.kind, words, one.source, one.as_of, warning, one.source_url)
