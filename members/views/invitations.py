"""Inviting people, and taking up an invitation."""

from __future__ import annotations

from collections.abc import Callable
from smtplib import SMTPException

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from common.access import administrator, public, staff
from members.choices import InvitationState, Role, SecretariatRole
from members.filters import InvitationFilter
from members.forms import AcceptForm, InviteForm
from members.forms.people import SecretariatInviteForm
from members.models import Organization, User
from members.services import invitations as service
from members.services.rights import NotAllowed

PER_PAGE = 25


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: HttpRequest) -> HttpResponse:
    """Every invitation with its state, and the form for another."""
    form = InviteForm(request.POST or None)

    def made() -> str:
        data = form.cleaned_data
        return service.invite(
            email=data["email"],
            name=data["name"],
            organization=data["organization"],
            role=Role(data["role"]),
            by=request.user,  # type: ignore[arg-type]
        )

    if form.is_valid() and _invited(request, form, made):
        return redirect("members:invitations")
    return _page(request, form=form)


@administrator
@require_POST
def invite_to_secretariat(request: HttpRequest) -> HttpResponse:
    """Invite somebody to a role in the secretariat."""
    form = SecretariatInviteForm(request.POST, prefix="secretariat")

    def made() -> str:
        data = form.cleaned_data
        return service.invite_to_secretariat(
            email=data["email"],
            name=data["name"],
            role=SecretariatRole(data["role"]),
            by=request.user,  # type: ignore[arg-type]
        )

    if form.is_valid() and _invited(request, form, made):
        return redirect("members:invitations")
    return _page(request, secretariat_form=form)


@staff
@require_POST
def invite_again(request: HttpRequest, token_id: int) -> HttpResponse:
    """Send a new link for an invitation; the old link stops."""
    try:
        email, secret = service.invite_again(token_id=token_id, by=request.user)  # type: ignore[arg-type]
    except (service.InvitationError, NotAllowed) as refused:
        messages.error(request, str(refused))
    else:
        _mail(request, email, secret)
    return redirect("members:invitations")


@staff
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Stop an invitation."""
    try:
        service.revoke(token_id=token_id, by=request.user)  # type: ignore[arg-type]
    except NotAllowed as refused:
        messages.error(request, str(refused))
    else:
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
    new = not signed_in and not User.objects.filter(email=invitation.email).exists()
    form = (
        AcceptForm(request.POST or None, initial={"name": invitation.name}, email=invitation.email)
        if new
        else None
    )
    context = {"invitation": invitation, "form": form, "path": request.path}
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
    messages.success(request, f"Welcome. You act for {invitation.place}.{then}")
    return redirect("home")


def _page(request: HttpRequest, **sent: forms.Form) -> HttpResponse:
    """The list and the forms, with a form as it was sent when something in it was not right."""
    found = InvitationFilter(request.GET, queryset=service.all_invitations())
    page = Paginator(found.qs, PER_PAGE).get_page(request.GET.get("page"))
    names = Organization.objects.in_bulk({row.detail["organization"] for row in page} - {None})
    shown = [
        {
            "token": row,
            "place": names.get(row.detail["organization"]) or "Secretariat",
            "role": dict(Role.choices + SecretariatRole.choices)[row.detail["role"]],
            "state": (state := service.state_of(row)).label,
            "again": state in {InvitationState.OPEN, InvitationState.EXPIRED},
            "open": state == InvitationState.OPEN,
        }
        for row in page
    ]
    may_invite_staff = request.user.is_administrator  # type: ignore[union-attr]
    context = {
        "filter": found,
        "page": page,
        "rows": shown,
        "form": InviteForm(),
        "secretariat_form": SecretariatInviteForm(prefix="secretariat") if may_invite_staff else None,
    }
    failed = any(form.errors for form in sent.values())
    return render(request, "members/invitations.html", {**context, **sent}, status=400 if failed else 200)


def _invited(request: HttpRequest, form: forms.Form, make: Callable[[], str]) -> bool:
    """Make and send the invitation; what stands in the way goes to the form or a message."""
    try:
        secret = make()
    except (service.InvitationError, NotAllowed) as refused:
        form.add_error(None, str(refused))
        return False
    _mail(request, form.cleaned_data["email"], secret)
    return True


def _mail(request: HttpRequest, email: str, secret: str) -> None:
    try:
        service.mail_invitation(email=email, secret=secret)
    except (OSError, SMTPException):
        messages.error(request, "The email could not be sent. Send the invitation again later.")
    else:
        messages.success(request, f"An invitation is on its way to {email}.")
