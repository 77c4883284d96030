"""A frozen packet as it stands on a screen: the words, tables and drawings that are printed, in the same order.

What is kept of a packet is the part of the document that was printed, without the page around it, so that it can be
read long after the style of the site has changed. Reads no database.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape
from typing import Any

from lxml import etree

from briefings.choices import PacketKind
from briefings.packet import Packet
from briefings.render import STYLESHEETS, images, packet_html

# By what each kind is printed, as files of the site.
_SHEETS = {PacketKind.LETTER: ("css/letter.css",), PacketKind.MINUTES: ("css/minutes.css",)}
_OUR_SHEETS = tuple(f"css/{path.name}" for path in STYLESHEETS)
# Kinds whose parts each begin a page; any other is one text.
_IN_PARTS = frozenset({PacketKind.OFFICE, PacketKind.BOOK, PacketKind.FAMILY})
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_IMAGE = re.compile(r'<img\b[^>]*?\bsrc="(image:[^"]+)"[^>]*>')
_ALT = re.compile(r'\balt="([^"]*)"')
_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
# What a drawing is made of; anything else, and whatever could run or fetch, is left out of a page.
_ELEMENTS = frozenset(
    f"{_SVG}{name}"
    for name in (
        "svg", "g", "path", "rect", "line", "circle", "ellipse", "polygon", "polyline", "text", "tspan",
        "title", "desc", "defs", "clipPath", "use",
    )
)  # fmt: skip
_POINTERS = re.compile(r"url\(\s*#([^)\s]+)\s*\)")


def page_of(packet: Packet, drawn: Mapping[str, bytes] | None = None) -> bytes:
    """Return the printed part of a packet's document for a screen, drawings within it; equal packets, equal bytes.

    `drawn` are the drawings at hand, for a page that may not draw: one that is not among them is told in words.
    """
    found = _MAIN.search(packet_html(packet))
    if found is None:
        raise ValueError("The template of the packet has no main part.")
    drawings = images(packet) if drawn is None else drawn
    return _IMAGE.sub(lambda image: _drawing(image, drawings), found[0]).encode()


def paper_of(kind: PacketKind) -> dict[str, Any]:
    """Return what a page of a kind is set by: its stylesheets, and whether each of its parts is a sheet of its own."""
    return {"sheets": _SHEETS.get(kind, _OUR_SHEETS), "in_parts": kind in _IN_PARTS}


def _drawing(image: re.Match[str], drawings: Mapping[str, bytes]) -> str:
    name = image[1]
    alt = _ALT.search(image[0])
    words = unescape(alt[1]) if alt else ""
    if name not in drawings:
        return f'<span class="not-drawn">{escape(words)}. It is being drawn: look again in a moment.</span>'
    return safe_svg(drawings[name], re.sub(r"\W+", "-", name), words)


def safe_svg(svg: bytes, prefix: str, alternative: str) -> str:
    """Return a drawing fit to stand within a page: one image with its words, nothing that runs, fetches or styles.

    Names within it begin with `prefix`, so that two drawings on one page do not take each other's parts.
    """
    root = etree.fromstring(
        svg, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    )
    for element in list(root.iter()):
        if element.tag not in _ELEMENTS and element.getparent() is not None:
            element.getparent().remove(element)
    for element in root.iter(etree.Element):
        _clean(element, prefix)
    for name in ("width", "height"):
        root.attrib.pop(name, "")
    root.set("role", "img")
    root.set("aria-label", alternative)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", with_tail=False)


def _clean(element: etree._Element, prefix: str) -> None:
    for key, value in list(element.attrib.items()):
        name, words = str(key), str(value)
        if name == "id":
            element.set("id", f"{prefix}-{words}")
        elif name in {"href", _LINK}:
            if words.startswith("#"):
                element.set(name, f"#{prefix}-{words[1:]}")
            else:
                del element.attrib[key]
        elif name in {"style", "class"} or name.lower().startswith(("on", "aria-", "role", "{")):
            del element.attrib[key]
        elif "url(" in words:
            element.set(
                name, _POINTERS.sub(rf"url(#{prefix}-\1)", words) if _POINTERS.search(words) else "none"
            )
