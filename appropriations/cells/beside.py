"""What stands beside a figure: its change on the year before, its gap to our request and to what the law authorizes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from appropriations.cells.comparing import Comparison
from appropriations.cells.deflating import Prices
from appropriations.grid_query import Compared, How
from common.citations import fiscal_year
from common.money import THOUSAND, Change, Unit, figure, signed, signed_percent

_SAME = {Compared.PRIOR: "no change", Compared.ASK: "meets the ask", Compared.AUTHORIZED: "as authorized"}


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure against one other number in dollars and percent; `reason` says why it was not reckoned.

    `of_what` is the other number in dollars; `name` names it beside the figure. `rounded` says that both are
    adjusted for inflation, and so shown to the nearest thousand dollars.
    """

    kind: Compared
    name: str
    of_what: int | None = None
    dollars: int | None = None
    percent: Decimal | None = None
    reason: str = ""
    rounded: bool = False

    def short(self, how: str) -> str:
        """Return it for a column of its own: "+2 (+2.4%)"; empty where there is nothing to say."""
        if self.dollars is None:
            return ""
        if self.dollars == 0:
            return _SAME[self.kind]
        if self.of_what == 0:
            return "new"
        money = signed(self._shown(self.dollars), Unit.MILLIONS)
        percent = "" if self.percent is None else signed_percent(self.percent)
        if how == How.DOLLARS or not percent:
            return money
        return percent if how == How.PERCENT else f"{money} ({percent})"

    def text(self, how: str) -> str:
        """Return it for a figure's own cell: "+2 (+2.4%) on FY 2025", "5 below the ask"."""
        said = self.short(how)
        if self.kind == Compared.PRIOR:
            return f"{said} on {self.name}" if said else ""
        if self.kind == Compared.AUTHORIZED:
            return self._against_the_law(how)
        if not said or not self.dollars or self.of_what == 0:
            return said
        return f"{self._side(how)} the ask"

    def level(self) -> str:
        """Return the number compared with, in millions: what the law authorizes."""
        return "" if self.of_what is None else figure(self._shown(self.of_what), Unit.MILLIONS)

    def _against_the_law(self, how: str) -> str:
        if self.of_what is None:
            return ""
        if self.dollars is None:
            return f"{self.level()} authorized in law"
        if self.dollars == 0:
            return "as authorized in law"
        return f"{self._side(how)} the {self.level()} authorized in law"

    def _side(self, how: str) -> str:
        gap = self.dollars or 0
        side = "below" if gap < 0 else "above"
        money = figure(abs(self._shown(gap)), Unit.MILLIONS)
        if self.percent is None or how == How.DOLLARS:
            return f"{money} {side}"
        percent = "less than 0.1%" if self.percent == 0 else f"{abs(self.percent)}%"
        return f"{percent} {side}" if how == How.PERCENT else f"{money} ({percent}) {side}"

    def _shown(self, dollars: int) -> int:
        return to_the_thousand(dollars) if self.rounded else dollars


def to_the_thousand(dollars: int) -> int:
    """Return dollars to the nearest thousand, half up by size: adjusted dollars are no more exact than that."""
    size = (abs(dollars) + THOUSAND // 2) // THOUSAND * THOUSAND
    return -size if dollars < 0 else size


def beside(
    kind: Compared, now: tuple[int | None, int], then: Comparison | None, year: int, prices: Prices | None
) -> Beside | None:
    """Return a figure (dollars, fiscal year) beside what it is compared with, whose own fiscal year is `year`.

    In prices of one year both are adjusted first; where the index lacks a year, nothing is reckoned across years.
    """
    if then is None:
        return None
    dollars, own_year = now
    if then.before is None or dollars is None:
        return Beside(kind, then.name, reason=then.reason)
    adjusted = prices is not None and prices.knows(own_year) and prices.knows(year)
    if prices is not None and not adjusted and own_year != year:
        lacking = fiscal_year(own_year if not prices.knows(own_year) else year)
        return Beside(kind, then.name, reason=f"not compared with {then.name}: no price level for {lacking}")
    fit: Callable[[int, int], int] = prices.adjust if prices is not None and adjusted else _as_printed
    change = Change(fit(then.before, year), fit(dollars, own_year))
    return Beside(kind, then.name, change.before, change.dollars, change.percent, rounded=adjusted)


def _as_printed(dollars: int, _year: int) -> int:
    return dollars


def share_in_percent(dollars: int, level: int) -> Decimal:
    """Return dollars in percent of a level above zero, rounded half up to one decimal."""
    return (Decimal(dollars) * 100 / Decimal(level)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
