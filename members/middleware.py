"""Which organization a person acts for, when they last came by, and the secretariat's second factor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from common.access import Access, access_of
from members.services.visits import note_visit

VISIT_GAP = timedelta(minutes=30)


class ActingForMiddleware:
    """Puts `request.acting_for` (an affiliation in force, or None) on every request of a signed-in person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting_for = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            affiliations = request.user.current_affiliations
            chosen = request.session.get("acting_for")
            request.acting_for = next(  # type: ignore[attr-defined]
                (one for one in affiliations if one.organization_id == chosen),
                affiliations[0] if affiliations else None,
            )
            if not request.user.visit_at or timezone.now() - request.user.visit_at > VISIT_GAP:
                note_visit(user=request.user)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Leads people of the secretariat who have no second factor to the page where they add one, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        if not settings.MFA_REQUIRED_FOR_SECRETARIAT or not request.user.is_authenticated:
            return None
        # Signing in and out, the password and the factors themselves stay open.
        if access_of(view) == Access.PUBLIC or (view.__module__ or "").startswith("allauth."):
            return None
        if not request.user.is_secretariat or is_mfa_enabled(request.user):
            return None
        messages.info(request, "The secretariat signs in with a second step. Add one to go on.")
        return redirect("mfa_index")
