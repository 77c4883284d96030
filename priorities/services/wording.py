"""Pasting the adopted wording beside our own short titles."""

from __future__ import annotations

from django.db import transaction

from common.audit import record
from priorities.models import Goal, Pillar, Priority


@transaction.atomic
def paste_official_text(*, target: Pillar | Goal | Priority, text: str, by: int) -> None:
    """Keep the adopted wording of a pillar, goal or priority; `by` is the id of who pasted it. Audited."""
    was = target.official_text
    target.official_text = text.strip()
    if target.official_text == was:
        return
    target.save(update_fields=["official_text"])
    record("pasted adopted wording", target, actor_id=by, was=was, now=target.official_text)
