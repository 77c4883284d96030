"""The dated roles that bind people to organizations and to the secretariat."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from members.choices import Role, SecretariatRole
from members.models.organizations import Organization
from members.models.people import User
from members.querysets import DatedQuerySet


class Affiliation(models.Model):
    """One person's role in one organization, from a day to a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="affiliations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="affiliations")
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="last day")
    ended_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="when access ended, where that was said by hand"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["organization__sort_key", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="affiliation_role_known"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="affiliation_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["user", "organization"],
                condition=Q(ends_on__isnull=True),
                name="affiliation_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organization} ({self.get_role_display().lower()})"


class SecretariatTerm(models.Model):
    """One person's role in the secretariat, from a day to a day. The secretariat has no vote."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="secretariat_terms")
    role = models.CharField(max_length=20, choices=SecretariatRole)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="last day")
    ended_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="when access ended, where that was said by hand"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=SecretariatRole.values), name="secretariat_role_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="secretariat_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display().lower()}"
