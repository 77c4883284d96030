"""Authorizations of appropriations to choose from for a line: those it draws on, and a search for others."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from appropriations.models import Line
from legislation.models import Authorization


def linked_authorizations(line: Line) -> list[Authorization]:
    """Return the authorizations a line draws on, those in law first."""
    return list(line.authorizations.select_related("bill").order_by("status", "name", "first_fiscal_year"))


def authorizations_like(words: str) -> QuerySet[Authorization]:
    """Return authorizations whose name, law, bill, section or words hold every word, those in law first."""
    found = Authorization.objects.select_related("bill").order_by("status", "name", "first_fiscal_year")
    for word in words.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(law__icontains=word)
            | Q(usc_section__icontains=word)
            | Q(bill__id__icontains=word)
            | Q(bill_version__icontains=word)
            | Q(words__icontains=word)
        )
    return found
