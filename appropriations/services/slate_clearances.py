"""A named person says of a phrase that it mentions something and does not ask for it (P1, P2)."""

from __future__ import annotations

from django.db import transaction

from appropriations.asking import Asked, asked_about
from appropriations.models import Slate, SlateClearance
from appropriations.selectors.slate_requests import clearances_by_key, requests_of
from appropriations.services.slates import SlateRefused, locked_draft
from common import audit
from members.models import User


@transaction.atomic
def clear_phrase(*, slate: Slate, asked: Asked, by: User) -> SlateClearance:
    """Keep that `by` read a phrase in its sentence and clears it; it holds for that sentence only.

    Raises SlateRefused when the slate is no draft, its texts no longer hold the phrase in that sentence, or the
    sentence asks for what the coalition never asks for (P2).
    """
    current = locked_draft(slate, by)
    if asked.key not in {one.key for one in asked_about(requests_of(current), current.note)}:
        raise SlateRefused("The text was changed meanwhile: read it again.")
    if not asked.can_be_cleared:
        raise SlateRefused("The coalition never asks for this: change the words, nobody can clear them.")
    clearance, made = SlateClearance.objects.get_or_create(
        slate=current,
        line_id=asked.line or None,
        field=asked.field,
        rule=asked.rule,
        phrase=asked.phrase,
        sentence=asked.sentence,
        defaults={"cleared_by": by},
    )
    if made:
        audit.record("cleared phrase", current, actor_id=by.pk, line=asked.line, phrase=asked.phrase)
    return clearance


@transaction.atomic
def take_clearance_back(*, clearance: SlateClearance, by: User) -> None:
    """Ask about a phrase again. Raises SlateRefused when its slate is no draft."""
    current = locked_draft(clearance.slate, by)
    audit.record(
        "took clearance back", current, actor_id=by.pk, line=clearance.line_id or "", phrase=clearance.phrase
    )
    clearance.delete()


def uncleared(slate: Slate) -> tuple[Asked, ...]:
    """Return the phrases of a slate that nobody has cleared yet, in their order; two queries."""
    known = clearances_by_key([slate])
    return tuple(
        one
        for one in asked_about(requests_of(slate), slate.note)
        if not one.can_be_cleared or one.key not in known
    )
