"""What pages of bills, families and meetings show, as files for a spreadsheet."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.access import member
from common.sheets import FileReply, Kind, as_file
from legislation.choices import FactGroup
from legislation.exports import authorization_sheet, bill_sheet, cosponsor_sheet, meeting_sheet
from legislation.filters import MeetingFilter
from legislation.models import Bill, Family
from legislation.selectors.authorizations import authorization_lines
from legislation.selectors.bill_parts import cosponsor_block
from legislation.selectors.families import rows_of
from legislation.selectors.meetings import meetings_for_list


@member
@require_safe
def cosponsors(request: HttpRequest, bill_id: str, kind: Kind) -> FileReply:
    """The cosponsors of a bill, ordered as its page is."""
    bill = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id.lower())
    facts = bill.fact_groups.get(FactGroup.COSPONSORS)
    block = cosponsor_block(bill, facts, request.GET.get("cosponsors", "date"))
    return as_file(cosponsor_sheet(bill, block, facts), kind)


@member
@require_safe
def family_bills(request: HttpRequest, slug: str, kind: Kind) -> FileReply:
    """The bills of a family, the newest Congress first; its notes say which part each has."""
    family = get_object_or_404(Family.objects.visible_to(request.user), pk=slug)
    parts = list(family.family_bills.all())
    rows = rows_of(request.user, [part.bill_id for part in parts])
    listed = [rows[part.bill_id] for part in parts if part.bill_id in rows]
    notes = [f"{part.bill_id}: {part.get_part_display()}. {part.source}" for part in parts]
    return as_file(bill_sheet(listed, notes, name=f"{family.pk}-bills"), kind)


@member
@require_safe
def family_authorizations(request: HttpRequest, slug: str, kind: Kind) -> FileReply:
    """What a family authorizes, in law and proposed."""
    family = get_object_or_404(Family.objects.visible_to(request.user), pk=slug)
    lines = authorization_lines(family.authorizations.select_related("bill"))
    return as_file(authorization_sheet(family, lines), kind)


@member
@require_safe
def meetings(request: HttpRequest, kind: Kind) -> FileReply:
    """The committee meetings that the calendar's filters choose, past ones too, by day."""
    chosen = MeetingFilter(request.GET, queryset=meetings_for_list(request.user))
    return as_file(meeting_sheet(chosen.qs.order_by("day", "starts_at", "pk")), kind)
