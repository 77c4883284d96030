"""The admin shows rows and changes none: a repair is a service with a reason."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from common.models import AuditEntry, Job, LoadedFacts, Notice, Token


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows to look at, for administrators only."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """A field that is not shown is not asked for either: a filter on a password's hash tells it bit by bit."""
        hidden = lookup.partition("__")[0] in (self.exclude or ())
        return not hidden and super().lookup_allowed(lookup, value, request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated and request.user.is_administrator)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002 - Django's signature
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        return False


def keep_read_only(site: admin.AdminSite) -> None:
    """Take off `site` what libraries registered for editing (sessions, e-mail addresses, second factors)."""
    for model, shown in list(site._registry.items()):  # noqa: SLF001 - Django has no public list of it
        if not isinstance(shown, ReadOnlyAdmin):
            site.unregister(model)


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["kind", "state", "created_at", "attempts", "error"]
    list_filter = ["kind", "state"]


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor_id", "verb", "subject_type", "subject_id"]
    list_filter = ["verb"]
    date_hierarchy = "at"


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "recipient_id", "kind", "sent_at", "error"]


@admin.register(Token)
class TokenAdmin(ReadOnlyAdmin):
    list_display = ["purpose", "user_id", "created_at", "expires_at", "used_at", "revoked_at"]
    exclude = ["digest"]


@admin.register(LoadedFacts)
class LoadedFactsAdmin(ReadOnlyAdmin):
    list_display = ["name", "digest", "loaded_at"]
