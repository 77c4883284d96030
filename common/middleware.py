"""The guard at the door of every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse

from common.access import access_of, allows


class AccessMiddleware:
    """Refuses what the view's mark does not allow, and keeps signed-in pages out of caches and search engines."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            # No text of ours holds it and the database refuses it: a bad request, no fault of the server.
            raise BadRequest("A NUL character in the address.")
        was_signed_in = request.user.is_authenticated
        response = self.get_response(request)
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        if was_signed_in or request.user.is_authenticated:
            response.headers["Cache-Control"] = "no-store, private"
        if was_signed_in and not request.user.is_authenticated:
            # Signed out: the browser forgets what it kept of these pages.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        access = access_of(view)
        if access is None:
            raise PermissionDenied(f"No access rule for {view.__module__}.{getattr(view, '__name__', view)}.")
        if allows(access, request.user):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise PermissionDenied
