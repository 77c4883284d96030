"""Kinds that another app prints: the sign-on letter and the minutes come out as decisions print them, byte for byte."""

from __future__ import annotations

from django.conf import settings

from briefings.packet import Packet
from briefings.packet.kinds import MinutesSection, SignOnSection
from common.pdf import Printed
from decisions.render.letters import letter_html, print_letter
from decisions.render.minutes import inside_html, print_inside

# What decides how they look, for the manifest.
PARTS = tuple(
    settings.BASE_DIR / name
    for name in (
        "static/css/letter.css",
        "static/css/minutes.css",
        "templates/decisions/print/letter.html",
        "templates/decisions/print/minutes_inside.html",
    )
)


def html_of(packet: Packet) -> str | None:
    """Return a letter or minutes as HTML, None for a packet of our own making."""
    for section in packet.sections:
        if isinstance(section, SignOnSection):
            return letter_html(section.letter)
        if isinstance(section, MinutesSection):
            return inside_html(section.minutes)
    return None


def print_elsewhere(packet: Packet) -> Printed | None:
    """Print a letter or minutes, None for a packet of our own making. Raises common.pdf.PdfError."""
    for section in packet.sections:
        if isinstance(section, SignOnSection):
            return print_letter(section.letter)
        if isinstance(section, MinutesSection):
            return print_inside(section.minutes)
    return None
