"""Who may open a page: every view carries a mark, and a view without one is refused.

The marks say the least a visitor must be. Roles are properties of the user (members.User);
what of a page's content is visible is the business of `.visible_to(user)`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

View = TypeVar("View", bound=Callable[..., Any])


class Access(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed in"
    MEMBER = "member"
    STAFF = "staff"
    ADMINISTRATOR = "administrator"


def mark(access: Access) -> Callable[[View], View]:
    """Return a decorator that marks a view with who may open it."""

    def decorate(view: View) -> View:
        view.access = access  # type: ignore[attr-defined]
        return view

    return decorate


public = mark(Access.PUBLIC)
signed_in = mark(Access.SIGNED_IN)
member = mark(Access.MEMBER)
staff = mark(Access.STAFF)
administrator = mark(Access.ADMINISTRATOR)


def access_of(view: Any) -> Access | None:
    """Return the mark of a view, or the rule for the library it comes from, or None."""
    marked = getattr(view, "access", None) or getattr(getattr(view, "view_class", None), "access", None)
    if marked:
        return Access(marked)
    module = getattr(view, "__module__", "") or ""
    return _library_access(module, getattr(view, "__name__", ""))


def _library_access(module: str, name: str) -> Access | None:
    if module.startswith("allauth.account"):
        open_to_all = (
            "login",
            "logout",
            "password_reset",
            "signup",
            "account_inactive",
            "confirm_login_code",
        )
        return Access.PUBLIC if name.startswith(open_to_all) else Access.SIGNED_IN
    if module.startswith("allauth.mfa"):
        # The second step of signing in happens before anyone is signed in.
        return Access.PUBLIC if name in {"authenticate", "login", "trust"} else Access.SIGNED_IN
    if module.startswith("allauth.usersessions"):
        return Access.SIGNED_IN
    if module.startswith("django.contrib.admin"):
        return Access.ADMINISTRATOR
    if module.startswith(("django.views.static", "django.contrib.staticfiles")):
        return Access.PUBLIC
    return None


def allows(access: Access, user: Any) -> bool:
    """Whether `user` (signed in or not) may open a page marked `access`."""
    if access == Access.PUBLIC:
        return True
    if not user.is_authenticated:
        return False
    return {
        Access.SIGNED_IN: True,
        Access.MEMBER: user.is_member or user.is_secretariat,
        Access.STAFF: user.is_secretariat,
        Access.ADMINISTRATOR: user.is_administrator,
    }[access]


class AccessMiddleware:
    """Refuses what the view's mark does not allow, and keeps signed-in pages out of every cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store, private"
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
