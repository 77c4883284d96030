"""One figure: its page, and what staff do with it: enter, change, withdraw, choose to print."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from appropriations.exports.figures import figures_sheet
from appropriations.forms.figures import FigureForm, ReasonForm, WithdrawFigureForm
from appropriations.models import Amount, Line
from appropriations.selectors.figure_page import figure_page, rivals_of
from appropriations.selectors.figures import figures_by_line
from appropriations.services.amounts import (
    AmountError,
    Done,
    change_amount,
    prefer_amount,
    record_amount,
    withdraw_amount,
)
from appropriations.services.row_changes import record_cleared
from common.access import member, staff
from common.sheets import FileReply, Kind, as_file

# What a link to the form may fill in.
_ASKED = ("fiscal_year", "stage", "nature", "parent")
page_with_form = require_http_methods(["GET", "HEAD", "POST"])


@member
@require_safe
def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure with its source, the others of its cell, its whole, its parts and its history."""
    page = figure_page(_found(request, key))
    context = {
        "page": page,
        "amount": page.amount,
        "line": page.amount.line,
        "rests_on_sample": page.amount.is_sample,
    }
    return render(request, "appropriations/figures/page.html", context)


@member
@require_safe
def figures_file(request: HttpRequest, slug: str, kind: Kind) -> FileReply:
    """Every figure of a line as a file."""
    line = get_object_or_404(Line.objects.visible_to(request.user), slug=slug)
    return as_file(figures_sheet(line, figures_by_line([slug]).get(slug, ())), kind)


@staff
@page_with_form
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter what a document says for a line, a fiscal year and a stage."""
    line = get_object_or_404(Line.objects.visible_to(request.user), slug=slug)
    asked = {name: request.GET[name] for name in _ASKED if request.GET.get(name)}
    form = FigureForm(request.POST or None, line=line, initial=asked)
    if form.is_valid():
        try:
            done = record_amount(said=form.said(), by=_by(request))
        except AmountError as refused:
            _refuse(form, refused)
        else:
            _tell(request, form, done, "Entered.")
            return redirect("appropriations:figure", key=done.amount.key)
    return _form(request, form, line, None)


@staff
@page_with_form
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change what is known of a figure, with the reason."""
    amount = _found(request, key)
    form = FigureForm(request.POST or None, line=amount.line, amount=amount)
    if form.is_valid():
        try:
            done = change_amount(
                amount=amount, to=form.changes(), reason=form.cleaned_data["reason"], by=_by(request)
            )
        except AmountError as refused:
            _refuse(form, refused)
        else:
            _tell(request, form, done, "Changed." if done.change else "Nothing was changed.")
            return redirect("appropriations:figure", key=amount.key)
    return _form(request, form, amount.line, amount)


@staff
@page_with_form
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Ask why a figure is withdrawn, and do it; it can be undone."""
    amount = _found(request, key)
    form = WithdrawFigureForm(request.POST or None, others=rivals_of(amount) if amount.is_preferred else [])
    if form.is_valid():
        said = form.cleaned_data
        try:
            withdraw_amount(
                amount=amount,
                reason=said["reason"],
                by=_by(request),
                print_instead=said.get("print_instead"),
            )
        except AmountError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Withdrawn. It stays here with the reason, and that can be undone.")
            return redirect("appropriations:figure", key=amount.key)
    return _ask(request, form, amount, "withdraw")


@staff
@page_with_form
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Ask why this one of several figures is printed, and do it."""
    amount = _found(request, key)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            prefer_amount(amount=amount, reason=form.cleaned_data["reason"], by=_by(request))
        except AmountError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "This is the figure we print now, with your reason beside it.")
            return redirect("appropriations:figure", key=amount.key)
    return _ask(request, form, amount, "print")


def _found(request: HttpRequest, key: str) -> Amount:
    rows = Amount.objects.visible_to(request.user).select_related("line__bundle", "parent", "entered_by")
    found: Amount = get_object_or_404(rows, key=key)
    return found


def _refuse(form: FigureForm, refused: AmountError) -> None:
    for problem in refused.problems:
        form.refuse(problem.field, problem.message)


def _tell(request: HttpRequest, form: FigureForm, done: Done, what: str) -> None:
    """Say what was done, and what is to be looked at."""
    record_cleared(row=done.amount, fields=form.guarded_fields, phrases=form.cleared, by=_by(request))
    beside = not done.amount.is_preferred and what == "Entered."
    messages.success(
        request, f"{what} Another source is printed; this one stands beside it." if beside else what
    )
    for warning in figure_page(done.amount).warnings:
        messages.warning(request, warning)


def _form(request: HttpRequest, form: FigureForm, line: Line, amount: Amount | None) -> HttpResponse:
    context = {"form": form, "line": line, "amount": amount}
    return render(request, "appropriations/figures/edit.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, form: Any, amount: Amount, what: str) -> HttpResponse:
    page = figure_page(amount)
    context = {"form": form, "page": page, "amount": amount, "line": amount.line, "what": what}
    return render(request, "appropriations/figures/ask.html", context, status=422 if form.errors else 200)


def _by(request: HttpRequest) -> Any:
    return request.user
