"""What staff do about the gate: waive with a reason, take that back, refresh the bills, make the packet again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from briefings.models import Packet, Waiver
from briefings.selectors.pages import packets_for
from briefings.services.remake import NotToBeMade, bills_of, make_again
from briefings.services.waive import NotWaivable, waive, withdraw_waiver
from briefings.tasks import run_packet
from common import doors
from common.access import staff


@staff
@require_POST
def waive_refusal(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Let one refusal stand, with the reason given."""
    found = _packet(request, packet_id)
    try:
        waive(
            packet=found,
            key=request.POST.get("key", ""),
            reason=request.POST.get("reason", ""),
            by=request.user,  # type: ignore[arg-type]
        )
    except NotWaivable as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, "Waived. It stands on the internal manifest, with your name and the reason."
        )
    return _back(found)


@staff
@require_POST
def withdraw(request: HttpRequest, packet_id: uuid.UUID, pk: int) -> HttpResponse:
    """Take a waiver back."""
    found = _packet(request, packet_id)
    try:
        withdraw_waiver(waiver=get_object_or_404(Waiver, pk=pk, packet=found), by=request.user)  # type: ignore[arg-type]
    except NotWaivable as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The waiver is taken back; the gate asks again.")
    return _back(found)


@staff
@require_POST
def again(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Make a packet anew with the same choices and today's facts; a refused final in its own place."""
    return _make(request, _packet(request, packet_id), [])


@staff
@require_POST
def refresh(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Pull the bills of a packet first, then make it anew."""
    found = _packet(request, packet_id)
    bills = bills_of(found)
    if not bills:
        messages.error(request, "No bill stands in this packet, so there is none to refresh.")
        return _back(found)
    return _make(request, found, bills)


def _make(request: HttpRequest, found: Packet, bills: list[str]) -> HttpResponse:
    try:
        with transaction.atomic():
            packet, created = make_again(packet=found, by=request.user, refresh=bills)  # type: ignore[arg-type]
            if created:
                doors.send(run_packet, str(packet.job_id))
    except NotToBeMade as error:
        messages.error(request, str(error))
        return _back(found)
    return _back(packet)


def _packet(request: HttpRequest, packet_id: uuid.UUID) -> Packet:
    found: Packet = get_object_or_404(packets_for(request.user).defer(None), pk=packet_id)
    return found


def _back(found: Packet) -> HttpResponse:
    return redirect("briefings:packet", packet_id=found.pk)
