"""One packet: how far it is, what it rests on, and the file."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from briefings.choices import PacketKind
from briefings.composing.choosing import in_words
from briefings.models import Packet
from briefings.packet import Choices
from briefings.selectors.gate_page import gate_page, handovers_of
from briefings.selectors.pages import congress_ended_since, what_it_rests_on
from briefings.services import files
from common.access import member, staff
from common.dates import eastern


@staff
@require_safe
def packet(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """The page of one packet; while it is being made it follows along, and without scripts it looks again."""
    found = _packet(request, packet_id)
    context = {"packet": found, "waits": found.is_being_made, "rests_on_sample": found.is_sample}
    context |= what_it_rests_on(found) | {"ended": congress_ended_since(found)}
    context |= {"gate": gate_page(found), "handovers": handovers_of(found)}
    context["said"] = in_words(Choices.from_json(found.choices), PacketKind(found.kind))
    return render(request, "briefings/packet.html", context)


@staff
@require_safe
def progress(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """The part that changes while the packet is being made; once it is, the whole page is asked for again."""
    found = _packet(request, packet_id)
    if not found.is_being_made:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "briefings/progress.html", {"packet": found})


@member
@require_safe
def file(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """The packet itself, byte for byte as it was made; members take the final ones."""
    found = _packet(request, packet_id)
    if not found.file:
        raise Http404("This packet has no file.")
    data = files.read_checked(found)
    if data is None:
        raise Http404("The stored file is gone, or is not the one that was made; make the packet again.")
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file_name(found)}"'
    response["Cache-Control"] = "no-store, private"
    return response


def _packet(request: HttpRequest, packet_id: uuid.UUID) -> Packet:
    rows = Packet.objects.visible_to(request.user).select_related("office__legislator", "job", "requested_by")
    found: Packet = get_object_or_404(rows, pk=packet_id)
    return found


def file_name(found: Packet, ending: str = ".pdf") -> str:
    """What a packet is called where it is kept: by whom or what it is about, its day and its state."""
    who = slugify(
        found.office.legislator.last_name if found.office and found.office.legislator else str(found)
    )
    return f"briefing-{who[:60]}-{eastern(found.requested_at):%Y-%m-%d}-{found.state}{ending}"
