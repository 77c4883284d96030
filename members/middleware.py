"""Which organization a person acts for, when they last came by, and the secretariat's second factor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from common.access import Access, access_of
from members.services.visits import SAME_VISIT, note_visit

# The hidden field (components/shown_for.html) of forms that speak for an organization.
SHOWN_FOR = "shown_for"
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class ActingForMiddleware:
    """Puts `request.acting_for` (an affiliation in force, or None) on every request of a signed-in person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.acting_for = None  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            named = request.POST.get(SHOWN_FOR, "") if request.method == "POST" else ""
            if request.method not in SAFE_METHODS and (
                _stale_choice(request) or not _is_theirs(request, named)
            ):
                # Sent from a page that still spoke for an organization the person has left since.
                messages.error(request, "You no longer act for that organization. Nothing was saved.")
                return redirect("home")
            request.acting_for = _acting_for(request, named)  # type: ignore[attr-defined]
            if not request.user.visit_at or timezone.now() - request.user.visit_at > SAME_VISIT:
                note_visit(user=request.user)
        return self.get_response(request)


def _is_theirs(request: HttpRequest, named: str) -> bool:
    """Whether a form names no organization, or one that the person acts for today."""
    return not named or any(str(one.organization_id) == named for one in request.user.current_affiliations)  # type: ignore[union-attr]


def _stale_choice(request: HttpRequest) -> bool:
    """Whether the organization chosen in this session is no longer theirs; the choice is dropped then."""
    chosen = request.session.get("acting_for")
    if chosen is None or any(one.organization_id == chosen for one in request.user.current_affiliations):  # type: ignore[union-attr]
        return False
    del request.session["acting_for"]
    return True


def _acting_for(request: HttpRequest, named: str = "") -> Any:
    """The affiliation the form was shown for, else that chosen in this session, else the first by name, else None.

    A form left open in one tab speaks for whom it said, whatever was chosen in another since.
    """
    affiliations = request.user.current_affiliations  # type: ignore[union-attr]
    chosen = named or str(request.session.get("acting_for"))
    return next(
        (one for one in affiliations if str(one.organization_id) == chosen),
        affiliations[0] if affiliations else None,
    )


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
