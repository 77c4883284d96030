"""Who may open a page: every view carries a mark, and a view without one is refused.

The marks say the least a visitor must be. Roles are properties of the user (members.User);
what of a page's content is visible is the business of `.visible_to(user)`.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

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

# allauth's views are classes of its own; those that come before anyone is signed in are open.
_OPEN_ACCOUNT_VIEWS = frozenset(
    {
        "LoginView",
        "LogoutView",
        "SignupView",
        "AccountInactiveView",
        "PasswordResetView",
        "PasswordResetDoneView",
        "PasswordResetFromKeyView",
        "PasswordResetFromKeyDoneView",
        "ConfirmLoginCodeView",
        "ConfirmEmailView",
    }
)
_OPEN_MFA_VIEWS = frozenset({"AuthenticateView", "LoginWebAuthnView", "TrustView"})


def access_of(view: Any) -> Access | None:
    """Return the mark of a view, or the rule for the library it comes from, or None."""
    view_class = getattr(view, "view_class", None)
    marked = getattr(view, "access", None) or getattr(view_class, "access", None)
    if marked:
        return Access(marked)
    module = getattr(view, "__module__", "") or ""
    # Django leaves the name of a class-based view's function alone: the class has the name.
    return _library_access(module, getattr(view_class or view, "__name__", ""))


def _library_access(module: str, name: str) -> Access | None:
    if module.startswith("allauth.account"):
        return Access.PUBLIC if name in _OPEN_ACCOUNT_VIEWS else Access.SIGNED_IN
    if module.startswith("allauth.mfa"):
        return Access.PUBLIC if name in _OPEN_MFA_VIEWS else Access.SIGNED_IN
    if module.startswith("allauth.usersessions"):
        return Access.SIGNED_IN
    if module.startswith("django.contrib.admin"):
        # Passwords are changed with the sign-in pages, which ask for the old one and log it.
        return None if name.startswith("password_change") else Access.ADMINISTRATOR
    if module.startswith(("django.views.static", "django.contrib.staticfiles")):
        return Access.PUBLIC
    return None


def allows(access: Access, user: Any) -> bool:
    """Whether `user` (signed in or not) may open a page marked `access`."""
    if access == Access.PUBLIC:
        return True
    if not user.is_authenticated:
        return False
    if access == Access.SIGNED_IN:
        return True
    if access == Access.MEMBER:
        return bool(user.is_secretariat or user.is_member)
    return bool(user.is_secretariat if access == Access.STAFF else user.is_administrator)


def is_inside(user: Any) -> bool:
    """Whether `user` belongs to the coalition: the secretariat, or people of active member organizations (P5)."""
    return allows(Access.MEMBER, user)


def is_staff(user: Any) -> bool:
    """Whether `user` belongs to the secretariat."""
    return allows(Access.STAFF, user)
