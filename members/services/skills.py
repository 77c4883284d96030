"""The skills vocabulary (P7), which the secretariat keeps; a word in use is never removed, only merged."""

from __future__ import annotations

from django.db import transaction

from common import audit
from common.sorting import sort_key
from members.models import Skill, User
from members.services.rights import require_staff

LONGEST = 80


class SkillError(ValueError):
    """The vocabulary cannot be changed so; the message is fit to be shown."""


@transaction.atomic
def add_skill(*, name: str, by: User) -> Skill:
    """Add a word; it stands once, whatever its case.

    Raises NotAllowed unless `by` is of the secretariat, SkillError when it is there already or says nothing.
    """
    require_staff(by)
    _lock_vocabulary()
    skill = Skill.objects.create(name=_free(name))
    audit.record("added skill", skill, actor_id=by.pk)
    return skill


@transaction.atomic
def rename_skill(*, skill: Skill, name: str, by: User) -> Skill:
    """Call a skill otherwise for every organization that has it. Raises as `add_skill` does."""
    require_staff(by)
    _lock_vocabulary()
    row = Skill.objects.get(pk=skill.pk)
    row.name = _free(name, besides=row.pk)
    row.save()
    audit.record("renamed skill", row, actor_id=by.pk)
    return row


@transaction.atomic
def merge_skills(*, skill: Skill, into: Skill, by: User) -> Skill:
    """Give every organization that has `skill` the other one in its place, and remove `skill`; return the other.

    Raises NotAllowed, or SkillError when both are the same.
    """
    require_staff(by)
    _lock_vocabulary()
    if skill.pk == into.pk:
        raise SkillError("A skill cannot be merged into itself.")
    organizations = list(skill.organizations.values_list("pk", flat=True))
    into.organizations.add(*organizations)
    audit.record("merged skill", skill, actor_id=by.pk, into=into.pk, organizations=sorted(organizations))
    skill.delete()
    return into


@transaction.atomic
def remove_skill(*, skill: Skill, by: User) -> None:
    """Remove a word that no organization has. Raises NotAllowed, or SkillError when one has it."""
    require_staff(by)
    _lock_vocabulary()
    if skill.organizations.exists():
        raise SkillError("It is in use: merge it into another skill instead.")
    audit.record("removed skill", skill, actor_id=by.pk)
    skill.delete()


def _lock_vocabulary() -> None:
    """Hold the words against one another until the transaction ends; there are few, and few who change them."""
    list(Skill.objects.select_for_update().order_by("pk").values_list("pk", flat=True))


def _free(name: str, *, besides: int | None = None) -> str:
    folded = " ".join(name.split())
    if not folded:
        raise SkillError("Write the skill.")
    if len(folded) > LONGEST:
        raise SkillError(f"Use at most {LONGEST} characters.")
    same = Skill.objects.filter(sort_key=sort_key(folded)).first()
    if same and same.pk != besides:
        raise SkillError(f"“{same}” is in the vocabulary already.")
    return folded
