"""Views of the grid that people keep: what was asked of it, under a name."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from appropriations.querysets import SavedViewQuerySet
from members.models import User


class SavedView(models.Model):
    """One person's own question to the grid; shared ones are read by all staff, and kept by whoever made them."""

    name = models.CharField(max_length=80)
    # As the address of the grid carries it: the filters read it anew, so that a choice that is no more does no harm.
    query = models.CharField(max_length=2000, blank=True)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="money_views")
    is_shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    # Deleted views can be put back for a while.
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(deleted_at__isnull=True), name="saved_view_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the grid as it was asked for; what is usual needs no words."""
        grid = reverse("appropriations:grid")
        return f"{grid}?{self.query}" if self.query else grid
