"""People, known by their e-mail address; what they may do comes from dated roles."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from common.sorting import sort_key
from members.choices import SecretariatRole
from members.models.organizations import Organization
from members.querysets import UserQuerySet

if TYPE_CHECKING:
    from common.access import Access
    from members.models.roles import Affiliation


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
        user.secretariat_terms.create(role=SecretariatRole.ADMINISTRATOR, starts_on=timezone.localdate())
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
    anonymized_at = models.DateTimeField(null=True, blank=True, editable=False)

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
