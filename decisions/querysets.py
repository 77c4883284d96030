"""Named filters over proposals and decisions; who may see what is decided here (P5)."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


def is_inside(user: Any) -> bool:
    """Whether `user` may read deliberation: the secretariat and people of active member organizations."""
    return bool(user.is_authenticated and (user.is_secretariat or user.is_member))


class ProposalQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Deliberation is open inside and closed outside; drafts are the secretariat's."""
        if not is_inside(user):
            return self.none()
        return self if user.is_secretariat else self.exclude(state="draft")

    def open(self) -> Self:
        """Proposals that take answers."""
        return self.filter(state="open")


class ResponseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Answers are seen inside only."""
        return self if is_inside(user) else self.none()


class DecisionQuerySet(models.QuerySet[Any]):
    def public(self) -> Self:
        """Decisions whose record may be read by anyone."""
        return self.filter(is_public=True)

    def visible_to(self, user: Any) -> Self:
        """Everyone sees public decisions; those inside see all."""
        return self if is_inside(user) else self.public()

    def in_force(self) -> Self:
        """Adopted decisions that no later record corrects."""
        return self.filter(outcome="adopted", corrected_by__isnull=True)
