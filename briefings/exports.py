"""Packets as files for a spreadsheet: the list of them, and the tables of one as they were printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from lxml import html

from briefings.models import Packet
from briefings.selectors.manifest_page import fact_lines
from common.dates import moment_words
from common.sheets import PrintedNumber, Sheet, Tab

_LIST = (
    "Packet", "Kind", "State", "Asked for by", "Asked for", "Made", "Pages", "Oldest fact", "Sample", "sha256",
)  # fmt: skip
_NUMBER = re.compile(r"(?P<sign>[-\u2212\u2013]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<part>\d+))?")
_HEADINGS = ("h1", "h2", "h3")
_SKIPPED = ("script", "style")


def packet_sheet(rows: Iterable[Packet]) -> Sheet:
    """Return packets as a list, in the order they come."""
    cells = (
        (
            str(one),
            one.get_kind_display(),
            one.get_state_display(),
            str(one.requested_by or ""),
            one.requested_at,
            one.made_at,
            one.pages,
            one.oldest_as_of,
            one.is_sample,
            one.sha256,
        )
        for one in rows
    )
    return Sheet("packets", _LIST, cells, ("Drafts are not for handing over; only a final packet is.",))


def packet_tabs(packet: Packet, page: str) -> list[Tab]:
    """Return every table of a made packet as it was printed, and a last one of its sources."""
    return [*tables_of(page), _sources(packet)]


def about_packet(packet: Packet) -> tuple[str, ...]:
    """Return what a workbook of a packet says of itself."""
    state, asked = packet.get_state_display().lower(), moment_words(packet.requested_at)
    lines = [
        f"The tables of “{packet}”, {state}, asked for {asked}: the numbers and words that its PDF prints.",
        f"The PDF is the record: sha256 {packet.sha256}.",
    ]
    if packet.is_sample:
        lines.append("SAMPLE: it rests on demonstration data.")
    return tuple(lines)


def tables_of(page: str) -> list[Tab]:
    """Return the tables of a page in the order they stand; printed figures are numbers that look as printed.

    The table of sources is left out: it is made of the manifest, with days as days.
    """
    found, heading, number = [], "", ""
    for element in html.fromstring(page).iter():
        if element.tag in _HEADINGS:
            heading = _words(element)
            if element.tag != _HEADINGS[-1]:
                number = " ".join(_words(one) for one in element.find_class("number"))
        elif element.tag == "table" and not _is_of_sources(element):
            # Under the heading of a bill, "What happened" says of which.
            about = f"{number}, " if number and not heading.startswith(number) else ""
            found.append(_tab(element, about + heading))
    return found


def _is_of_sources(table: html.HtmlElement) -> bool:
    return any("sources" in one.get("class", "").split() for one in table.iterancestors("section"))


def _tab(table: html.HtmlElement, heading: str) -> Tab:
    rows = [row.xpath("./th|./td") for row in table.iter("tr")]
    first = rows.pop(0) if rows else []
    caption = " ".join(_words(one) for one in table.iter("caption"))
    return Tab(
        title=heading or caption or "Table",
        headings=[_words(cell) for cell in first],
        rows=[[_value(cell) for cell in row] for row in rows],
        notes=tuple(note for note in (heading, caption, *_notes(table)) if note),
    )


def _notes(table: html.HtmlElement) -> Iterator[str]:
    """The notes that stand under a table."""
    after = table.getnext()
    while after is not None and after.tag == "ul" and "notes" in after.get("class", "").split():
        yield from (_words(one) for one in after.iter("li"))
        after = after.getnext()


def _value(cell: html.HtmlElement) -> object:
    """A printed figure as a number with the marks that lead to its notes; anything else as words."""
    words = _words(cell)
    if "figure" not in cell.get("class", "").split():
        return words
    marks = " ".join(_words(one) for one in cell.iter("sup"))
    bare = words.removesuffix(marks).strip() if marks else words
    number = _NUMBER.fullmatch(bare)
    if number is None:
        return words
    sign, whole, part = number["sign"], number["whole"], number["part"] or ""
    value = Decimal(f"{'-' if sign else ''}{whole.replace(',', '')}{f'.{part}' if part else ''}")
    return PrintedNumber(value, _format("," in whole, len(part), marks))


def _format(has_commas: bool, places: int, marks: str) -> str:  # noqa: FBT001 - private
    shown = f"{'#,##0' if has_commas else '0'}{'.' + '0' * places if places else ''}"
    # Marks stand within the format, so that the cell stays a number.
    safe = re.sub(r"[^\w ,]", "", marks)
    return f'{shown}" {safe}"' if safe else shown


def _words(element: html.HtmlElement) -> str:
    """What an element says, a space where a part of its own begins."""
    return " ".join(" ".join(_texts(element)).split()).replace(" ,", ",")


def _texts(element: html.HtmlElement) -> Iterator[str]:
    for text in element.xpath(".//text()"):
        parent = text.getparent()
        if parent is not None and parent.tag not in _SKIPPED:
            yield str(text)


def _sources(packet: Packet) -> Tab:
    rows: list[Sequence[object]] = [
        (one["label"], dt.date.fromisoformat(one["as_of"]), one["url"])
        for one in packet.manifest.get("sources", ())
    ]
    return Tab("Sources", ("Source", "As of", "Where to read it"), rows)


_FACTS = ("Section", "About", "Column", "As printed", "Source", "As of", "Old", "Sample", "Address")


def manifest_sheet(packet: Packet, source: str = "") -> Sheet:
    """Return the facts of a packet's manifest as a list, those of one source when it is named. Inside only."""
    rows = (
        (one.section, one.item, one.column, one.text, one.source, one.as_of, one.stale, one.sample, one.url)
        for one in fact_lines(packet, source)
    )
    notes = (f"{packet}, sha256 {packet.sha256}.", "Internal: the manifest is not handed over.")
    return Sheet("manifest", _FACTS, rows, notes)
