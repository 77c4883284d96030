"""Recording that a group of survivors or workers was consulted (P4)."""

from __future__ import annotations

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from common import audit
from common.dates import today
from common.naming import address_of
from decisions.models import Consultation
from decisions.selectors.consultations import find_consulted_on, may_record, may_reword
from members.models import User


class ConsultationRefused(ValueError):  # noqa: N818 - it is an answer, not an error
    """The step cannot be recorded so; the message is fit to be shown."""


@transaction.atomic
def record_consultation(
    *,
    target: Model,
    group: str,
    held_on: date,
    how: str,
    what_changed: str,
    by: User,
    heard: str = "",
    is_sample: bool = False,
) -> Consultation:
    """Record a step of a proposal or a priority: which group was asked, when, how, what was heard, what changed.

    Raises ConsultationRefused when `by` is neither of the secretariat nor speaks for a member or may not read the
    target, when the group, how or what changed is not said, or the day lies ahead: a plan is no consultation.
    """
    if not may_record(by) or find_consulted_on(address_of(target), by) is None:
        raise ConsultationRefused(
            "The secretariat, representatives and alternates record consultations, on what they may read."
        )
    step = Consultation.objects.create(
        content_type=ContentType.objects.get_for_model(target),
        object_id=str(target.pk),
        recorded_by=by,
        is_sample=is_sample,
        held_on=_held(held_on),
        heard=heard.strip(),
        **_said(group=group, how=how, what_changed=what_changed),
    )
    audit.record("recorded consultation", step, actor_id=by.pk)
    return step


@transaction.atomic
def reword_consultation(
    *, step: Consultation, group: str, held_on: date, how: str, heard: str, what_changed: str, by: User
) -> Consultation:
    """Change the words of a step; the earlier ones are not kept, so that a name that slipped in is gone (P4).

    Raises ConsultationRefused as `record_consultation`, and unless `by` recorded it or is of the secretariat.
    """
    current: Consultation = Consultation.objects.select_for_update(of=("self",)).get(pk=step.pk)
    if not may_reword(current, by):
        raise ConsultationRefused("Whoever recorded a step and the secretariat change its words.")
    words = {**_said(group=group, how=how, what_changed=what_changed), "heard": heard.strip()}
    for name, value in words.items():
        setattr(current, name, value)
    current.held_on = _held(held_on)
    current.reworded_by, current.reworded_at = by, timezone.now()
    current.save()
    audit.record("reworded consultation", current, actor_id=by.pk)
    return current


def _said(**words: str) -> dict[str, str]:
    said = {name: value.strip() for name, value in words.items()}
    if missing := [name.replace("_", " ") for name, value in said.items() if not value]:
        raise ConsultationRefused(f"Say the {' and the '.join(missing)}.")
    return said


def _held(held_on: date) -> date:
    if held_on > today():
        raise ConsultationRefused("A consultation is recorded after it was held.")
    return held_on
