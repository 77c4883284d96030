"""Rows of people and organizations, to look at."""

from __future__ import annotations

from django.contrib import admin

from common.admin import ReadOnlyAdmin
from members.models import Affiliation, Organization, SecretariatTerm, Skill, User


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ["email", "name", "is_active", "joined_at"]
    search_fields = ["email", "sort_key"]
    exclude = ["password", "groups", "user_permissions"]


@admin.register(Organization)
class OrganizationAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "joined_on", "left_on", "is_sample"]
    search_fields = ["sort_key"]


@admin.register(Affiliation)
class AffiliationAdmin(ReadOnlyAdmin):
    list_display = ["user", "organization", "role", "starts_on", "ends_on"]
    list_select_related = ["user", "organization"]


@admin.register(SecretariatTerm)
class SecretariatTermAdmin(ReadOnlyAdmin):
    list_display = ["user", "role", "starts_on", "ends_on"]
    list_select_related = ["user"]


@admin.register(Skill)
class SkillAdmin(ReadOnlyAdmin):
    list_display = ["name"]
