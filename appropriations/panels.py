"""What the money shows on the pages of others: the slates a decision adopted, the slate a proposal is about."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from appropriations.asking import amount_in_words
from appropriations.models import Slate, SlateItem
from appropriations.selectors.slate_requests import request_of
from common import panels

LINES_SHOWN = 6


def adopted_slates(decision: Any, user: Any) -> SafeString | None:
    """Return the slates that rest on a decision, for those inside."""
    rows = list(Slate.objects.visible_to(user).filter(decision=decision.pk))
    return _shown("Requests that rest on it", rows)


def proposed_slates(proposal: Any, user: Any) -> SafeString | None:
    """Return the slates that a proposal puts to the organizations."""
    rows = list(Slate.objects.visible_to(user).put_forward().filter(proposal=proposal.pk))
    return _shown("Requests it is about", rows)


def asked_for_line(line: Any, user: Any) -> SafeString | None:
    """Return what slates asked for a line, the newest year first, for those inside."""
    rows = list(
        SlateItem.objects.visible_to(user)
        .filter(line=line.pk, slate__revises__isnull=True)
        .exclude(slate__state="set_aside")
        .select_related("slate__decision", "line__bundle")
        .order_by("-slate__fiscal_year", "-slate__to", "-slate__id")[:LINES_SHOWN]
    )
    asked = [(row, amount_in_words(request_of(row))) for row in rows]
    return render_to_string("appropriations/slates/line_panel.html", {"asked": asked}) if asked else None


def _shown(title: str, slates: list[Slate]) -> SafeString | None:
    shown = {"title": title, "slates": slates}
    return render_to_string("appropriations/slates/panel.html", shown) if slates else None


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("decision.beside", adopted_slates, position=40)
    panels.fill("proposal.beside", proposed_slates, position=30)
    panels.fill("line.beside", asked_for_line, position=20)
