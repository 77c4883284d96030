"""Steps by which groups of survivors and workers were heard (P4), as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from common.access import is_inside
from common.naming import address_of
from decisions.models import Consultation
from decisions.selectors.subjects import find_discussed, kind_of
from members.choices import ANSWERING_ROLES


@dataclass(frozen=True)
class Step:
    """One consultation, and whether this reader may change its words."""

    consultation: Consultation
    may_reword: bool


@dataclass(frozen=True)
class Steps:
    """The consultations on a proposal or a priority, as one reader finds them."""

    kind: str
    address: str
    steps: tuple[Step, ...]
    may_record: bool


def may_record(user: Any) -> bool:
    """Whether `user` records consultations: the secretariat, and whoever speaks for a member organization."""
    if not is_inside(user):
        return False
    return bool(user.is_secretariat or any(one.role in ANSWERING_ROLES for one in user.current_affiliations))


def may_reword(step: Consultation, user: Any) -> bool:
    """Whether `user` may change the words of a step: who recorded it, and the secretariat."""
    return may_record(user) and (user.is_secretariat or step.recorded_by_id == user.pk)


def steps_on(target: Model, user: Any) -> Steps:
    """Return the consultations on `target` as far as `user` may read them, in order of time; one query."""
    kind = ContentType.objects.get_for_model(target)
    rows = Consultation.objects.visible_to(user).filter(content_type=kind, object_id=str(target.pk))
    found = rows.select_related("recorded_by", "reworded_by")
    return Steps(
        kind=kind_of(target).lower(),
        address=address_of(target),
        steps=tuple(Step(one, may_reword(one, user)) for one in found),
        may_record=may_record(user),
    )


def find_consulted_on(named: str, user: Any) -> Model | None:
    """Return the proposal or priority that `named` points at ("decisions.proposal:7") if `user` may see it."""
    found = find_discussed(named, user)
    return found if getattr(found, "takes_consultations", False) else None


def find_step(pk: int, user: Any) -> Consultation | None:
    """Return a step that `user` may read, if what it is a step of may be read too."""
    step = Consultation.objects.visible_to(user).select_related("content_type").filter(pk=pk).first()
    if step is None:
        return None
    named = f"{step.content_type.app_label}.{step.content_type.model}:{step.object_id}"
    return step if find_consulted_on(named, user) else None
