"""A frozen packet becomes HTML, and the HTML becomes bytes. Reads no database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from briefings import printing
from briefings.choices import PacketKind
from briefings.packet import Chart, MoneyTable, Packet
from briefings.packet.facts import found_in
from briefings.packet.lines import LinePart, Picture
from briefings.packet.wording import day
from common.pdf import Printed, html_to_pdf, lay_out

TEMPLATE = "briefings/packet/packet.html"
# Of a packet that names no office: a book, a one-pager, a brief.
KIND_TEMPLATE = "briefings/packet/document.html"
STYLESHEETS = [settings.BASE_DIR / "static" / "css" / name for name in ("packet.css", "packet-kinds.css")]
# The sheet is set at the size people like to read; a long one a little tighter, so that it keeps to two sides.
DENSITIES = ("roomy", "snug", "tight")
SHEET_PAGES = 2
# What is to fit one page, set more tightly where it is long; what is longer still takes a second one.
ONE_PAGE = {PacketKind.BILL, PacketKind.LINE}
# With fewer asks than this, the front of the sheet has room to spare.
FULL_FRONT = 2


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents."""

    anchor: str
    title: str


def contents(packet: Packet) -> tuple[Entry, ...]:
    """Return the table of contents of what stands behind the sheet, in the order of printing."""
    entries = [Entry(section.anchor, section.heading) for section in packet.sections]
    return (*entries, Entry("sources", "Sources, and as of when")) if entries else ()


def anchors(packet: Packet) -> set[str]:
    """Return the places behind the sheet that a link may lead to."""
    behind = packet.sections
    tables = {table.anchor for table in found_in(behind, MoneyTable)}
    lines = {line.anchor for line in found_in(behind, LinePart)}
    return {entry.anchor for entry in contents(packet)} | tables | lines


def images(packet: Packet) -> dict[str, bytes]:
    """Return the pictures of a packet by the address its template names."""
    return {
        f"image:{one.name}.svg": one.svg.encode()
        for one in (*found_in(packet.sections, Chart), *found_in(packet.sections, Picture))
    }


@dataclass(frozen=True)
class Setting:
    """How tightly each side of the sheet is set, and whether the table of bills stands on the front."""

    front: str = DENSITIES[0]
    back: str = DENSITIES[0]
    standing_first: bool = False


def packet_html(packet: Packet, setting: Setting | None = None, *, side: str = "") -> str:
    """Return the packet as HTML, the one template that is printed; with `side`, only the front or the back."""
    elsewhere = printing.html_of(packet)
    if elsewhere is not None:
        return elsewhere
    context: dict[str, Any] = {
        "packet": packet,
        "contents": contents(packet),
        "setting": setting or Setting(),
        # A part may name a section that this packet does not carry: then its words are printed without a link.
        "anchors": set() if side else anchors(packet),
        "side": side,
        "brief_sources": packet.kind in ONE_PAGE,
        "oldest": day(packet.oldest_as_of),
        "newest": day(packet.newest_as_of),
    }
    return render_to_string(TEMPLATE if packet.office else KIND_TEMPLATE, context)


def fits(packet: Packet, setting: Setting, side: str) -> bool:
    """Whether one side of the sheet keeps to one page."""
    html = packet_html(packet, setting, side=side)
    pages, _ = lay_out(html, stylesheets=STYLESHEETS, images={} if side else images(packet))
    return pages == 1


def fitting(packet: Packet) -> Setting:
    """Return for each side the roomiest setting in which it keeps to its page, else the tightest.

    Where little is asked, the front has room for the table of where the office stands.
    """
    fronts = [Setting(front=density) for density in DENSITIES]
    if len(packet.asks) < FULL_FRONT:
        fronts = [replace(one, standing_first=True) for one in fronts[:-1]] + fronts
    chosen = next((one for one in fronts if fits(packet, one, "front")), fronts[-1])
    backs = [replace(chosen, back=density) for density in DENSITIES]
    return next((one for one in backs if fits(packet, one, "back")), backs[-1])


def setting_of(packet: Packet) -> Setting:
    """Return how a packet is set: a sheet and a one-pager as they fit, the others at the size people like to read."""
    if packet.office:
        return fitting(packet)
    if packet.kind not in ONE_PAGE:
        return Setting()
    return next((one for one in map(Setting, DENSITIES) if fits(packet, one, "")), Setting())


def template_digest() -> str:
    """Return one digest of the templates and the stylesheet that a packet is printed with, for its manifest."""
    whole = hashlib.sha256(b"".join(path.read_bytes() for path in STYLESHEETS))
    for path in (*sorted((settings.BASE_DIR / "templates" / "briefings" / "packet").glob("*.html")), *printing.PARTS):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def print_packet(packet: Packet) -> Printed:
    """Print the packet as a tagged PDF; equal packets give equal bytes.

    Raises common.pdf.PdfError, with a reason fit to be shown, when it cannot be printed well.
    """
    elsewhere = printing.print_elsewhere(packet)
    if elsewhere is not None:
        return elsewhere
    return html_to_pdf(
        packet_html(packet, setting_of(packet)),
        stylesheets=STYLESHEETS,
        title=packet.title,
        created=packet.made_at,
        identifier=packet.id,
        images=images(packet),
    )
