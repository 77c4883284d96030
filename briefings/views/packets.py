"""The list of packets, and asking for one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from briefings.forms.packets import PacketForm
from briefings.models import Packet
from briefings.packet import Choices
from briefings.selectors.bills import UnknownBills
from briefings.selectors.offices import UnknownOffice
from briefings.selectors.pages import packets_for
from briefings.services.request import request_packet
from briefings.tasks import run_packet
from common import doors
from common.access import staff

PER_PAGE = 25


@staff
@require_safe
def packets(request: HttpRequest) -> HttpResponse:
    """Every packet made or being made, newest first."""
    page = Paginator(packets_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rests_on_sample": any(one.is_sample for one in page)}
    return render(request, "briefings/packets.html", context)


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new_packet(request: HttpRequest) -> HttpResponse:
    """The form for a packet; sent, it asks for the packet and leads to its page."""
    asked = {"office": request.GET.get("office", ""), "bills": request.GET.getlist("bill")}
    form = PacketForm(request.POST or None, initial=asked)
    if form.is_valid():
        try:
            return _ask(
                request,
                form.cleaned_data["office"],
                form.choices,
                wants_final=form.cleaned_data["final"],
            )
        except (UnknownOffice, UnknownBills) as error:
            form.add_error(None, str(error))
    return render(request, "briefings/new_packet.html", {"form": form}, status=422 if form.errors else 200)


@staff
@require_POST
def again(request: HttpRequest, packet_id: str) -> HttpResponse:
    """Make a packet anew with the same choices and today's facts."""
    old: Packet = get_object_or_404(packets_for(request.user), pk=packet_id)
    try:
        return _ask(request, _office_id(old), Choices.from_json(old.choices), wants_final=old.wants_final)
    except (UnknownOffice, UnknownBills) as error:
        messages.error(request, str(error))
        return redirect("briefings:packet", packet_id=old.pk)


def _office_id(packet: Packet) -> str:
    return (packet.office.legislator_id or "") if packet.office else ""


def _ask(request: HttpRequest, office: str, choices: Choices, *, wants_final: bool) -> HttpResponse:
    with transaction.atomic():
        packet, created = request_packet(
            bioguide_id=office,
            requested_by=request.user,  # type: ignore[arg-type]
            choices=choices,
            wants_final=wants_final,
        )
        if created:
            doors.send(run_packet, str(packet.job_id))
    return redirect("briefings:packet", packet_id=packet.pk)
