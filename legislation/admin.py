"""Facts in the admin: to look at, never to edit. What is wrong is laid over or pulled again."""

from __future__ import annotations

from django.contrib import admin

from common.admin import ReadOnlyAdmin
from legislation.models import (
    Action,
    Amendment,
    Authorization,
    Bill,
    BillFacts,
    BillVote,
    Committee,
    CommitteeMeeting,
    CommitteeSeat,
    Congress,
    Cosponsor,
    DistrictOffice,
    Family,
    FamilyBill,
    FamilyLaw,
    Legislator,
    RollCall,
    Term,
    TrackedBill,
)


@admin.register(Bill)
class BillAdmin(ReadOnlyAdmin):
    list_display = ["id", "name", "stage", "stage_on", "step", "step_on", "cosponsor_count"]
    list_filter = ["congress", "bill_type", "stage"]
    search_fields = ["id", "title", "short_title"]
    raw_id_fields = ["sponsor", "step_committee"]


@admin.register(BillFacts)
class BillFactsAdmin(ReadOnlyAdmin):
    list_display = ["bill", "source", "source_updated_at", "checked_at", "is_complete", "note"]
    list_filter = ["source", "is_complete"]
    search_fields = ["bill__id"]


@admin.register(Action)
class ActionAdmin(ReadOnlyAdmin):
    list_display = ["bill", "acted_on", "text", "code", "source_name", "laid_over_source"]
    list_filter = ["laid_over_source"]
    search_fields = ["bill__id"]


@admin.register(Cosponsor)
class CosponsorAdmin(ReadOnlyAdmin):
    list_display = ["bill", "legislator", "party", "state", "cosponsored_on", "withdrawn_on"]
    list_select_related = ["legislator"]
    search_fields = ["bill__id", "legislator__bioguide_id"]


@admin.register(Amendment)
class AmendmentAdmin(ReadOnlyAdmin):
    list_display = ["key", "bill", "sponsor_name", "submitted_on", "latest_action_on"]
    list_filter = ["congress", "amendment_type"]
    search_fields = ["key", "bill__id", "sponsor__bioguide_id"]


@admin.register(BillVote)
class BillVoteAdmin(ReadOnlyAdmin):
    list_display = ["bill", "chamber", "congress", "session", "roll_number", "held_at", "amendment_key"]
    list_filter = ["chamber", "congress"]
    search_fields = ["bill__id", "amendment_key"]


@admin.register(Legislator)
class LegislatorAdmin(ReadOnlyAdmin):
    list_display = ["bioguide_id", "full_name", "source", "as_of"]
    list_filter = ["source"]
    search_fields = ["bioguide_id", "sort_key"]


@admin.register(Term)
class TermAdmin(ReadOnlyAdmin):
    list_display = ["legislator", "chamber", "state", "district", "party", "starts_on", "ends_on"]
    list_filter = ["chamber", "state"]
    list_select_related = ["legislator"]


@admin.register(Committee)
class CommitteeAdmin(ReadOnlyAdmin):
    list_display = ["code", "name", "chamber", "parent", "is_current", "as_of"]
    list_filter = ["chamber", "is_current"]
    search_fields = ["code", "name"]


@admin.register(CommitteeSeat)
class CommitteeSeatAdmin(ReadOnlyAdmin):
    list_display = ["committee", "legislator", "side", "rank", "title", "as_of"]
    list_select_related = ["committee", "legislator"]
    search_fields = ["committee__code", "legislator__bioguide_id"]


@admin.register(TrackedBill)
class TrackedBillAdmin(ReadOnlyAdmin):
    list_display = ["bill", "since", "reason", "last_tried_at", "last_error"]


@admin.register(Congress)
class CongressAdmin(ReadOnlyAdmin):
    list_display = ["number", "starts_on", "ends_on"]


@admin.register(Family)
class FamilyAdmin(ReadOnlyAdmin):
    list_display = ["slug", "short_name", "name"]


@admin.register(FamilyBill)
class FamilyBillAdmin(ReadOnlyAdmin):
    list_display = ["family", "bill", "part", "companion", "note"]
    list_filter = ["family", "part"]


@admin.register(FamilyLaw)
class FamilyLawAdmin(ReadOnlyAdmin):
    list_display = ["family", "law_number", "title", "enacted_on", "date_note"]
    list_filter = ["family"]


@admin.register(Authorization)
class AuthorizationAdmin(ReadOnlyAdmin):
    list_display = [
        "name",
        "status",
        "law",
        "bill",
        "first_fiscal_year",
        "last_fiscal_year",
        "dollars",
        "such_sums",
    ]
    list_filter = ["status", "family"]


@admin.register(CommitteeMeeting)
class CommitteeMeetingAdmin(ReadOnlyAdmin):
    list_display = [
        "event_id",
        "kind",
        "chamber",
        "day",
        "starts_at",
        "status",
        "source",
        "fetched_at",
        "gone_since",
    ]
    list_filter = ["congress", "chamber", "kind", "status", "source"]
    search_fields = ["event_id", "title"]
    raw_id_fields = ["yields_to", "entered_by"]


@admin.register(DistrictOffice)
class DistrictOfficeAdmin(ReadOnlyAdmin):
    list_display = ["key", "legislator", "city", "state", "phone", "as_of"]
    list_select_related = ["legislator"]
    list_filter = ["state"]
    search_fields = ["city", "legislator__sort_key", "legislator__bioguide_id"]


@admin.register(RollCall)
class RollCallAdmin(ReadOnlyAdmin):
    list_display = [
        "id",
        "held_at",
        "question",
        "result",
        "measure",
        "members_complete",
        "checked_at",
        "note",
    ]
    list_filter = ["congress", "session", "members_complete"]
    search_fields = ["id", "measure"]
