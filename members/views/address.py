"""Changing one's e-mail address: asked for with the password, confirmed at the new one, undone from the old one."""

from __future__ import annotations

from smtplib import SMTPException
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from common.access import public, signed_in
from members.forms import ResetPasswordForm
from members.forms.people import AddressForm
from members.services import addresses as service

NOT_SENT = "The email could not be sent, so nothing was changed. Try again later."


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def address(request: HttpRequest) -> HttpResponse:
    """Ask for another address; what waits for its confirmation is shown and can be canceled."""
    form = AddressForm(_sent(request))
    if form.is_valid():
        if not ratelimit.consume(request, action="manage_email"):
            return too_many(request)
        try:
            service.ask_for_change(user=request.user, email=form.cleaned_data["email"])  # type: ignore[arg-type]
        except service.AddressError as refused:
            form.add_error("email", str(refused))
        except (OSError, SMTPException):
            form.add_error(None, NOT_SENT)
        else:
            messages.success(request, "Look in the mail of the new address: a letter is on its way there.")
            return redirect("account_email")
    waiting = service.waiting_change(request.user)  # type: ignore[arg-type]
    context = {"form": form, "waiting": waiting}
    return render(request, "account/email.html", context, status=400 if form.errors else 200)


@signed_in
@require_POST
def cancel_address(request: HttpRequest) -> HttpResponse:
    """Stop the change that waits for its confirmation."""
    service.cancel_change(user=request.user)  # type: ignore[arg-type]
    messages.success(request, "Your address stays as it is; the link in the letter no longer works.")
    return redirect("account_email")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link sent to the new address; only its button changes anything."""
    try:
        offer = service.read_change(secret=secret)
        if request.method != "POST":
            return render(request, "members/address_confirm.html", {"offer": offer})
        if not ratelimit.consume(request, action="reset_password_from_key"):
            return too_many(request)
        service.confirm_change(secret=secret)
    except service.AddressError as gone:
        return render(request, "members/link_gone.html", {"reason": str(gone)}, status=410)
    except (OSError, SMTPException):
        return render(request, "members/link_gone.html", {"reason": NOT_SENT}, status=503)
    messages.success(request, "Your new address is confirmed: sign in with it from now on.")
    return redirect("members:me")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def undo_address(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link sent to the old address, which works without signing in; its button undoes."""
    try:
        offer = service.read_undo(secret=secret)
        if request.method != "POST":
            return render(request, "members/address_undo.html", {"offer": offer})
        if not ratelimit.consume(request, action="reset_password_from_key"):
            return too_many(request)
        user = service.undo_change(secret=secret)
    except service.AddressError as gone:
        return render(request, "members/link_gone.html", {"reason": str(gone)}, status=410)
    if request.user.pk == user.pk:
        # The session of this browser has ended with the others.
        logout(request)
    sent = _send_way_to_password(request, user.email)
    return render(request, "members/address_undone.html", {"email": user.email, "sent": sent})


def too_many(request: HttpRequest) -> HttpResponse:
    """The page of the sign-in library for too many tries, which is ours (templates/429.html)."""
    page: HttpResponse = ratelimit.respond_429(request)
    return page


def _send_way_to_password(request: HttpRequest, email: str) -> bool:
    """Send the usual letter to a new password; whether the mail server took it."""
    form = ResetPasswordForm({"email": email})
    try:
        if form.is_valid():
            form.send(request)
    except (OSError, SMTPException):
        return False
    return True


def _sent(request: HttpRequest) -> Any:
    """What a form sent, also when it was sent empty; None while it is only shown."""
    return request.POST if request.method == "POST" else None
