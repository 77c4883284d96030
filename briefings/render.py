"""A frozen packet becomes HTML, and the HTML becomes bytes. Reads no database."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from briefings import printing
from briefings.choices import PacketKind
from briefings.packet import ANNEX, OWN, MoneyTable, Packet, Picture
from briefings.packet.facts import found_in
from briefings.packet.lines import LinePart
from briefings.packet.wording import day, joined
from common import charts
from common.pdf import Laid, Part, Printed, join, lay_out, place_in, prepare
from common.qr import qr_svg

TEMPLATE = "briefings/packet/packet.html"
# Of a packet that names no office: a book, a one-pager, a brief.
KIND_TEMPLATE = "briefings/packet/document.html"
STYLESHEETS = tuple(
    settings.BASE_DIR / "static" / "css" / name for name in ("packet.css", "packet-kinds.css")
)
# The sheet is set at the size people like to read; a long one a little tighter, so that it keeps to two sides.
DENSITIES = ("roomy", "snug", "tight")
SHEET_PAGES = 2
SIDES = ("front", "back")
# The letter of each part before its page numbers, where a packet has both.
LABELS = {OWN: "A", ANNEX: "B"}
ANNEX_TITLE = "Annex"
SOURCES = "Sources, and as of when"
INNER_LINK = re.compile(r'href="#([^"]+)"')
QR_IMAGE = "image:qr.svg"
# What is to fit one page, set more tightly where it is long; what is longer still takes a second one.
ONE_PAGE = {PacketKind.BILL, PacketKind.LINE}
# With fewer asks than this, the front of the sheet has room to spare.
FULL_FRONT = 2


@dataclass(frozen=True)
class Entry:
    """A line of the table of contents; `page` is said where the layout cannot find it: in a part printed apart."""

    anchor: str
    title: str
    page: str = ""


def contents(packet: Packet, annex: Part | None = None) -> tuple[Entry, ...]:
    """Return the table of contents of what stands behind the sheet, in the order of printing."""
    found = [Entry(section.anchor, section.heading) for section in packet.own]
    if annex is None:
        found += [Entry(section.anchor, section.heading) for section in packet.annex]
        return (*found, Entry("sources", SOURCES)) if found else ()
    found.append(Entry("sources", SOURCES))
    shared = [(section.anchor, section.heading) for section in packet.annex]
    shared.append(("annex-sources", "Sources of the annex, and as of when"))
    return (*found, *(Entry(anchor, title, annex.label_of(anchor)) for anchor, title in shared))


def anchors(packet: Packet) -> set[str]:
    """Return the places behind the sheet that a link may lead to."""
    behind = packet.sections
    tables = {table.anchor for table in found_in(behind, MoneyTable)}
    lines = {line.anchor for line in found_in(behind, LinePart)}
    return {entry.anchor for entry in contents(packet)} | tables | lines


def pictures(packet: Packet) -> dict[str, charts.Chart]:
    """Return the charts of a packet by the address its template names, each once."""
    return {f"image:{one.name}.svg": one.spec for one in found_in(packet.sections, Picture)}


def qr_code(packet: Packet) -> dict[str, bytes]:
    """Return the QR code by the address its template names, or nothing."""
    return {QR_IMAGE: qr_svg(packet.more.url).encode()} if packet.more else {}


def images(packet: Packet) -> dict[str, bytes]:
    """Return the pictures of a packet by the address its template names; charts not kept yet are drawn together.

    For tasks and commands, never for a page. Raises common.charts.ChartError.
    """
    wanted = pictures(packet)
    drawn = charts.draw(list(wanted.values()))
    return qr_code(packet) | {name: svg.encode() for name, svg in zip(wanted, drawn, strict=True)}


@dataclass(frozen=True)
class Setting:
    """How tightly each side of the sheet is set, and what of the back the front takes: bills, or whom to call."""

    front: str = DENSITIES[0]
    back: str = DENSITIES[0]
    standing_first: bool = False
    call_first: bool = False

    def over(self, packet: Packet) -> str:
        """Return what a reader finds on the back: "where this office stands, the money and whom to call"."""
        found = {
            "where this office stands": not self.standing_first,
            "the money": packet.money is not None,
            "whom to call": not self.call_first,
        }
        return joined(words for words, is_there in found.items() if is_there) or "the sources"


def packet_html(
    packet: Packet,
    setting: Setting | None = None,
    *,
    part: str = "",
    annex: Part | None = None,
) -> str:
    """Return the packet as HTML, the one template that is printed.

    With `part`, only OWN (which leads into the printed `annex`) or ANNEX.
    """
    elsewhere = printing.html_of(packet)
    if elsewhere is not None:
        return elsewhere
    context: dict[str, Any] = {
        "packet": packet,
        "part": part,
        "label": LABELS.get(part, ""),
        "sections": {"": packet.sections, OWN: packet.own, ANNEX: packet.annex}[part],
        "sources": packet.sources_of(part) if part else packet.sources,
        "contents": contents(packet, annex),
        "setting": setting or Setting(),
        "over": (setting or Setting()).over(packet),
        # A part may name a section that this packet does not carry: then its words are printed without a link.
        "anchors": anchors(packet),
        "brief_sources": packet.kind in ONE_PAGE,
        "oldest": day(packet.oldest_as_of),
        "newest": day(packet.newest_as_of),
    }
    html = render_to_string(TEMPLATE if packet.office else KIND_TEMPLATE, context)
    return _leading_into(html, annex) if annex else html


def _leading_into(html: str, annex: Part) -> str:
    """Let links to what stands in the annex lead into that part."""

    def lead(found: re.Match[str]) -> str:
        anchor = found[1]
        return f'href="{place_in(annex.label, anchor)}"' if anchor in annex.pages_by_anchor else found[0]

    return INNER_LINK.sub(lead, html)


def fits(laid: Laid, side: str) -> bool:
    """Whether one side of a laid sheet keeps to one page."""
    over = laid.pages_by_anchor["over"]
    behind = laid.pages_by_anchor.get("annex", laid.page_count + 1)
    return (over == SHEET_PAGES) if side == "front" else (behind - over == 1)


def fitting(packet: Packet) -> Setting:
    """Return the roomiest setting in which both sides of the sheet keep to their pages, else the tightest.

    Where little is asked, the front has room for the table of where the office stands. Where the back cannot hold
    its part, the front takes whom to call, or that table.
    """
    return _laid(packet, replace(packet, own=(), annex=()))[0]


def _plans(packet: Packet) -> list[tuple[Setting, Sequence[str]]]:
    """The ways to share the sheet between its sides, the best first, each with how tightly its front may be set."""
    standing = Setting(standing_first=True)
    plans: list[tuple[Setting, Sequence[str]]] = [
        (Setting(), DENSITIES),
        (Setting(call_first=True), DENSITIES),
        (standing, DENSITIES),
    ]
    return [(standing, DENSITIES[:-1]), *plans] if len(packet.asks) < FULL_FRONT else plans


def _laid(packet: Packet, sheet: Packet, annex: Part | None = None) -> tuple[Setting, Laid]:
    """Lay out the office's own pages in the roomiest setting that keeps the sheet to its two sides.

    Most offices fit the roomiest: then the pages are laid out once. Else the sheet alone is tried.
    """
    plans = _plans(packet)
    first, _ = plans[0]
    laid = _lay_own(packet, first, annex)
    if all(fits(laid, side) for side in SIDES):
        return first, laid
    tried = {} if packet.sections else {first: laid}

    def lay(setting: Setting) -> Laid:
        if setting not in tried:
            tried[setting] = _lay_own(sheet, setting, None)
        return tried[setting]

    found = (_roomiest(lay, *plan) for plan in plans)
    chosen = next((one for one in found if one), Setting(DENSITIES[-1], DENSITIES[-1]))
    return chosen, _lay_own(packet, chosen, annex) if packet.sections else lay(chosen)


def _roomiest(lay: Callable[[Setting], Laid], plan: Setting, fronts: Sequence[str]) -> Setting | None:
    """Return the roomiest setting of a plan that fits, or None. The sides do not move each other."""
    if not all(fits(lay(replace(plan, front=fronts[-1], back=DENSITIES[-1])), side) for side in SIDES):
        return None
    front, back = 0, 0
    while front < len(fronts) and back < len(DENSITIES):
        setting = replace(plan, front=fronts[front], back=DENSITIES[back])
        long, wide = (not fits(lay(setting), side) for side in SIDES)
        if not long and not wide:
            return setting
        front, back = front + long, back + wide
    return None


def _lay_own(packet: Packet, setting: Setting, annex: Part | None) -> Laid:
    html = packet_html(packet, setting, part=OWN if annex else "", annex=annex)
    pictured = replace(packet, annex=()) if annex else packet
    return lay_out(html, stylesheets=STYLESHEETS, images=images(pictured))


def template_digest() -> str:
    """Return one digest of the templates and the stylesheet that a packet is printed with, for its manifest."""
    whole = hashlib.sha256(b"".join(path.read_bytes() for path in STYLESHEETS))
    for path in (
        *sorted((settings.BASE_DIR / "templates" / "briefings" / "packet").glob("*.html")),
        *printing.PARTS,
    ):
        whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()[:16]


def print_packet(packet: Packet) -> Printed:
    """Print the packet as a tagged PDF; equal packets give equal bytes.

    The annex is printed once for all packets that share it, and joined to the office's own pages. Raises
    common.pdf.PdfError, with a reason fit to be shown, when it cannot be printed well.
    """
    elsewhere = printing.print_elsewhere(packet)
    if elsewhere is not None:
        return elsewhere
    if packet.office is None:
        return _written(_laid_page(packet), packet)
    sheet = replace(packet, own=(), annex=())
    if not packet.annex:
        return _written(_laid(packet, sheet)[1], packet)
    annex = _annex(packet)
    own = _written(_laid(packet, sheet, annex)[1], packet, part=f"{LABELS[OWN]}.")
    return join([prepare(own, label=LABELS[OWN], title=packet.title), annex])


def _laid_page(packet: Packet) -> Laid:
    """Lay out what names no office: a one-pager more tightly where it is long, the others as people like to read.

    A one-pager too long for its page in any setting takes the roomiest of those with the fewest pages.
    """
    densities = DENSITIES if packet.kind in ONE_PAGE else DENSITIES[:1]
    drawn = images(packet)
    tried = []
    for density in densities:
        html = packet_html(packet, Setting(density))
        tried.append(lay_out(html, stylesheets=STYLESHEETS, images=drawn))
        if tried[-1].page_count == 1:
            break
    return min(tried, key=lambda laid: laid.page_count)


def _written(laid: Laid, packet: Packet, part: str = "") -> Printed:
    return laid.write(title=packet.title, created=packet.made_at, identifier=packet.id, part=part)


def _annex(packet: Packet) -> Part:
    """Return the printed annex, from memory when another packet had the same.

    Its HTML is the key: nothing of the office may be in it, or each office's annex would be set anew.
    """
    html = packet_html(replace(packet, title=ANNEX_TITLE), part=ANNEX)
    drawn = tuple(sorted(images(replace(packet, own=(), more=None)).items()))
    style = tuple(path.stat().st_mtime_ns for path in STYLESHEETS)
    return _printed_annex(html, drawn, packet.made_at, style)


# Few: a run of finals has one; one of drafts has one for each day that is the oldest of an office's facts.
@lru_cache(maxsize=16)
def _printed_annex(
    html: str, drawn: tuple[tuple[str, bytes], ...], made_at: datetime, _style: tuple[int, ...]
) -> Part:
    label = LABELS[ANNEX]
    laid = lay_out(html, stylesheets=STYLESHEETS, images=dict(drawn))
    written = laid.write(title=ANNEX_TITLE, created=made_at, identifier=html, part=f"{label}.")
    return prepare(written, label=label, title=ANNEX_TITLE)
