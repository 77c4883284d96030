"""The secretariat's table of a draft slate: lines added by search, amounts typed, order, undo, phrases cleared."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from appropriations.forms.slates import (
    EMPTY,
    FIGURES,
    AmountsForm,
    DropForm,
    ItemForm,
    NewSlateForm,
    NoteForm,
    typed_of,
    usual_slate,
)
from appropriations.models import Line, Slate, SlateClearance, SlateItem
from appropriations.selectors.slate_requests import items_of
from appropriations.selectors.slates import SlatePage, lines_to_add, slate_page, starts_for
from appropriations.services.slate_clearances import clear_phrase, take_clearance_back
from appropriations.services.slate_items import add_item, change_item, move_item, remove_item, undo_change
from appropriations.services.slates import SlateRefused, build_slate, note_on_slate
from appropriations.views.slates import find_slate
from common.access import staff
from common.models import AuditEntry

GET_OR_POST = ["GET", "HEAD", "POST"]
EDIT, TABLE = "appropriations/slates/edit.html", "appropriations:edit_slate"


@staff
@require_http_methods(GET_OR_POST)
def new(request: HttpRequest) -> HttpResponse:
    """Choose the year, the addressee and what to build from."""
    form = NewSlateForm(
        request.POST or None, user=request.user, initial=usual_slate(starts_for(request.user))
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = build_slate(
                fiscal_year=data["fiscal_year"],
                to=data["to"],
                by=request.user,  # type: ignore[arg-type]
                start=form.started_from,
                from_figures=data["start"] == FIGURES,
            )
        except SlateRefused as refused:
            form.add_error(None, str(refused))
        else:
            count = made.items.count()
            empty = data["start"] == EMPTY
            messages.success(
                request,
                "An empty slate. Add its lines."
                if empty
                else f"Built with {count} requests. Now change what differs.",
            )
            return redirect(TABLE, made.pk)
    return render(request, "appropriations/slates/new.html", {"form": form}, status=_status(form))


@staff
@require_http_methods(GET_OR_POST)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The table: every amount can be typed; a button in a row moves it or takes it out, and saves what was typed."""
    one = find_slate(request, pk)
    if one.state != "draft":
        return redirect(one)
    items = items_of(one)
    form = AmountsForm(request.POST or None, items=items)
    if request.method == "POST" and form.is_valid() and _save(request, form, items):
        return redirect(f"{reverse(TABLE, args=[pk])}{_anchor(request)}")
    return _table(request, one, form)


@staff
@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the line that the search found."""
    one = find_slate(request, pk)
    line = get_object_or_404(Line.objects.visible_to(request.user), slug=request.POST.get("line", ""))
    try:
        made = add_item(slate=one, line=line, by=request.user)  # type: ignore[arg-type]
    except SlateRefused as refused:
        messages.error(request, str(refused))
        return redirect(TABLE, pk)
    messages.success(request, f"{line} is on the slate, last in its order. Say what is asked for.")
    return redirect("appropriations:slate_item", pk, made.pk)


@staff
@require_http_methods(GET_OR_POST)
def item(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Everything one request says: amount or words, justification, report language."""
    one = find_slate(request, pk)
    found = _item(one, item_pk)
    if one.state != "draft":
        return redirect(one)
    form = ItemForm(request.POST or None, initial=_as_typed(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_item(item=found, by=request.user, **form.fields_of())  # type: ignore[arg-type]
        except SlateRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{found.line}: saved.")
            return redirect(f"{reverse(TABLE, args=[pk])}#item-{found.pk}")
    return _item_page(request, one, found, form)


@staff
@require_http_methods(GET_OR_POST)
def drop(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """In an amendment: say that a request is no longer made, and why."""
    one = find_slate(request, pk)
    found = _item(one, item_pk)
    if one.state != "draft":
        return redirect(one)
    form = DropForm(
        request.POST or None, initial={"justification": found.justification if found.is_dropped else ""}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_item(item=found, by=request.user, is_dropped=True, **form.cleaned_data)  # type: ignore[arg-type]
        except SlateRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, f"{found.line}: the amendment drops it.")
            return redirect(TABLE, pk)
    return _item_page(request, one, found, form, dropping=True)


@staff
@require_POST
def undo(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Take one change of the slate back."""
    one = find_slate(request, pk)
    entry = get_object_or_404(AuditEntry, pk=entry_pk)
    try:
        undo_change(slate=one, entry=entry, by=request.user)  # type: ignore[arg-type]
    except SlateRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back: the line is as it was.")
    return redirect(TABLE, pk)


@staff
@require_http_methods(GET_OR_POST)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """The note of a draft, read inside only."""
    one = find_slate(request, pk)
    form = NoteForm(request.POST or None, initial={"note": one.note})
    if request.method == "POST" and form.is_valid():
        try:
            note_on_slate(slate=one, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except SlateRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "The note is kept.")
            return redirect(TABLE, pk)
    context = {
        "slate": one,
        "form": form,
        "title": "Note",
        "button": "Keep",
        "rests_on_sample": one.is_sample,
    }
    return render(request, "appropriations/slates/step.html", context, status=_status(form))


@staff
@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Clear one phrase in its sentence, by name; or ask about it again."""
    one = find_slate(request, pk)
    back = redirect(f"{reverse(TABLE, args=[pk])}#phrases")
    try:
        if taken_back := request.POST.get("again", ""):
            row = get_object_or_404(SlateClearance, slate=one, pk=taken_back if taken_back.isdigit() else 0)
            take_clearance_back(clearance=row, by=request.user)  # type: ignore[arg-type]
            return back
        sent = tuple(request.POST.get(name, "") for name in ("line", "field", "rule", "phrase", "sentence"))
        known = {phrase.asked.key: phrase.asked for phrase in slate_page(one, request.user).phrases}
        if sent in known:
            clear_phrase(slate=one, asked=known[sent], by=request.user)  # type: ignore[arg-type]
        else:
            messages.error(request, "The text was changed meanwhile: read it again.")
    except SlateRefused as refused:
        messages.error(request, str(refused))
    return back


def _save(request: HttpRequest, form: AmountsForm, items: list[SlateItem]) -> bool:
    """Save what was typed, then do what the button in a row says; what is refused stands on the form."""
    by: Any = request.user
    try:
        changed = sum(change_item(item=row, by=by, **fields) for row, fields in form.changes())
        _press(request, items, by)
    except SlateRefused as refused:
        form.add_error(None, str(refused))
        return False
    if changed:
        messages.success(request, f"Saved: {changed} request{'' if changed == 1 else 's'} changed.")
    elif "save" in request.POST:
        messages.info(request, "Nothing was changed.")
    return True


def _press(request: HttpRequest, items: list[SlateItem], by: Any) -> None:
    rows = {str(row.pk): row for row in items}
    for name in ("up", "down"):
        if row := rows.get(request.POST.get(name, "")):
            move_item(item=row, by=by, up=name == "up")
    if row := rows.get(request.POST.get("remove", "")):
        remove_item(item=row, by=by)
        messages.success(request, f"{row.line} is off the slate. “Undo” above the table puts it back.")


def _anchor(request: HttpRequest) -> str:
    moved = request.POST.get("up") or request.POST.get("down") or ""
    return f"#item-{moved}" if moved.isdigit() else ""


def _table(request: HttpRequest, one: Slate, form: AmountsForm) -> HttpResponse:
    words = request.GET.get("find", "")
    page: SlatePage = slate_page(one, request.user)
    context = {
        "slate": one,
        "page": page,
        "form": form,
        "rows": [(row, _field(form, row.item)) for row in page.table.rows],
        "find": words,
        "found": lines_to_add(one, words, request.user),
        "rests_on_sample": one.is_sample,
    }
    return render(request, EDIT, context, status=_status(form))


def _field(form: AmountsForm, row: SlateItem) -> Any:
    name = f"amount-{row.pk}"
    return form[name] if name in form.fields else None


def _item_page(request: HttpRequest, one: Slate, found: SlateItem, form: Any, **more: Any) -> HttpResponse:
    context = {"slate": one, "item": found, "form": form, "rests_on_sample": one.is_sample, **more}
    return render(request, "appropriations/slates/item.html", context, status=_status(form))


def _item(one: Slate, pk: int) -> SlateItem:
    found: SlateItem = get_object_or_404(
        SlateItem.objects.filter(slate=one).select_related("slate", "line__bundle"), pk=pk
    )
    return found


def _as_typed(found: SlateItem) -> dict[str, Any]:
    kept = {name: getattr(found, name) for name in ("kind", "nature", "justification", "report_language")}
    amount = typed_of(found) if found.dollars is not None or found.words else ""
    return {**kept, "amount": amount.removesuffix(" & language")}


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
