"""What the money shows on the pages of others: the slates a decision adopted, the slate a proposal is about."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from appropriations.models import Slate
from common import panels


def adopted_slates(decision: Any, user: Any) -> SafeString | None:
    """Return the slates that rest on a decision, for those inside."""
    rows = list(Slate.objects.visible_to(user).filter(decision=decision.pk))
    return _shown("Requests that rest on it", rows)


def proposed_slates(proposal: Any, user: Any) -> SafeString | None:
    """Return the slates that a proposal puts to the organizations."""
    rows = list(Slate.objects.visible_to(user).put_forward().filter(proposal=proposal.pk))
    return _shown("Requests it is about", rows)


def _shown(title: str, slates: list[Slate]) -> SafeString | None:
    shown = {"title": title, "slates": slates}
    return render_to_string("appropriations/slates/panel.html", shown) if slates else None


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("decision.beside", adopted_slates, position=40)
    panels.fill("proposal.beside", proposed_slates, position=30)
