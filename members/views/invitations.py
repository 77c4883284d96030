"""Inviting people, and taking up an invitation."""

from __future__ import annotations

from smtplib import SMTPException

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from common.access import public, staff
from members.choices import Role
from members.forms import AcceptForm, InviteForm
from members.models import Organization, User
from members.services import invitations as service


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Open invitations, and the form for another."""
    form = InviteForm(request.POST or None)
    if form.is_valid() and _invite(request, form):
        return redirect("members:invitations")
    rows = list(service.open_invitations())
    names = Organization.objects.in_bulk({row.detail["organization"] for row in rows})
    shown = [
        {
            "token": row,
            "organization": names.get(row.detail["organization"]),
            "role": Role(row.detail["role"]).label,
        }
        for row in rows
    ]
    return render(request, "members/invitations.html", {"form": form, "rows": shown})


def _invite(request: HttpRequest, form: InviteForm) -> bool:
    """Make and send the invitation; what stands in the way goes to the form or a message."""
    data = form.cleaned_data
    try:
        secret = service.invite(
            email=data["email"],
            name=data["name"],
            organization=data["organization"],
            role=Role(data["role"]),
            by=request.user,  # type: ignore[arg-type]
        )
    except service.InvitationError as refused:
        form.add_error(None, str(refused))
        return False
    try:
        service.mail_invitation(email=data["email"], secret=secret)
    except (OSError, SMTPException):
        messages.error(request, "The email could not be sent. Revoke the invitation and try again later.")
    else:
        messages.success(request, f"An invitation is on its way to {data['email']}.")
    return True


@staff
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Stop an invitation."""
    service.revoke(token_id=token_id, by=request.user)  # type: ignore[arg-type]
    messages.success(request, "The invitation no longer works.")
    return redirect("members:invitations")


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Take up an invitation: a new person chooses a password, one who has an account signs in with it first."""
    try:
        invitation = service.read_invitation(secret=secret)
    except service.InvitationError as gone:
        return render(request, "members/invitation_gone.html", {"reason": str(gone)}, status=410)
    signed_in = request.user if request.user.is_authenticated else None
    has_account = User.objects.filter(email=invitation.email).exists()
    form = (
        None
        if has_account
        else AcceptForm(request.POST or None, initial={"name": invitation.name}, email=invitation.email)
    )
    context = {"invitation": invitation, "form": form, "has_account": has_account, "path": request.path}
    if request.method != "POST" or (form and not form.is_valid()):
        return render(request, "members/accept.html", context)
    try:
        service.accept(
            secret=secret,
            name=form.cleaned_data["name"] if form else "",
            password=form.cleaned_data["password"] if form else None,
            user=signed_in,
        )
    except service.InvitationError as refused:
        messages.error(request, str(refused))
        return render(request, "members/accept.html", context)
    then = "" if signed_in else " Sign in with the password you chose."
    messages.success(request, f"Welcome. You act for {invitation.organization}.{then}")
    return redirect("members:home")
