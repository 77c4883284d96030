"""What a person asked of a list."""

from __future__ import annotations

from django.http import HttpRequest


def is_filtered(request: HttpRequest) -> bool:
    """Whether any filter is in use; fields left empty and the page of a list are none."""
    return any(value.strip() for key, value in request.GET.items() if key != "page")
