"""A frozen packet becomes HTML, and the HTML becomes bytes. Reads no database."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from briefings.packet import MoneySection, Packet
from briefings.packet.wording import day
from common.pdf import Printed, html_to_pdf, lay_out
from common.qr import qr_svg

TEMPLATE = "briefings/packet/packet.html"
STYLESHEET = settings.BASE_DIR / "static" / "css" / "packet.css"
# The sheet is set at the size people like to read; a long one a little tighter, so that it keeps to two sides.
DENSITIES = ("roomy", "snug", "tight")
SHEET_PAGES = 2
QR_IMAGE = "image:qr.svg"
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
    money = [section for section in packet.sections if isinstance(section, MoneySection)]
    tables = {table.anchor for section in money for table in section.tables}
    charts = {chart.table.anchor for section in money for chart in section.charts}
    return {entry.anchor for entry in contents(packet)} | tables | charts


def images(packet: Packet) -> dict[str, bytes]:
    """Return the pictures of a packet by the address its template names."""
    code = {QR_IMAGE: qr_svg(packet.more.url).encode()} if packet.more else {}
    return code | {
        f"image:{chart.name}.svg": chart.svg.encode()
        for section in packet.sections
        if isinstance(section, MoneySection)
        for chart in section.charts
    }


@dataclass(frozen=True)
class Setting:
    """How tightly each side of the sheet is set, and whether the table of bills stands on the front."""

    front: str = DENSITIES[0]
    back: str = DENSITIES[0]
    standing_first: bool = False


def packet_html(packet: Packet, setting: Setting | None = None, *, side: str = "") -> str:
    """Return the packet as HTML, the one template that is printed; with `side`, only the front or the back."""
    context: dict[str, Any] = {
        "packet": packet,
        "contents": contents(packet),
        "setting": setting or Setting(),
        # A part may name a section that this packet does not carry: then its words are printed without a link.
        "anchors": set() if side else anchors(packet),
        "side": side,
        "oldest": day(packet.oldest_as_of),
        "newest": day(packet.newest_as_of),
    }
    return render_to_string(TEMPLATE, context)


def fits(packet: Packet, setting: Setting, side: str) -> bool:
    """Whether one side of the sheet keeps to one page."""
    pages, _ = lay_out(
        packet_html(packet, setting, side=side), stylesheets=[STYLESHEET], images=images(packet)
    )
    return pages == 1


def fitting(packet: Packet) -> Setting:
    """Return for each side the roomiest setting in which it keeps to its page, else the tightest.

    Where little is asked, the front has room for the table of where the office stands; and it takes the table too
    where the back cannot hold it beside the money.
    """
    little_is_asked = len(packet.asks) < FULL_FRONT
    for standing_first in (little_is_asked, not little_is_asked):
        fronts = [Setting(front=density, standing_first=standing_first) for density in DENSITIES]
        front = next((one for one in fronts if fits(packet, one, "front")), None)
        backs = [replace(front, back=density) for density in DENSITIES] if front else []
        both = next((one for one in backs if fits(packet, one, "back")), None)
        if both:
            return both
    return Setting(DENSITIES[-1], DENSITIES[-1])


def template_digest() -> str:
    """Return one digest of the templates and the stylesheet that a packet is printed with, for its manifest."""
    whole = hashlib.sha256(STYLESHEET.read_bytes())
    for path in sorted((settings.BASE_DIR / "templates" / "briefings" / "packet").glob("*.html")):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def print_packet(packet: Packet) -> Printed:
    """Print the packet as a tagged PDF; equal packets give equal bytes.

    Raises common.pdf.PdfError, with a reason fit to be shown, when it cannot be printed well.
    """
    return html_to_pdf(
        packet_html(packet, fitting(packet) if packet.office else None),
        stylesheets=[STYLESHEET],
        title=packet.title,
        created=packet.made_at,
        identifier=packet.id,
        images=images(packet),
    )
