"""A made packet as a page for the screen, and its tables for a spreadsheet."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from briefings.choices import PacketKind
from briefings.exports import about_packet, packet_tabs
from briefings.models import Packet
from briefings.screen import paper_of
from briefings.selectors.pages import packets_for
from briefings.services.pages import NotAsMadeError, page_as_made
from briefings.views.packet import file_name
from common.access import member
from common.sheets import workbook_file


@member
@require_safe
def page(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """The packet as it was printed, as a plain page; members read the final ones."""
    found = _made(request, packet_id)
    context = {"packet": found, "page": _as_made(found), **paper_of(PacketKind(found.kind))}
    return render(request, "briefings/page.html", context)


@member
@require_safe
def tables(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Every table of the packet as it was printed, numbers as numbers, with the sources."""
    found = _made(request, packet_id)
    return workbook_file(file_name(found, ""), packet_tabs(found, _as_made(found)), about_packet(found))


def _made(request: HttpRequest, packet_id: uuid.UUID) -> Packet:
    found: Packet = get_object_or_404(
        packets_for(request.user, with_manifest=True).exclude(page_file=""), pk=packet_id
    )
    return found


def _as_made(packet: Packet) -> str:
    try:
        return page_as_made(packet)
    except NotAsMadeError as error:
        raise Http404(str(error)) from error
