"""What the organization one acts for follows."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from common.access import member
from members.models import Follow
from members.selectors.follows import find_followable, what_we_follow
from members.services.follows import follow, unfollow
from members.services.organizations import NotTheirs, may_speak_for


@member
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """The list of what we follow, each with the way to stop."""
    acting_for = request.acting_for  # type: ignore[attr-defined]
    organization = acting_for.organization if acting_for else None
    context = {
        "organization": organization,
        "followed": what_we_follow(organization.pk, request.user) if organization else [],
        "may_choose": bool(organization and may_speak_for(request.user, organization)),  # type: ignore[arg-type]
        "affiliations": request.user.current_affiliations,  # type: ignore[union-attr]
    }
    return render(request, "members/following.html", context)


@member
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Follow a bill, a family, a line or a priority for the organization one acts for."""
    target = find_followable(request.POST.get("target", ""), request.user)
    acting_for = request.acting_for  # type: ignore[attr-defined]
    if target is None or acting_for is None:
        raise Http404("There is no such thing to follow.")
    try:
        follow(organization=acting_for.organization, target=target, by=request.user)  # type: ignore[arg-type]
    except NotTheirs as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, f"{acting_for.organization} follows {target}: what moves there is on your home."
        )
    return _back(request)


@member
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow something no more."""
    own = [one.organization_id for one in request.user.current_affiliations]  # type: ignore[union-attr]
    rows = Follow.objects.select_related("organization", "content_type")
    found = get_object_or_404(rows, pk=pk, organization__in=own)
    try:
        unfollow(follow=found, by=request.user)  # type: ignore[arg-type]
    except NotTheirs as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{found.organization} follows it no more.")
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "members:following")
