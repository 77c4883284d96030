"""Packets, to look at."""

from django.contrib import admin

from briefings.models import Packet
from common.admin import ReadOnlyAdmin


@admin.register(Packet)
class PacketAdmin(ReadOnlyAdmin):
    list_display = ["office", "state", "requested_at", "pages", "oldest_as_of", "sha256"]
    list_filter = ["state", "is_sample"]
