"""Rows of proposals and decisions, to look at."""

from __future__ import annotations

from django.contrib import admin

from common.admin import ReadOnlyAdmin
from decisions.models import Consultation, Decision, Proposal, Response, SharedItem


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyAdmin):
    list_display = ["question", "kind", "state", "deadline_at", "is_sample"]
    list_filter = ["state", "kind"]


@admin.register(Response)
class ResponseAdmin(ReadOnlyAdmin):
    list_display = ["proposal", "organization", "answered_at"]
    list_select_related = ["proposal", "organization"]


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
