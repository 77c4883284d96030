"""Asking for a packet: a row, and the job that someone waits for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from django.db import transaction

from briefings.choices import PacketKind
from briefings.models import Packet
from briefings.packet import Choices
from briefings.selectors.bills import check_bills
from briefings.selectors.offices import OfficeRows, office_rows
from briefings.selectors.subjects import UnknownSubject
from common import audit, jobs
from common.dates import congress_day, today
from legislation import styles
from legislation.models import Legislator
from members.models import User
from outreach.choices import OfficeKind
from outreach.models import Office

KIND = "make packet"
KEY_LENGTH = 200
# A book without a subject is of every appropriations bill.
WITHOUT_SUBJECT = (PacketKind.OFFICE, PacketKind.BOOK)


@transaction.atomic
def request_packet(
    *,
    requested_by: User | None,
    bioguide_id: str = "",
    kind: PacketKind = PacketKind.OFFICE,
    choices: Choices | None = None,
    wants_final: bool = False,
) -> tuple[Packet, bool]:
    """Write down that a packet of a kind is wanted, with its job; return (packet, created).

    The same request by the same person while the first is still being made joins the first. The caller sends
    the job to a worker after the transaction. Raises UnknownOffice, UnknownBills or UnknownSubject with a message to
    show.
    """
    chosen = choices or Choices()
    rows = office_rows(bioguide_id, congress_day()) if kind == PacketKind.OFFICE else None
    chosen = replace(chosen, bills=tuple(check_bills(chosen.bills)), lines=tuple(sorted(set(chosen.lines))))
    if not chosen.subject and kind not in WITHOUT_SUBJECT:
        raise UnknownSubject(f"Say what the {kind.label.lower()} is about.")
    who = requested_by.pk if requested_by else None
    kept = chosen.as_json()
    key = json.dumps([kind, rows.legislator.pk if rows else "", who, wants_final, kept], sort_keys=True)
    packet = Packet(
        kind=kind,
        office=_office(rows),
        requested_by=requested_by,
        wants_final=wants_final,
        choices=kept,
    )
    job, created = jobs.open_job(KIND, {"packet": str(packet.pk)}, key=_short(key), requested_by=who)
    if not created:
        return Packet.objects.get(pk=job.arguments["packet"]), False
    packet.job = job
    packet.save()
    named = {"office": rows.legislator.pk} if rows else {"kind": str(kind), "about": chosen.subject}
    audit.record("asked for a packet", packet, actor_id=who, **named, final=wants_final)
    return packet, True


def _office(rows: OfficeRows | None) -> Office | None:
    return (
        _office_of(rows.legislator, styles.title_and_full_name(rows.legislator, rows.term)) if rows else None
    )


def _office_of(legislator: Legislator, name: str) -> Office:
    office, _ = Office.objects.get_or_create(
        legislator=legislator,
        defaults={"kind": OfficeKind.LEGISLATOR, "name": name, "as_of": legislator.as_of or today()},
    )
    return office


def _short(key: str) -> str:
    """A long choice of bills is told apart by its digest."""
    return key if len(key) <= KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest()
