"""The addresses of one's private feeds: made, renewed and ended here, shown once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from common.access import member
from common.private_feeds import FeedKind, kind_named, kinds
from members.forms.feeds import CarriesForm
from members.services import feeds as service


@member
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """Every kind of private feed, with one's own address where there is one."""
    return _page(request)


@member
@require_POST
def make(request: HttpRequest, name: str) -> HttpResponse:
    """Make an address, or a new one in place of the old, and show it this once."""
    kind = _kind(name)
    secret = service.make_address(user=request.user, kind=kind)  # type: ignore[arg-type]
    # Shown by this very answer: a secret that waited for the next page would have to be kept until then.
    return _page(request, new=(kind, settings.SITE_URL + kind.path(secret)))


@member
@require_POST
def choose(request: HttpRequest, name: str) -> HttpResponse:
    """Choose what one's address carries; the address stays as it is."""
    kind = _kind(name)
    form = CarriesForm(request.POST, kind=kind)
    if not form.is_valid():
        messages.error(request, "That is not something this feed can carry. Nothing was changed.")
    elif service.choose_what_it_carries(
        user=request.user,  # type: ignore[arg-type]
        kind=kind,
        carries=form.cleaned_data["carries"],
    ):
        messages.success(request, "Kept: the feed carries this from the next time it is read.")
    else:
        messages.error(request, "This feed has no address any more. Make a new one first.")
    return redirect("members:feeds")


@member
@require_POST
def end(request: HttpRequest, name: str) -> HttpResponse:
    """End one's address at once."""
    if service.end_address(user=request.user, kind=_kind(name)):  # type: ignore[arg-type]
        messages.success(request, "The address has ended: nothing can be read there any more.")
    else:
        messages.info(request, "This feed had no address.")
    return redirect("members:feeds")


def _kind(name: str) -> FeedKind:
    kind = kind_named(name)
    if kind is None:
        raise Http404("There is no such feed.")
    return kind


def _page(request: HttpRequest, new: tuple[FeedKind, str] | None = None) -> HttpResponse:
    rows = [_row(request, kind, new[1] if new and new[0] == kind else "") for kind in kinds()]
    return render(request, "members/feeds.html", {"rows": rows})


def _row(request: HttpRequest, kind: FeedKind, address: str) -> dict[str, Any]:
    token = service.address_of(user=request.user, kind=kind)  # type: ignore[arg-type]
    carries = service.carried_by(token, kind) if token else []
    return {
        "kind": kind,
        "token": token,
        "address": address,
        # What opens the calendar application of the machine itself.
        "opens": f"webcal://{address.partition('://')[2]}" if address and kind.is_calendar else "",
        "form": CarriesForm(initial={"carries": carries}, kind=kind) if token and kind.choices else None,
    }
