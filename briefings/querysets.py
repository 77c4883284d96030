"""Named filters over packets."""

from __future__ import annotations

from typing import Any, Self

from django.apps import apps
from django.db import models

from common.access import is_staff


class PacketQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The secretariat sees every packet; members see the final ones."""
        if not user.is_authenticated:
            return self.none()
        if user.is_secretariat:
            return self
        return self.filter(state="final") if user.is_member else self.none()

    def handed_over(self) -> Self:
        """Those that somebody handed over, and did not take that back."""
        return self.filter(models.Exists(_handovers(undone_at__isnull=True)))

    def not_handed_over(self) -> Self:
        """Those that nobody handed over, or whose handing over was entered by mistake."""
        return self.exclude(models.Exists(_handovers(undone_at__isnull=True)))

    def stored(self) -> Self:
        """Those whose file is kept."""
        return self.exclude(file="")


def _handovers(**conditions: Any) -> models.QuerySet[Any]:
    # By name: the models name this module.
    handovers: models.QuerySet[Any] = apps.get_model("briefings", "Handover").objects.all()
    return handovers.filter(packet=models.OuterRef("pk"), **conditions)


class RunQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Runs are the secretariat's work; what comes of them, others see packet by packet."""
        return self if user.is_authenticated and user.is_secretariat else self.none()

    def open(self) -> Self:
        """Those that are neither finished nor canceled."""
        return self.filter(finished_at__isnull=True, canceled_at__isnull=True)


class SavedTemplateQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The secretariat shares them."""
        return self if is_staff(user) else self.none()

    def live(self) -> Self:
        """Those that are offered."""
        return self.filter(deleted_at__isnull=True)
