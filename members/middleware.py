"""Which organization a person acts for, and when they last came by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

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
