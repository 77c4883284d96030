"""Authorizations of appropriations in words and by fiscal year; what is law and what is proposed never mixed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from common.citations import cite_in_full
from common.dates import today
from common.money import Unit, figure
from common.money import words as dollars_in_words
from common.sourcing import SourceMark
from legislation.models import Authorization
from legislation.wording import authorization_ends, authorization_would_end, fiscal_year_of, years

# As many fiscal years as a sheet of paper holds in columns; the newest ones.
_COLUMNS = 14
_SUCH_SUMS = "such sums as may be necessary"


@dataclass(frozen=True)
class AuthorizationLine:
    """An authorization in words."""

    authorization: Authorization
    years: str
    amount: str
    ends: str


@dataclass(frozen=True)
class YearSpan:
    """Fiscal years in a row under one amount, or under none: a cell as wide as they are."""

    width: int
    text: str = ""
    words: str = ""


@dataclass(frozen=True)
class ProvisionRow:
    """One provision of a law or of a bill's version, over the fiscal years of the table."""

    name: str
    where: str
    bill_id: str
    usc_section: str
    spans: tuple[YearSpan, ...]
    ends: str
    mark: SourceMark


@dataclass(frozen=True)
class AuthorizationYears:
    """Which provision is authorized in which fiscal years: in law and proposed as groups of their own."""

    years: tuple[int, ...]
    current: int
    in_law: tuple[ProvisionRow, ...]
    proposed: tuple[ProvisionRow, ...]
    left_out: int = 0


def authorization_lines(
    authorizations: Iterable[Authorization], on: date | None = None
) -> tuple[AuthorizationLine, ...]:
    """Return authorizations in words; only one in law is said to have ended."""
    current = fiscal_year_of(on or today())
    return tuple(
        AuthorizationLine(
            authorization=one,
            years=years(one.first_fiscal_year, one.last_fiscal_year),
            amount=_amount(one),
            ends=_ends(one, one.last_fiscal_year, current),
        )
        for one in authorizations
    )


def authorization_years(
    authorizations: Sequence[Authorization], on: date | None = None
) -> AuthorizationYears | None:
    """Return the table of provisions by fiscal year, or None when there is nothing to put in it."""
    if not authorizations:
        return None
    current = fiscal_year_of(on or today())
    last = max(one.last_fiscal_year for one in authorizations)
    first = max(min(one.first_fiscal_year for one in authorizations), last - _COLUMNS + 1)
    shown = range(first, last + 1)
    within = [one for one in authorizations if one.last_fiscal_year >= first]
    return AuthorizationYears(
        years=tuple(shown),
        current=current,
        in_law=_rows(within, Authorization.Status.IN_LAW, shown, current),
        proposed=_rows(within, Authorization.Status.PROPOSED, shown, current),
        left_out=len(authorizations) - len(within),
    )


def _rows(
    authorizations: Iterable[Authorization], status: str, shown: range, current: int
) -> tuple[ProvisionRow, ...]:
    alike: defaultdict[tuple[str, str, str], list[Authorization]] = defaultdict(list)
    for one in sorted(authorizations, key=_reading_order):
        if one.status == status:
            alike[(one.name, str(one.bill_id or one.law), one.bill_version)].append(one)
    return tuple(_row(group, shown, current) for group in alike.values())


def _reading_order(one: Authorization) -> tuple[str, str, int, int]:
    """By what it is for, then by bill as bills are listed."""
    bill = (one.bill.bill_type, one.bill.number) if one.bill else ("", 0)
    return one.sort_key, *bill, one.first_fiscal_year


def _row(group: Sequence[Authorization], shown: range, current: int) -> ProvisionRow:
    first = group[0]
    where = (
        ", ".join(filter(None, (cite_in_full(first.bill_id), first.bill_version)))
        if first.bill_id
        else first.law
    )
    return ProvisionRow(
        name=first.name,
        where=where,
        bill_id=first.bill_id or "",
        usc_section="" if first.usc_section and first.usc_section in where else first.usc_section,
        mark=SourceMark(document=first.source, url=first.source_url, as_of=first.as_of),
        spans=tuple(_spans(group, shown)),
        ends=_ends(first, max(one.last_fiscal_year for one in group), current),
    )


def _spans(group: Sequence[Authorization], shown: range) -> Iterator[YearSpan]:
    """The cells of a row from the first year to the last; where two cover one year, the later entry counts."""
    by_year = {
        year: one
        for one in sorted(group, key=lambda one: one.first_fiscal_year)
        for year in range(one.first_fiscal_year, one.last_fiscal_year + 1)
    }
    year = shown.start
    while year < shown.stop:
        one, start = by_year.get(year), year
        while year < shown.stop and by_year.get(year) is one:
            year += 1
        if one is None:
            yield YearSpan(year - start)
        else:
            text = "such sums" if one.dollars is None else f"${figure(one.dollars, Unit.MILLIONS)}M"
            yield YearSpan(year - start, text, f"{_amount(one)}, {years(start, year - 1)}")


def _ends(one: Authorization, last: int, current: int) -> str:
    in_law = one.status == Authorization.Status.IN_LAW
    return authorization_ends(last, current) if in_law else authorization_would_end(last)


def _amount(one: Authorization) -> str:
    if one.dollars is None:
        return one.words or _SUCH_SUMS
    amount = dollars_in_words(one.dollars)
    return f"{amount} a year" if one.last_fiscal_year > one.first_fiscal_year else amount
