"""What changed since a packet was made, as a page, and as one printed sheet."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from briefings.change_sheet import print_change_sheet
from briefings.models import Packet
from briefings.packet.since import Since, can_compare, what_changed
from briefings.selectors.pages import packets_for
from briefings.services.make import KNOWN_FAILURES, order_of
from briefings.views.packet import file_name
from common.access import staff


@staff
@require_safe
def changed(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Sentences on what the packet would say otherwise today; nothing is kept."""
    found = _packet(request, packet_id)
    since, why = _since(found)
    context = {"packet": found, "since": since, "why_not": why, "rests_on_sample": found.is_sample}
    return render(request, "briefings/changes.html", context)


@staff
@require_safe
def change_sheet(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """One printed page of these changes; without any, the page says so instead."""
    found = _packet(request, packet_id)
    since, _why = _since(found)
    if since is None or not since.changes:
        return redirect("briefings:packet_changes", packet_id=found.pk)
    printed = print_change_sheet(found, since)
    response = HttpResponse(printed.data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="changes-{file_name(found)}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _since(found: Packet) -> tuple[Since | None, str]:
    """Return the changes, or why there is nothing to compare, in words fit to be shown."""
    if not found.file or not can_compare(found.manifest):
        return None, "This packet was not made, or before its manifest kept what a comparison needs."
    try:
        return what_changed(order_of(found), found.manifest, timezone.now()), ""
    except KNOWN_FAILURES as error:
        return None, f"Today this packet could not be made: {error}"


def _packet(request: HttpRequest, packet_id: uuid.UUID) -> Packet:
    rows = packets_for(request.user).defer(None)
    found: Packet = get_object_or_404(rows, pk=packet_id)
    return found
