"""What several pages do: ask for a packet and lead to its page."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from briefings.choices import PacketKind
from briefings.packet import Choices
from briefings.selectors.bills import UnknownBills
from briefings.selectors.offices import UnknownOffice
from briefings.selectors.subjects import UnknownSubject
from briefings.services.clearing import Cleared
from briefings.services.request import request_packet
from briefings.tasks import run_packet
from common import doors

# What keeps a packet from being asked for; each message is fit to be shown.
CANNOT_ASK = (UnknownOffice, UnknownBills, UnknownSubject)


def ask_for(
    request: HttpRequest,
    *,
    kind: PacketKind,
    office: str,
    choices: Choices,
    wants_final: bool,
    cleared: Cleared | None = None,
) -> HttpResponse:
    """Ask for a packet, send its job to a worker, and lead to its page. Raises one of CANNOT_ASK."""
    with transaction.atomic():
        packet, created = request_packet(
            kind=kind,
            bioguide_id=office,
            requested_by=request.user,  # type: ignore[arg-type]
            choices=choices,
            wants_final=wants_final,
            cleared=cleared,
        )
        if created:
            doors.send(run_packet, str(packet.job_id))
    return redirect("briefings:packet", packet_id=packet.pk)
