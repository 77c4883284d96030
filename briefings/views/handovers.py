"""Marking a final packet as handed over, and taking that back; whether the stored files are whole."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from briefings.choices import PacketState
from briefings.forms.gate import HandoverForm
from briefings.models import Handover, Packet
from briefings.selectors.gate_page import newest_file_check
from briefings.selectors.pages import packets_for
from briefings.services.hand_over import NotHandedOver, hand_over, take_back
from common.access import staff


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def new_handover(request: HttpRequest, packet_id: uuid.UUID) -> HttpResponse:
    """The form to say that a final packet was handed over."""
    found = get_object_or_404(packets_for(request.user), pk=packet_id)
    if found.state != PacketState.FINAL:
        messages.error(request, "Only a final packet can be handed over: a draft can still change.")
        return redirect("briefings:packet", packet_id=found.pk)
    to_whom = str(found.office) if found.office else ""
    form = HandoverForm(request.POST or None, user=request.user, initial={"to_whom": to_whom})  # type: ignore[arg-type]
    if form.is_valid():
        try:
            hand_over(packet=found, entered_by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except NotHandedOver as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, "Kept. From now on this packet stays as it is, byte for byte.")
            return redirect("briefings:packet", packet_id=found.pk)
    context = {"packet": found, "form": form}
    return render(request, "briefings/handover.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def undo_handover(request: HttpRequest, packet_id: uuid.UUID, pk: int) -> HttpResponse:
    """Take back a handing over that was entered by mistake, with the reason; the row stays in the record."""
    found = get_object_or_404(packets_for(request.user), pk=packet_id)
    row = get_object_or_404(Handover, pk=pk, packet=found)
    try:
        take_back(handover=row, reason=request.POST.get("reason", ""), by=request.user)  # type: ignore[arg-type]
    except NotHandedOver as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Taken back; the entry stays in the record with the reason.")
    return redirect("briefings:packet", packet_id=found.pk)


@staff
@require_safe
def stored(request: HttpRequest) -> HttpResponse:
    """What the nightly look at the stored packets found."""
    job = newest_file_check()
    result = job.result if job else {}
    names = [*result.get("missing", ()), *result.get("damaged", ())]
    rows = {str(one.pk): one for one in packets_for(request.user).filter(pk__in=names)}
    wrong: list[tuple[Packet, str]] = [
        (rows[pk], state) for state in ("missing", "damaged") for pk in result.get(state, ()) if pk in rows
    ]
    return render(request, "briefings/stored.html", {"job": job, "result": result, "wrong": wrong})
