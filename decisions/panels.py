"""What decisions show on pages of lower apps: the member's home."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from common import panels
from decisions.models import Decision, SharedItem
from decisions.selectors.proposals import awaiting
from members.choices import ANSWERING_ROLES

RECENT = 5


def awaiting_answer(acting_for: Any, user: Any) -> SafeString:
    """Return what awaits the answer of the organization a person acts for."""
    now = timezone.now()
    asked = awaiting(acting_for.organization_id, user, now) if acting_for else []
    may_answer = bool(acting_for and acting_for.role in ANSWERING_ROLES)
    return render_to_string(
        "decisions/panels/awaiting.html", {"asked": asked, "may_answer": may_answer, "acting_for": acting_for}
    )


def recently_decided(_acting_for: Any, user: Any) -> SafeString:
    """Return the newest decisions."""
    rows = Decision.objects.visible_to(user)[:RECENT]
    return render_to_string("decisions/panels/decided.html", {"decisions": rows})


def recently_shared(_acting_for: Any, user: Any) -> SafeString:
    """Return what members shared of late (P6)."""
    rows = SharedItem.objects.visible_to(user).select_related("organization")[:RECENT]
    return render_to_string("decisions/panels/shared.html", {"items": rows})


def fill_slots() -> None:
    """Put these on the pages they belong to."""
    panels.fill("member_home.awaiting", awaiting_answer)
    panels.fill("member_home.beside", recently_decided, position=10)
    panels.fill("member_home.main", recently_shared, position=50)
