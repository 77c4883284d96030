"""A person's own page, their open sessions, and the choice of the organization they act for."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from common.access import member, signed_in
from members.models import SecretariatTerm
from members.services import leaving


@signed_in
@require_safe
def me(request: HttpRequest) -> HttpResponse:
    """Who the desk thinks one is: address, roles, and the way to password, second step and sessions."""
    return render(
        request,
        "members/me.html",
        {
            "terms": SecretariatTerm.objects.current().filter(user=request.user),
            "affiliations": request.user.current_affiliations,  # type: ignore[union-attr]
            "second_step": is_mfa_enabled(request.user),
        },
    )


@signed_in
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign out one other browser of one's own."""
    session = get_object_or_404(UserSession.objects.filter(user_id=request.user.pk), pk=session_id)
    if session.session_key == request.session.session_key:
        messages.error(request, "This is the browser you use now: sign out instead.")
    else:
        leaving.end_session(session=session)
        messages.success(request, "That browser is signed out.")
    return redirect("usersessions_list")


@member
@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose the organization one acts for, among one's own."""
    chosen = request.POST.get("organization", "")
    own = {str(one.organization_id): one for one in request.user.current_affiliations}  # type: ignore[union-attr]
    if chosen in own:
        request.session["acting_for"] = own[chosen].organization_id
        messages.success(request, f"You now act for {own[chosen].organization}.")
    else:
        messages.error(request, "You do not act for that organization.")
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "members:home")
