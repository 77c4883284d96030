"""The internal manifest of a packet: as a page, as a list for a spreadsheet, and as JSON, as it was stored."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from briefings.exports import manifest_sheet
from briefings.models import Packet
from briefings.selectors.manifest_page import manifest_page
from briefings.selectors.pages import packets_for
from common.access import staff
from common.sheets import FileReply, Kind, as_file, file_links


@staff
@require_safe
def manifest(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Every printed fact by section, old ones first, narrowed to one source when asked."""
    found = _packet(request, packet_id)
    context = {
        "packet": found,
        "page": manifest_page(found, request.GET.get("source", "")),
        "rests_on_sample": found.is_sample,
        **file_links("briefings:manifest_file", found.pk),
    }
    return render(request, "briefings/manifest_page.html", context)


@staff
@require_safe
def manifest_file(request: HttpRequest, packet_id: uuid.UUID, kind: Kind) -> FileReply:
    """The same facts as a list for a spreadsheet."""
    found = _packet(request, packet_id)
    return as_file(manifest_sheet(found, request.GET.get("source", "")), kind)


@staff
@require_safe
def manifest_json(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """The manifest as it was stored."""
    found = _packet(request, packet_id)
    response = JsonResponse(found.manifest, json_dumps_params={"indent": 1, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="manifest-{found.pk}.json"'
    response["Cache-Control"] = "no-store, private"
    return response


def _packet(request: HttpRequest, packet_id: uuid.UUID) -> Packet:
    found: Packet = get_object_or_404(packets_for(request.user).defer(None), pk=packet_id)
    if not found.manifest:
        raise Http404("This packet was not made, so it has no manifest.")
    return found
