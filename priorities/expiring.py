"""When a position or an ask on a bill expires with the bill's Congress, and why. Pure: the day is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from legislation.choices import Stage
from legislation.wording import congress_ended

# Of these nothing more is decided in Congress: what is said about them holds on.
DONE = frozenset({Stage.ENACTED, Stage.AGREED_TO})
# The President can still act on these, so that a position on them is not idle; of Congress nothing can be asked.
BEYOND_CONGRESS = DONE | {Stage.PASSED_CONGRESS, Stage.TO_PRESIDENT}


@dataclass(frozen=True)
class On:
    """The bill a position or an ask is about: its stage, its Congress, and the day whose noon ends that."""

    stage: str
    congress: int
    ends_on: date


def position_expired(bill: On, today: date) -> str:
    """Return why a position has expired on a day, or nothing: the bill is over, and not by becoming law."""
    return _ended(bill) if today >= bill.ends_on and bill.stage not in BEYOND_CONGRESS else ""


def ask_expired(bill: On, today: date) -> str:
    """Return why an ask has expired on a day, or nothing: Congress can do nothing for the bill any more."""
    return _ended(bill) if today >= bill.ends_on and bill.stage not in DONE else ""


def _ended(bill: On) -> str:
    return congress_ended(bill.congress, bill.ends_on)
