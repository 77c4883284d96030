"""People, organizations and the dated roles that bind them.

An organization has no size, budget, tier or dues, and none may be added (P3).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from common.sorting import sort_key
from members.choices import Naming, OrganizationKind, ReachKind, Role, SecretariatRole
from members.querysets import DatedQuerySet, OrganizationQuerySet, UserQuerySet

if TYPE_CHECKING:
    from common.access import Access


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """People are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create a person; without a password they cannot sign in until they set one."""
        user: User = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an administrator of the secretariat."""
        user = self.create_user(email, password, is_superuser=True, **fields)
        SecretariatTerm.objects.create(
            user=user, role=SecretariatRole.ADMINISTRATOR, starts_on=timezone.localdate()
        )
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        """Find a person by e-mail address, whatever its case."""
        found: User = self.get(email__iexact=username)
        return found


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in; what they may do comes from dated roles, never from a flag here."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=160, editable=False, db_index=True)
    is_active = models.BooleanField(default=True)
    is_sample = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)
    # "Since your last visit": the visit before the present one, and when this one began.
    previous_visit_at = models.DateTimeField(null=True, blank=True)
    visit_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = self.email.lower()
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0]

    @cached_property
    def current_secretariat_roles(self) -> set[str]:
        """Roles in the secretariat in force today."""
        return set(self.secretariat_terms.current().values_list("role", flat=True))

    @cached_property
    def current_affiliations(self) -> list[Affiliation]:
        """Affiliations in force today with active member organizations, by the organization's name."""
        return list(
            self.affiliations.current()
            .filter(organization__in=Organization.objects.active())
            .select_related("organization")
            .order_by("organization__sort_key")
        )

    @property
    def is_secretariat(self) -> bool:
        return self.is_active and bool(self.current_secretariat_roles)

    @property
    def is_administrator(self) -> bool:
        return self.is_active and SecretariatRole.ADMINISTRATOR in self.current_secretariat_roles

    @property
    def is_member(self) -> bool:
        return self.is_active and bool(self.current_affiliations)

    @property
    def is_staff(self) -> bool:
        """Django's admin asks for this name."""
        return self.is_administrator

    @property
    def access_level(self) -> Access:
        """The widest mark of a page this person may open."""
        from common.access import Access  # the class is needed here only

        if self.is_administrator:
            return Access.ADMINISTRATOR
        if self.is_secretariat:
            return Access.STAFF
        return Access.MEMBER if self.is_member else Access.SIGNED_IN


class Organization(models.Model):
    """A member organization of the coalition, the unit that decides; or an ally, which does not."""

    name = models.CharField(max_length=160, unique=True)
    short_name = models.CharField(max_length=40, blank=True)
    slug = models.SlugField(max_length=80, unique=True)
    sort_key = models.CharField(max_length=200, editable=False, db_index=True)
    kind = models.CharField(max_length=10, choices=OrganizationKind, default=OrganizationKind.MEMBER)
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

    def may_be_named_to(self, state: str) -> bool:
        """Whether an office of a state may be told its name: as the organization itself chose (P7)."""
        if self.naming == Naming.CHOSEN_STATES:
            return state in self.naming_states
        return self.naming == Naming.ALL


class Affiliation(models.Model):
    """One person's role in one organization, from a day to a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="affiliations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="affiliations")
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="last day")

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


class Skill(models.Model):
    """A word of the skills vocabulary (P7)."""

    name = models.CharField(max_length=80, unique=True)
    sort_key = models.CharField(max_length=100, editable=False)
    organizations = models.ManyToManyField(Organization, related_name="skills", blank=True)

    class Meta:
        ordering = ["sort_key"]

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
