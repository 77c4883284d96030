"""Dollars as the field writes them: exact, the unit always said, never rounded in silence.

Amounts are integer dollars everywhere; this module only turns them into words and back.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

MINUS = "\N{MINUS SIGN}"
THOUSAND, MILLION, BILLION = 10**3, 10**6, 10**9


class Unit(StrEnum):
    """What one unit of a printed figure stands for; the value is the word used in a heading."""

    DOLLARS = "dollars"
    THOUSANDS = "thousands"
    MILLIONS = "millions"
    BILLIONS = "billions"


_EXPONENT = {Unit.DOLLARS: 0, Unit.THOUSANDS: 3, Unit.MILLIONS: 6, Unit.BILLIONS: 9}


class NotMoney(ValueError):  # noqa: N818 - named for what is wrong
    """The text is no exact amount of whole dollars; the message says why."""


def figure(amount: int, unit: Unit = Unit.DOLLARS, *, places: int = 0) -> str:
    """Return `amount` (whole dollars) in `unit` without the unit's name: 105625000 in millions is "105.625".

    Exact: as many decimals as the amount needs, at least `places`. A negative amount has a true minus sign.
    """
    # Asking the enumeration by value takes longer than all the rest, and a grid asks thousands of times.
    exponent = _EXPONENT[unit if isinstance(unit, Unit) else Unit(unit)]
    whole, rest = divmod(abs(amount), 10**exponent)
    decimals = f"{rest:0{exponent}d}".rstrip("0") if exponent else ""
    decimals = decimals.ljust(places if exponent else 0, "0")
    sign = MINUS if amount < 0 else ""
    return f"{sign}{whole:,}.{decimals}" if decimals else f"{sign}{whole:,}"


def places_needed(amounts: list[int], unit: Unit) -> int:
    """Return how many decimals a column of `amounts` (dollars) in `unit` needs so that each is exact."""
    return max((len(figure(amount, unit).partition(".")[2]) for amount in amounts), default=0)


def heading(unit: Unit) -> str:
    """Return the unit as a table heading says it once: "Dollars in millions"."""
    return "Dollars" if unit == Unit.DOLLARS else f"Dollars in {unit}"


def words(amount: int) -> str:
    """Return `amount` (dollars) for a sentence, exact: "$105.625 million", "$1.3 billion", "$819,000"."""
    sign = MINUS if amount < 0 else ""
    size = abs(amount)
    if size >= BILLION and size % MILLION == 0:
        return f"{sign}${figure(size, Unit.BILLIONS)} billion"
    if size >= MILLION and size % THOUSAND == 0:
        return f"{sign}${figure(size, Unit.MILLIONS)} million"
    return f"{sign}${figure(size)}"


def parse(text: str, unit: Unit = Unit.DOLLARS) -> int:
    """Return whole dollars from a printed figure in `unit`: "105.625" in millions is 105625000.

    Takes a dollar sign, commas and either minus. Raises NotMoney for anything else, and for parts of a dollar.
    """
    cleaned = text.strip().replace("$", "").replace(",", "").replace(MINUS, "-")
    body = cleaned.removeprefix("-")
    if not body.replace(".", "", 1).isascii() or not body.replace(".", "", 1).isdigit():
        raise NotMoney(f"{text[:40]!r} is no amount of money; write it like 105.625 or 105,625,000")
    dollars = Decimal(cleaned).scaleb(_EXPONENT[Unit(unit)])
    if dollars != dollars.to_integral_value():
        raise NotMoney(f"{text[:40]!r} in {unit} is not a whole number of dollars")
    return int(dollars)


@dataclass(frozen=True)
class Change:
    """From one amount to another, in whole dollars."""

    before: int
    after: int

    @property
    def dollars(self) -> int:
        """The difference in dollars; positive when it grew."""
        return self.after - self.before

    @property
    def percent(self) -> Decimal | None:
        """The change in percent of `before`, rounded half up to one decimal; None from zero or less."""
        if self.before <= 0:
            return None
        exact = Decimal(self.dollars) * 100 / Decimal(self.before)
        return exact.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    def text(self, unit: Unit = Unit.MILLIONS) -> str:
        """Return the change as it is printed: "+2 (+2.4%)" in `unit`, "no change", or "new"."""
        if self.dollars == 0:
            return "no change"
        if self.before == 0:
            return "new"
        difference = signed(self.dollars, unit)
        return difference if self.percent is None else f"{difference} ({signed_percent(self.percent)})"


def signed(amount: int, unit: Unit = Unit.DOLLARS) -> str:
    """Return `amount` (dollars) in `unit` with its sign always shown, zero without one."""
    text = figure(amount, unit)
    return f"+{text}" if amount > 0 else text


def signed_percent(percent: Decimal) -> str:
    """Return a percentage with its sign: "+2.4%", a minus for less; a tiny change says "less than 0.1%"."""
    if percent == 0:
        return "less than 0.1%"
    return f"+{percent}%" if percent > 0 else f"{MINUS}{abs(percent)}%"


def gap(amount: int, ask: int, unit: Unit = Unit.MILLIONS) -> str:
    """Return how `amount` stands to the `ask` (both dollars): "5 below the ask", "meets the ask", "2 above the ask"."""
    if amount == ask:
        return "meets the ask"
    side = "below" if amount < ask else "above"
    return f"{figure(abs(ask - amount), unit)} {side} the ask"
