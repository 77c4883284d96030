"""Named filters over packets."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class PacketQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """The secretariat sees every packet; members see the final ones."""
        if not user.is_authenticated:
            return self.none()
        if user.is_secretariat:
            return self
        return self.filter(state="final") if user.is_member else self.none()


class RunQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Runs are the secretariat's work; what comes of them, others see packet by packet."""
        return self if user.is_authenticated and user.is_secretariat else self.none()

    def open(self) -> Self:
        """Those that are neither finished nor canceled."""
        return self.filter(finished_at__isnull=True, canceled_at__isnull=True)
