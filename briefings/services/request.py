"""Asking for a packet: a row, and the job that someone waits for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import transaction

from briefings.models import Packet
from briefings.selectors.bills import check_bills
from briefings.selectors.offices import office_rows
from common import audit, jobs
from common.dates import congress_day, today
from legislation import styles
from legislation.models import Legislator
from members.models import User
from outreach.choices import OfficeKind
from outreach.models import Office

KIND = "make packet"
KEY_LENGTH = 200


@transaction.atomic
def request_packet(
    *,
    bioguide_id: str,
    requested_by: User | None,
    bills: Iterable[str] = (),
    lines: Iterable[str] = (),
    wants_final: bool = False,
) -> tuple[Packet, bool]:
    """Write down that a packet is wanted, with its job; return (packet, created).

    The same request by the same person while the first is still being made joins the first. The caller sends
    the job to a worker after the transaction. Raises UnknownOffice or UnknownBills with a message to show.
    """
    rows = office_rows(bioguide_id, congress_day())
    choices = {"bills": check_bills(bills), "lines": sorted(set(lines))}
    who = requested_by.pk if requested_by else None
    key = "|".join(
        [rows.legislator.pk, str(who), str(wants_final), *choices["bills"], "/", *choices["lines"]]
    )
    packet = Packet(
        office=_office_of(rows.legislator, styles.title_and_full_name(rows.legislator, rows.term)),
        requested_by=requested_by,
        wants_final=wants_final,
        choices=choices,
    )
    job, created = jobs.open_job(KIND, {"packet": str(packet.pk)}, key=_short(key), requested_by=who)
    if not created:
        return Packet.objects.get(pk=job.arguments["packet"]), False
    packet.job = job
    packet.save()
    audit.record("asked for a packet", packet, actor_id=who, office=rows.legislator.pk, final=wants_final)
    return packet, True


def _office_of(legislator: Legislator, name: str) -> Office:
    office, _ = Office.objects.get_or_create(
        legislator=legislator,
        defaults={"kind": OfficeKind.LEGISLATOR, "name": name, "as_of": legislator.as_of or today()},
    )
    return office


def _short(key: str) -> str:
    """A long choice of bills is told apart by its digest."""
    return key if len(key) <= KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest()
