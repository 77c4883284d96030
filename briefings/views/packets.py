"""The list of packets, as a page and as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from briefings.exports import packet_sheet
from briefings.filters import PacketFilter
from briefings.selectors.pages import packets_for
from common.access import staff
from common.sheets import FileReply, Kind, as_file, file_links

PER_PAGE = 25


@staff
@require_safe
def packets(request: HttpRequest) -> HttpResponse:
    """Every packet made or being made, newest first; while some are being made, the list looks again."""
    found = PacketFilter(request.GET, queryset=packets_for(request.user), request=request)
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "rests_on_sample": any(one.is_sample for one in page),
        "making": any(one.is_being_made for one in page),
        **file_links("briefings:packets_file"),
    }
    return render(request, "briefings/packets.html", context)


@staff
@require_safe
def packets_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same packets as a file."""
    found = PacketFilter(request.GET, queryset=packets_for(request.user), request=request)
    return as_file(packet_sheet(found.qs), kind)
