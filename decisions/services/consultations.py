"""Recording that a group of survivors or workers was consulted (P4)."""

from __future__ import annotations

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model

from common import audit
from common.dates import today
from decisions.models import Consultation
from members.models import User


@transaction.atomic
def record_consultation(
    *,
    target: Model,
    group: str,
    held_on: date,
    how: str,
    what_changed: str,
    by: User,
    is_sample: bool = False,
) -> Consultation:
    """Record a step of a proposal or a priority: which group was asked, when, how, and what changed.

    Raises ValueError when one of them is not said, or the day lies ahead: a plan to consult is no consultation.
    """
    said = {"group": group.strip(), "how": how.strip(), "what_changed": what_changed.strip()}
    if missing := [name.replace("_", " ") for name, value in said.items() if not value]:
        raise ValueError(f"Say the {' and the '.join(missing)}.")
    if held_on > today():
        raise ValueError("A consultation is recorded after it was held.")
    step = Consultation.objects.create(
        content_type=ContentType.objects.get_for_model(target),
        object_id=str(target.pk),
        held_on=held_on,
        recorded_by=by,
        is_sample=is_sample,
        **said,
    )
    audit.record("recorded consultation", step, actor_id=by.pk)
    return step
