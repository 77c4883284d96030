"""Rows of offices and meetings, to look at."""

from __future__ import annotations

from django.contrib import admin

from common.admin import ReadOnlyAdmin
from outreach.models import Meeting, Office


@admin.register(Office)
class OfficeAdmin(ReadOnlyAdmin):
    list_display = ["name", "kind", "state", "as_of"]
    list_filter = ["kind", "state"]
    search_fields = ["sort_key"]


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ["office", "held_on", "is_sample"]
    list_select_related = ["office"]
