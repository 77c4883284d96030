"""The appropriations briefing book of a fiscal year: a cover, each appropriations bill line by line, Member letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from appropriations.models import BundleSubcommittee, SlateItem
from appropriations.selectors.printable import PrintableLine, printable_lines
from briefings.packet.assemble_chosen import year_of
from briefings.packet.assemble_lines import line_parts, told_and_unknown
from briefings.packet.assemble_member_letters import letters_section
from briefings.packet.assemble_money import table
from briefings.packet.document import Packet
from briefings.packet.facts import Fact, Source
from briefings.packet.gather import source_of_decision
from briefings.packet.heading import headings
from briefings.packet.lines import BookCover, BundleSection, LinePart
from briefings.packet.order import Order
from briefings.packet.parts import MoneyTable
from briefings.packet.wording import day
from briefings.selectors.lines import (
    BundleOfYear,
    bundles_of_year,
    lines_on_record,
    member_letters,
    requests_of_year,
)
from briefings.selectors.money import BundleOnPaper, LineOnPaper
from common.citations import fiscal_year as fy
from legislation.choices import Source as Origin


def book_packet(order: Order) -> Packet:
    """Return the book of a fiscal year; with a subject (a bundle's key), of that appropriations bill alone.

    Raises UnknownSubject. Its queries do not grow with bills or lines.
    """
    year, chosen = year_of(order), order.choices
    bundles = bundles_of_year(year, bundle=chosen.subject, lines=chosen.lines or None)
    lines = [line for bundle in bundles for line in bundle.lines]
    records = lines_on_record(lines, year)
    parts = {part.anchor.removeprefix("line-"): part for part in line_parts(records, order.on)}
    figures = _figures(year, list(parts))
    requests = requests_of_year(year)
    asked = [requests[line.pk] for line in lines if line.pk in requests]
    sections = tuple(_bundle(one, parts, figures, order.on) for one in bundles)
    letters = letters_section(member_letters(list(parts)), order.on)
    return Packet(
        **headings(order),
        title=_title(year, bundles if chosen.subject else ()),
        own=(_cover(year, asked, len(sections)),),
        annex=(*sections, *letters),
    )


def _title(year: int, only: Sequence[BundleOfYear]) -> str:
    of = f": {only[0].bundle.short_name}" if only else ""
    return f"Appropriations briefing book, {fy(year)}{of}"


def _cover(year: int, asked: Sequence[SlateItem], bundles: int) -> BookCover:
    bills = "one appropriations bill" if bundles == 1 else f"{bundles} appropriations bills"
    requests = {0: "no request", 1: "one request"}.get(len(asked), f"{len(asked)} requests")
    return BookCover(
        "cover",
        "Cover",
        year=fy(year),
        rests_on=tuple(_decisions(asked)),
        counted=f"{requests[0].upper()}{requests[1:]} to Congress in {bills}.",
    )


def _decisions(asked: Iterable[SlateItem]) -> Iterable[Fact]:
    """Name each decision the requests rest on, once, by its number."""
    decided = {item.slate.decision.number: item for item in asked if item.slate.decision}
    for _, item in sorted(decided.items()):
        decision = item.slate.decision
        if decision is not None:
            text = f"{decision}, adopted {day(decision.decided_on)}"
            sample = item.slate.is_sample or decision.is_sample
            yield Fact(text, source_of_decision(decision), sample=sample)


def _figures(year: int, slugs: Sequence[str]) -> dict[str, tuple[tuple[str, ...], PrintableLine]]:
    """Each line's row around the year, with the names of its columns."""
    return {row.slug: (bill.columns, row) for bill in printable_lines(year, lines=slugs) for row in bill.rows}


def _bundle(
    one: BundleOfYear,
    parts: dict[str, LinePart],
    figures: dict[str, tuple[tuple[str, ...], PrintableLine]],
    on: date,
) -> BundleSection:
    told, unknown = told_and_unknown([parts[line.pk] for line in one.lines])
    return BundleSection(
        anchor=f"bundle-{one.bundle.pk}",
        heading=one.bundle.name,
        lines=told,
        unknown=unknown,
        writers=writer_facts(one.writers, on),
        summary=_summary(one, [figures[line.pk] for line in one.lines if line.pk in figures], on),
    )


def _summary(
    one: BundleOfYear, rows: Sequence[tuple[tuple[str, ...], PrintableLine]], on: date
) -> MoneyTable | None:
    """Return the bill's lines around the year in one table: only lines and columns that hold something."""
    told = [row for _, row in rows if any(cell.text for cell in row.cells)]
    if not told:
        return None
    columns = rows[0][0]
    kept = [n for n in range(len(columns)) if any(row.cells[n].text for row in told)]
    on_paper = BundleOnPaper(
        key=one.bundle.pk,
        title=one.bundle.short_name,
        full_name=one.bundle.name,
        unit="",
        columns=tuple(columns[n] for n in kept),
        lines=tuple(LineOnPaper(row, tuple(row.cells[n] for n in kept)) for row in told),
        is_here=False,
    )
    return replace(table(on_paper, on, anchor=f"summary-{one.bundle.pk}"), title="The lines at a glance")


def writer_facts(writers: Sequence[BundleSubcommittee], on: date) -> tuple[Fact, ...]:
    """Return "House: Labor, Health and Human Services, …" and the Senate's; once where both bear one name."""
    said = [(str(row.get_chamber_display()), row) for row in writers]
    if len(said) > 1 and len({row.committee.name for row in writers}) == 1:
        said = [("House and Senate", writers[0])]
    return tuple(
        Fact(
            f"{chamber}: {row.committee.name}",
            Source(Origin(row.committee.source).label, row.committee.as_of or on, kind=Source.ROSTER),
        )
        for chamber, row in said
    )
