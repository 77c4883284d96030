"""Who signed a Member letter: one by one, or a pasted list of which nothing is saved until it was confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from appropriations.forms.support import PastedSignersForm, SignerForm
from appropriations.models import MemberLetter
from appropriations.selectors.letters import LEFT_OUT, ReadLine, chosen_ids, read_signers, signer_choices
from appropriations.services.row_changes import RowError
from appropriations.services.signers import add_signers, remove_signer
from appropriations.views.member_letters import found_letter
from common.access import staff
from common.dates import today
from members.models import User

page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@staff
@page_with_form
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one signer by hand."""
    letter = found_letter(request, pk)
    form = SignerForm(request.POST or None, letter=letter, initial=_sourced(letter))
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            added = add_signers(
                letter=letter, legislators=[said.pop("legislator")], by=_user(request), **said
            )
        except RowError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Added." if added else "That name was on the letter already.")
            return redirect(letter)
    context = {"form": form, "letter": letter}
    return render(
        request, "appropriations/letters/add_signer.html", context, status=422 if form.errors else 200
    )


@staff
@page_with_form
def paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a pasted list, ask back what is unclear, and save once it was confirmed."""
    letter = found_letter(request, pk)
    form = PastedSignersForm(request.POST or None, initial=_sourced(letter))
    lines: list[ReadLine] = []
    if form.is_valid():
        choices = _choices(request)
        lines = read_signers(letter, form.cleaned_data["names"], choices)
        open_lines = [line for line in lines if not (line.is_clear or line.is_left_out)]
        if not lines:
            form.add_error("names", "No name was found in it.")
        elif "confirm" in request.POST and not open_lines:
            return _save(request, letter, form, lines)
        elif "confirm" in request.POST:
            form.add_error(
                None, f"{len(open_lines)} of the names still ask for an answer. Nothing is saved yet."
            )
    context: dict[str, Any] = {"form": form, "letter": letter, "lines": lines, "left_out": LEFT_OUT}
    if lines:
        context["everybody"] = signer_choices(letter)
        context["fresh"] = len(chosen_ids(lines))
        context["unclear"] = sum(not line.is_clear for line in lines)
    return render(request, "appropriations/letters/paste.html", context, status=422 if form.errors else 200)


@staff
@require_POST
def remove(request: HttpRequest, pk: int, signature: int) -> HttpResponse:
    """Take a name off a letter; the letter's page undoes it."""
    letter = found_letter(request, pk)
    try:
        gone = remove_signer(letter=letter, signature_id=signature, by=_user(request))
    except RowError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{gone.legislator} was taken off. “Undo” puts the name back.")
    return redirect(letter)


def _save(
    request: HttpRequest, letter: MemberLetter, form: PastedSignersForm, lines: list[ReadLine]
) -> HttpResponse:
    said = dict(form.cleaned_data)
    said.pop("names")
    try:
        added = add_signers(letter=letter, legislators=chosen_ids(lines), by=_user(request), **said)
    except RowError as refused:
        messages.error(request, str(refused))
        return redirect(letter)
    left = sum(not line.is_clear for line in lines)
    there = sum(line.is_there for line in lines)
    more = f" {there} were on it already." if there else ""
    more += f" {left} were left out." if left else ""
    messages.success(request, f"{added} name{'' if added == 1 else 's'} added.{more}")
    return redirect(letter)


def _choices(request: HttpRequest) -> dict[int, str]:
    """What was chosen for which line: the fields line-0, line-1 and so on."""
    chosen = {}
    for name, value in request.POST.items():
        head, _, number = name.partition("-")
        if head == "line" and number.isdigit() and value:
            chosen[int(number)] = str(value)
    return chosen


def _sourced(letter: MemberLetter) -> dict[str, Any]:
    return {"source": letter.source, "source_url": letter.source_url, "as_of": today()}


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
