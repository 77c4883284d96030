"""The composer: what a packet is to be, asked for, looked at before it is made, or kept as a template."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from briefings.choices import PacketKind
from briefings.composing.starting import Start, start_from_packet, start_from_template, templates_for
from briefings.forms.composer import ComposerForm
from briefings.forms.templates import TemplateNameForm
from briefings.packet import Order, Packet
from briefings.packet.assemble import assemble
from briefings.packet.judging import judge
from briefings.render import pictures, qr_code
from briefings.screen import page_of, paper_of
from briefings.selectors.pages import packets_for
from briefings.services.clearing import Cleared
from briefings.services.templates import NameTakenError, save_template
from briefings.views.asking import CANNOT_ASK, ask_for
from common.access import staff
from common.tasks import for_page

GET_OR_POST = ["GET", "HEAD", "POST"]


@staff
@require_http_methods(GET_OR_POST)
def new_packet(request: HttpRequest, kind: str = PacketKind.OFFICE) -> HttpResponse:
    """The composer of one kind; sent, it asks for the packet and leads to its page."""
    asked = _kind(kind)
    if request.method != "POST":
        return _begin(request, asked)
    form = _sent(request, asked)
    if button := request.POST.get("press", ""):
        return _page(request, form.press(button))
    if form.is_valid():
        try:
            return ask_for(
                request,
                kind=asked,
                office=form.bioguide_id,
                choices=form.choices,
                wants_final=bool(form.cleaned_data.get("final")),
                cleared=_cleared(request, form),
            )
        except CANNOT_ASK as error:
            form.add_error(None, str(error))
    return _page(request, form, status=422)


@staff
@require_POST
def preview(request: HttpRequest, kind: str) -> HttpResponse:
    """What was composed as pages on the screen, from the template and the stylesheet that print; nothing is kept."""
    asked = _kind(kind)
    form = _sent(request, asked)
    if form.is_valid():
        try:
            return _shown(request, form)
        except CANNOT_ASK as error:
            form.add_error(None, str(error))
    return _page(request, form, status=422)


@staff
@require_POST
def save_as_template(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep what was composed under a name; nothing is asked of whom it is about."""
    asked = _kind(kind)
    form = _sent(request, asked, for_template=True)
    named = TemplateNameForm(request.POST)
    if form.is_valid() and named.is_valid():
        try:
            kept = save_template(
                name=named.cleaned_data["name"],
                kind=asked,
                choices=form.choices,
                by=request.user,  # type: ignore[arg-type]
                cleared=_cleared(request, form),
            )
        except NameTakenError as error:
            named.add_error("name", str(error))
        else:
            messages.success(request, f"“{kept}” is kept as a template.")
            return redirect(f"{reverse('briefings:compose', args=[asked])}?template={kept.pk}")
    # What is not asked of a template is not wrong either.
    whole = _sent(request, asked)
    for name in ("office", "subject"):
        whole.errors.pop(name, None)
    return _page(request, whole, named, status=422)


def _shown(request: HttpRequest, form: ComposerForm) -> HttpResponse:
    """The packet of today's facts as a draft, with what the gate would refuse."""
    order = Order(
        id=str(uuid.uuid4()),
        made_at=timezone.now(),
        kind=form.kind,
        bioguide_id=form.bioguide_id,
        choices=form.choices,
        requested_by=request.user.pk,
    )
    judged = judge(assemble(order), _cleared(request, form).keys)
    frozen = judged.packet
    context = {
        "title": frozen.title,
        "page": page_of(frozen, _drawn(frozen)).decode(),
        "refusals": judged.refused,
        "is_sample": frozen.is_sample,
        "oldest": frozen.oldest_as_of,
        **paper_of(form.kind),
    }
    return render(request, "briefings/preview.html", context)


def _drawn(packet: Packet) -> dict[str, bytes]:
    """The drawings that are kept; a page draws nothing, and orders the others."""
    found = {name: for_page(spec).svg for name, spec in pictures(packet).items()}
    return qr_code(packet) | {name: svg.encode() for name, svg in found.items() if svg}


def _kind(kind: str) -> PacketKind:
    if kind not in PacketKind.values:
        raise Http404("There is no such kind of packet.")
    return PacketKind(kind)


def _address(kind: PacketKind) -> str:
    return reverse("briefings:compose", args=[kind])


def _sent(request: HttpRequest, kind: PacketKind, *, for_template: bool = False) -> ComposerForm:
    form = ComposerForm(
        request.POST, kind=kind, user=request.user, for_template=for_template, address=_address(kind)
    )
    form.known_clearances = _start(request, kind).cleared
    return form


def _begin(request: HttpRequest, kind: PacketKind) -> HttpResponse:
    """The composer as it opens: empty, for an office or a subject, from a template, or from an earlier packet."""
    start = _start(request, kind)
    if start.kept.gone:
        messages.warning(request, f"Left out, because it is no longer here: {'; '.join(start.kept.gone)}.")
    initial = {
        **start.kept.choices.as_json(),
        "office": start.bioguide_id,
        "final": start.is_final and "draft" not in request.GET,
    }
    if "template" not in request.GET and "from" not in request.GET:
        initial["bills"] = request.GET.getlist("bill")
        initial["lines"] = request.GET.getlist("line")
    for name in ("office", "subject"):
        if request.GET.get(name):
            initial[name] = request.GET[name]
    return _page(request, ComposerForm(kind=kind, user=request.user, address=_address(kind), initial=initial))


def _start(request: HttpRequest, kind: PacketKind) -> Start:
    """What the address says to begin with: `?template=` or `?from=`, of this kind."""
    if template := request.GET.get("template", ""):
        rows = templates_for(request.user).filter(kind=kind)
        return start_from_template(get_object_or_404(rows, pk=template if template.isdigit() else 0))
    if packet := request.GET.get("from", ""):
        return start_from_packet(_earlier(request, kind, packet))
    return Start()


def _earlier(request: HttpRequest, kind: PacketKind, packet_id: str) -> Any:
    try:
        return get_object_or_404(packets_for(request.user).filter(kind=kind), pk=packet_id)
    except ValidationError as error:
        raise Http404("There is no such packet.") from error


def _cleared(request: HttpRequest, form: ComposerForm) -> Cleared:
    return Cleared(form.guarded_texts(), form.cleared, form.cleared_reason, request.user.pk or 0)


def _page(
    request: HttpRequest, form: ComposerForm, named: TemplateNameForm | None = None, status: int = 200
) -> HttpResponse:
    templates = list(templates_for(request.user).filter(kind=form.kind))
    context = {
        "form": form,
        "named": named or TemplateNameForm(),
        "kind": form.kind,
        "kinds": PacketKind.choices,
        "offer": form.offer,
        "templates": templates,
        "chosen": next((one for one in templates if str(one.pk) == request.GET.get("template")), None),
    }
    return render(request, "briefings/new_packet.html", context, status=status)
