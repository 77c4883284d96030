"""Member letters: the list, one letter, and how staff keep it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from appropriations.exports.support import letter_sheet, signer_sheet
from appropriations.filters import MemberLetterFilter
from appropriations.forms.support import MemberLetterForm
from appropriations.models import MemberLetter
from appropriations.selectors.letters import letter_page, letter_rows, letters_for_list
from appropriations.services.member_letters import add_letter, change_letter, take_back_letter, undo_letter
from appropriations.services.row_changes import RowError
from appropriations.views.rows import done_to
from common.access import member, staff
from common.dates import today
from common.sheets import FileReply, Kind, as_file, file_links
from members.models import User

A_PAGE = 30
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Letters by which offices support requests, newest year first."""
    chosen = MemberLetterFilter(request.GET, queryset=letters_for_list(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": letter_rows(page),
        "is_filtered": any(value for name, value in request.GET.items() if name != "page"),
        "rests_on_sample": any(one.is_sample for one in page),
        **file_links("appropriations:member_letters_file"),
    }
    return render(request, "appropriations/letters/list.html", context)


@member
@require_safe
def letters_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same letters as a file."""
    chosen = MemberLetterFilter(request.GET, queryset=letters_for_list(request.user))
    return as_file(letter_sheet(chosen.qs), kind)


@member
@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: for what, until when, who leads it and who signed."""
    one = found_letter(request, pk)
    context = {
        "page": letter_page(one),
        "letter": one,
        "lines": one.lines.order_by("sort_key"),
        "rests_on_sample": one.is_sample,
        **file_links("appropriations:signers_file", one.pk),
    }
    return render(request, "appropriations/letters/one.html", context)


@member
@require_safe
def signers_file(request: HttpRequest, pk: int, kind: Kind) -> FileReply:
    """Who signed, as a file."""
    one = found_letter(request, pk)
    return as_file(signer_sheet(letter_page(one)), kind)


@staff
@page_with_form
def new(request: HttpRequest) -> HttpResponse:
    """Enter a letter."""
    form = MemberLetterForm(request.POST or None, initial={"as_of": today()})
    if form.is_valid():
        try:
            made = add_letter(fields=_fields(form), cleared=form.cleared, by=_user(request))
        except RowError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The letter is kept. Add who leads and who signed it.")
            return redirect(made)
    return _form_page(request, form)


@staff
@page_with_form
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known of a letter."""
    one = found_letter(request, pk)
    form = MemberLetterForm(request.POST or None, initial=MemberLetterForm.initial_of(one))
    if form.is_valid():
        try:
            change_letter(letter=one, fields=_fields(form), cleared=form.cleared, by=_user(request))
        except RowError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Changed; what it said is kept.")
            return redirect(one)
    return _form_page(request, form, one)


@staff
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a letter entered by mistake."""
    one = found_letter(request, pk)
    said = "Taken back: it counts nowhere. Its page stays, and undoes it."
    return done_to(request, one, lambda: take_back_letter(letter=one, by=_user(request)), said)


@staff
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the newest change of a letter or of its signers."""
    one = found_letter(request, pk)
    return done_to(request, one, lambda: undo_letter(letter=one, by=_user(request)).verb, "Undone: {}.")


def found_letter(request: HttpRequest, pk: int) -> MemberLetter:
    """Return a letter that whoever asks may see, also one that was taken back; else 404."""
    rows = MemberLetter.objects.visible_to(request.user).select_related("bundle")
    one: MemberLetter = get_object_or_404(rows, pk=pk)
    return one


def _fields(form: MemberLetterForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in MemberLetterForm.base_fields}


def _form_page(request: HttpRequest, form: MemberLetterForm, one: MemberLetter | None = None) -> HttpResponse:
    context = {"form": form, "letter": one}
    return render(request, "appropriations/letters/form.html", context, status=422 if form.errors else 200)


def _user(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]
