"""What the secretariat does for a person's account: second step, closing, a copy of their data, anonymizing."""

from __future__ import annotations

from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from common.access import administrator, signed_in, staff
from members.choices import ResetReason
from members.forms.people import AnonymizeForm, ResetReasonForm
from members.models import User
from members.services import accounts, personal_data, second_factors
from members.services.anonymizing import CannotAnonymize, anonymize
from members.services.rights import NotAllowed
from members.services.roles import RoleError

METHODS = ["GET", "HEAD", "POST"]


@administrator
@require_http_methods(METHODS)
@reauthentication_required
def reset_second_step(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take away a lost second factor."""
    person = _person(request, person_id)
    form = ResetReasonForm(_sent(request))

    def do_it() -> None:
        reason = ResetReason(form.cleaned_data["reason"])
        second_factors.reset_second_factor(person=person, reason=reason, by=_me(request))

    words = (
        "They are signed out everywhere and told by email. Make sure, by telephone, that it is they who ask."
    )
    return _step(
        request,
        person,
        form,
        do_it,
        title="Reset the second step",
        words=words,
        done="The second step is off.",
    )


@administrator
@require_http_methods(METHODS)
def close(request: HttpRequest, person_id: int) -> HttpResponse:
    """Close an account."""
    person = _person(request, person_id)

    def do_it() -> None:
        accounts.close_account(person=person, by=_me(request))

    words = "Every role ends today and they are signed out everywhere. What they did stays on the record."
    return _step(
        request,
        person,
        forms.Form(_sent(request)),
        do_it,
        title="Close the account",
        words=words,
        done="The account is closed.",
    )


@administrator
@require_http_methods(METHODS)
def reopen(request: HttpRequest, person_id: int) -> HttpResponse:
    """Open a closed account again."""
    person = _person(request, person_id)

    def do_it() -> None:
        accounts.reopen_account(person=person, by=_me(request))

    words = "They can sign in again with their password; roles are given anew."
    return _step(
        request,
        person,
        forms.Form(_sent(request)),
        do_it,
        title="Open the account",
        words=words,
        done="The account is open.",
    )


@administrator
@require_http_methods(METHODS)
@reauthentication_required
def anonymize_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take a former member's name and address out of the desk."""
    person = _person(request, person_id)
    form = AnonymizeForm(_sent(request))

    def do_it() -> None:
        anonymize(person=person, by=_me(request))

    words = "Name, address, sign-in and notices are deleted for good. Answers and decisions stay, by number."
    return _step(
        request,
        person,
        form,
        do_it,
        title="Anonymize this person",
        words=words,
        done="Name and address are gone.",
    )


@staff
@require_http_methods(METHODS)
@reauthentication_required
def copy_of(request: HttpRequest, person_id: int) -> HttpResponse:
    """A copy of what the desk keeps of a person, at their request; taking it is logged."""
    person = _person(request, person_id)
    if request.method == "POST":
        return _copy(request, person)
    words = "For this person only, at their request. That you took it is written to the audit log."
    context = {"person": person, "title": "Copy of their data", "words": words, "label": "Download the copy"}
    return render(request, "members/person_step.html", context)


@signed_in
@require_http_methods(METHODS)
@reauthentication_required
def my_copy(request: HttpRequest) -> HttpResponse:
    """A copy of what the desk keeps of oneself, also for those who have left."""
    if request.method == "POST":
        return _copy(request, _me(request))
    return render(request, "members/my_data.html")


def _copy(request: HttpRequest, person: User) -> HttpResponse:
    data = personal_data.export_personal_data(person=person, by=_me(request))
    response = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="personal-data-{person.pk}.json"'
    return response


def _step(
    request: HttpRequest,
    person: User,
    form: forms.Form,
    do_it: Callable[[], None],
    *,
    title: str,
    words: str,
    done: str,
) -> HttpResponse:
    """A page that asks once more, and what comes of it."""
    if request.method == "POST" and form.is_valid():
        try:
            do_it()
        except (NotAllowed, RoleError, CannotAnonymize) as refused:
            form.add_error(None, str(refused))
        except (OSError, SMTPException):
            form.add_error(
                None, "The email to them could not be sent, so nothing was changed. Try again later."
            )
        else:
            messages.success(request, done)
            return redirect("members:person", person.pk)
    context: dict[str, Any] = {
        "person": person,
        "form": form,
        "title": title,
        "words": words,
        "label": title,
        "danger": True,
    }
    return render(request, "members/person_step.html", context, status=400 if form.errors else 200)


def _person(request: HttpRequest, person_id: int) -> User:
    found: User = get_object_or_404(User.objects.visible_to(request.user), pk=person_id)
    return found


def _me(request: HttpRequest) -> User:
    me: User = request.user  # type: ignore[assignment]
    return me


def _sent(request: HttpRequest) -> Any:
    """What a form sent, also when it was sent empty; None while it is only shown."""
    return request.POST if request.method == "POST" else None
