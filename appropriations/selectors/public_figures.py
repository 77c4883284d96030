"""Figures as outside may read them: program facts, and of our requests only those of a public decision (P5)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from appropriations.cells import Figure
from appropriations.choices import SlateState
from appropriations.models import Slate
from appropriations.selectors.figures import figures_by_line
from decisions.models import Decision

# The figures that an adopted slate wrote (appropriations.services.slate_amounts).
_OF_SLATE = re.compile(r"^slate-(\d+)-")


def public_figures(lines: Iterable[str]) -> dict[str, tuple[Figure, ...]]:
    """Return the figures of lines (slugs) by line, without a slate's whose decision is restricted; two queries."""
    found = figures_by_line(lines)
    slates = {
        match[1] for figures in found.values() for one in figures if (match := _OF_SLATE.match(one.key))
    }
    if not slates:
        return found
    open_ones = Slate.objects.filter(
        pk__in=slates, state=SlateState.ADOPTED, decision__in=Decision.objects.public()
    )
    public = {str(pk) for pk in open_ones.values_list("pk", flat=True)}
    return {line: tuple(one for one in figures if _is_public(one, public)) for line, figures in found.items()}


def _is_public(one: Figure, public: set[str]) -> bool:
    match = _OF_SLATE.match(one.key)
    return match is None or match[1] in public
