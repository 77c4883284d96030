"""Organizations, their skills and where they work.

An organization has no size, budget, tier or dues, and none may be added (P3).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from common.sorting import sort_key
from members.choices import Naming, OrganizationKind, ReachKind, Standing
from members.querysets import OrganizationQuerySet


class Organization(models.Model):
    """A member organization of the coalition, the unit that decides; or an ally, which does not."""

    name = models.CharField(max_length=160, unique=True)
    short_name = models.CharField(max_length=40, blank=True)
    slug = models.SlugField(max_length=80, unique=True)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(max_length=12, choices=OrganizationKind, default=OrganizationKind.MEMBER)
    about = models.TextField(blank=True)
    website = models.URLField(blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True, help_text="last day of membership")
    survivor_led = models.BooleanField(default=False, help_text="by the organization's own description")
    naming = models.CharField(max_length=10, choices=Naming, default=Naming.NO)
    naming_states = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    is_sample = models.BooleanField(default=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganizationKind.values), name="organization_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(joined_on__isnull=False, left_on__gte=F("joined_on")),
                name="organization_left_after_joining",
            ),
            models.CheckConstraint(
                condition=~Q(kind="member") | Q(joined_on__isnull=False),
                name="organization_member_has_joined",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name.removeprefix("The "))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("members:organization", args=[self.slug])

    def standing(self, on: date) -> Standing:
        """How it stands to the coalition on a day."""
        if self.kind != OrganizationKind.MEMBER:
            return Standing(self.kind)
        if self.left_on and self.left_on < on:
            return Standing.FORMER
        return Standing.LATER if self.joined_on and self.joined_on > on else Standing.MEMBER

    def may_be_named_to(self, state: str) -> bool:
        """Whether an office of a state may be told its name: as the organization itself chose (P7)."""
        if self.naming == Naming.CHOSEN_STATES:
            return state in self.naming_states
        return self.naming == Naming.ALL


class Skill(models.Model):
    """A word of the skills vocabulary (P7)."""

    name = models.CharField(max_length=80, unique=True)
    sort_key = models.CharField(max_length=100, editable=False)
    organizations = models.ManyToManyField(Organization, related_name="skills", blank=True)

    class Meta:
        ordering = ["sort_key"]
        constraints = [
            # The key folds case, marks and spaces: one word stands once however it is written.
            models.UniqueConstraint(fields=["sort_key"], name="skill_once_whatever_case")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class Reach(models.Model):
    """Where an organization works (P7): a state, a country, the nation, or across borders."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="reach")
    kind = models.CharField(max_length=15, choices=ReachKind)
    code = models.CharField(max_length=3, blank=True, help_text="state postal code, or ISO 3166 country code")

    class Meta:
        ordering = ["kind", "code"]
        verbose_name_plural = "reach"
        constraints = [
            models.UniqueConstraint(fields=["organization", "kind", "code"], name="reach_once"),
            models.CheckConstraint(condition=Q(kind__in=ReachKind.values), name="reach_kind_known"),
            models.CheckConstraint(
                condition=(Q(kind__in=["state", "country"]) & ~Q(code=""))
                | (~Q(kind__in=["state", "country"]) & Q(code="")),
                name="reach_code_where_it_belongs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.code}".strip()
