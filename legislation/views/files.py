"""What a bill's page shows, as files for a spreadsheet."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.access import member
from common.sheets import FileReply, Kind, as_file
from legislation.choices import FactGroup
from legislation.exports import cosponsor_sheet
from legislation.models import Bill
from legislation.selectors.bill_parts import cosponsor_block


@member
@require_safe
def cosponsors(request: HttpRequest, bill_id: str, kind: Kind) -> FileReply:
    """The cosponsors of a bill, ordered as its page is."""
    bill = get_object_or_404(Bill.objects.visible_to(request.user), pk=bill_id.lower())
    facts = bill.fact_groups.filter(group=FactGroup.COSPONSORS).first()
    block = cosponsor_block(bill, facts, request.GET.get("cosponsors", "date"))
    return as_file(cosponsor_sheet(bill, block, facts), kind)
