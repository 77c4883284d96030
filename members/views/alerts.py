"""A person's alerts: what came, on what they are and how they come; and the way out of a letter without signing in."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.access import member, public
from members.choices import Delivery
from members.forms import DeliveryForm
from members.models import Subscription
from members.selectors.alerts import (
    alerts_of,
    chosen_by,
    find_alertable,
    is_paused,
    subscription_of,
    unread_alerts,
)
from members.services import alerts as service
from members.services.alert_letters import item_of
from members.services.notices import mark_alerts_read
from members.services.stop_links import follow_stop, pause, read_stop, resume

PER_PAGE = 25


@member
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """What came of one's alerts, the newest first, and what they are on; `?on=` shows those of one."""
    only = subscription_of(request.user, request.GET.get("on", ""))
    page = Paginator(alerts_of(request.user, only), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "came": [(one, item_of(one)) for one in page.object_list],
        "unread": unread_alerts(request.user),
        "chosen": chosen_by(request.user),
        "only": only,
        "deliveries": Delivery.choices,
        "paused": is_paused(request.user),
    }
    return render(request, "members/alerts.html", context)


@member
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Get alerts on a thing."""
    target = find_alertable(request.POST.get("target", ""), request.user)
    if target is None:
        raise Http404("There is no such thing to have alerts on.")
    kept = service.subscribe(user=request.user, target=target)  # type: ignore[arg-type]
    how = kept.get_delivery_display().lower()
    messages.success(
        request, f"You have alerts on this, {how}. How they come is changed on your alerts page."
    )
    return _back(request)


@member
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the alerts of one subscription come another way."""
    found = _own(request, pk)
    form = DeliveryForm(request.POST)
    if form.is_valid():
        service.change_delivery(subscription=found, delivery=form.chosen())
        messages.success(request, f"Kept: {found.get_delivery_display().lower()}.")
    else:
        messages.error(request, "That is no way alerts can come. Nothing was changed.")
    return redirect("members:alerts")


@member
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up one subscription."""
    service.unsubscribe(subscription=_own(request, pk))
    messages.success(request, "You have no alerts on this any more. What came of them stays here.")
    return _back(request)


@member
@require_POST
def pause_all(request: HttpRequest) -> HttpResponse:
    """Let no alert come by e-mail until taken up again, or take them up again."""
    if request.POST.get("resume"):
        resume(user=request.user)  # type: ignore[arg-type]
        messages.success(request, "Alerts come by email again, each as you chose.")
    else:
        pause(user=request.user)  # type: ignore[arg-type]
        messages.success(
            request, "No alert comes by email until you take them up again. They are still listed here."
        )
    return redirect("members:alerts")


@member
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every alert as read."""
    count = mark_alerts_read(user=request.user)  # type: ignore[arg-type]
    messages.success(request, f"{count} alert{'' if count == 1 else 's'} marked as read.")
    return redirect("members:alerts")


# A mail program posts here by itself (RFC 8058), without cookie or token; the address is the proof.
@csrf_exempt
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_by_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Stop the alerts a letter's link names: asked about on a page, done by a POST, and the same again if repeated."""
    found = read_stop(secret)
    if found is None:
        raise Http404("This link stops nothing: it was cut short on the way, or is not ours.")
    if request.method == "POST":
        follow_stop(stop=found)
    context = {"done": request.method == "POST", "all": found.subscription_id is None}
    return render(request, "members/alerts_stop.html", context)


def _own(request: HttpRequest, pk: int) -> Subscription:
    found: Subscription = get_object_or_404(Subscription.objects.visible_to(request.user), pk=pk)
    return found


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "members:alerts")
