"""Rows of proposals and decisions, to look at."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest

from common.admin import ReadOnlyAdmin
from decisions.models import Consultation, Decision, Proposal, Response, SharedItem
from decisions.querysets import ResponseQuerySet


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    list_display = ["question", "kind", "state", "deadline_at", "is_sample"]
    list_filter = ["state", "kind"]


@admin.register(Response)
class ResponseAdmin(ReadOnlyAdmin):
    list_display = ["proposal", "organization", "answered_at"]
    list_select_related = ["proposal", "organization"]

    def get_queryset(self, request: HttpRequest) -> ResponseQuerySet:
        """An answer hidden until the close is hidden here too, from administrators as from everyone (P5)."""
        rows: ResponseQuerySet = Response.objects.visible_to(request.user)
        return rows


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ["number", "decided_on", "title", "outcome", "is_public", "is_sample"]


@admin.register(Consultation)
class ConsultationAdmin(ReadOnlyAdmin):
    list_display = ["group", "held_on", "how"]


@admin.register(SharedItem)
class SharedItemAdmin(ReadOnlyAdmin):
    list_display = ["title", "organization", "level", "posted_at"]
    list_select_related = ["organization"]
