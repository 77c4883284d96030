"""What the pages of rows have in common: doing one thing to a row, and saying what came of it on its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from appropriations.services.row_changes import RowError


def done_to(request: HttpRequest, row: Model, act: Callable[[], Any], said: str) -> HttpResponse:
    """Do it and lead to the row's page, which says so, or why it was refused; `{}` in `said` is what `act` returns."""
    try:
        outcome = act()
    except RowError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said.format(outcome))
    return redirect(row)  # type: ignore[call-overload,no-any-return]
