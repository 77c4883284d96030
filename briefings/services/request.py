"""Asking for a packet: a row, and the job that someone waits for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction

from briefings.choices import PacketKind
from briefings.models import Packet
from briefings.packet import Choices
from briefings.packet.menu import fitted
from briefings.selectors.bills import check_bills
from briefings.selectors.offices import office_rows
from briefings.selectors.subjects import title_of
from briefings.services.clearing import Cleared
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
    requested_by: User | None,
    kind: PacketKind = PacketKind.OFFICE,
    bioguide_id: str = "",
    choices: Choices | None = None,
    wants_final: bool = False,
    cleared: Cleared | None = None,
) -> tuple[Packet, bool]:
    """Write down that a packet of a kind is wanted, with its job; return (packet, created).

    An office packet is about the office of `bioguide_id`, any other kind about `choices.subject`; what a kind does not
    offer is not kept. The same request by the same person meanwhile joins the first. The caller sends the job after
    the transaction. Raises UnknownOffice, UnknownBills or UnknownSubject with a message to show.
    """
    chosen = fitted(choices or Choices(), kind)
    about = _about(kind, bioguide_id, chosen)
    chosen = replace(chosen, bills=tuple(check_bills(chosen.bills)), lines=tuple(sorted(set(chosen.lines))))
    who = requested_by.pk if requested_by else None
    kept = chosen.as_json()
    key = json.dumps([kind, about.bioguide_id, who, wants_final, kept], sort_keys=True)
    packet = Packet(
        kind=kind,
        office=about.office,
        title=about.title,
        requested_by=requested_by,
        wants_final=wants_final,
        choices=kept,
    )
    job, created = jobs.open_job(KIND, {"packet": str(packet.pk)}, key=_short(key), requested_by=who)
    if not created:
        return Packet.objects.get(pk=job.arguments["packet"]), False
    packet.job = job
    packet.save()
    if cleared:
        cleared.keep(packet)
    named: dict[str, Any] = {"kind": str(kind), "office": about.bioguide_id, "about": chosen.subject}
    audit.record("asked for a packet", packet, actor_id=who, **named, final=wants_final)
    return packet, True


@dataclass(frozen=True)
class _About:
    """Whose packet, or what it is called until it is made."""

    office: Office | None = None
    bioguide_id: str = ""
    title: str = ""


def _about(kind: PacketKind, bioguide_id: str, chosen: Choices) -> _About:
    if kind != PacketKind.OFFICE:
        return _About(title=title_of(kind, chosen.subject, chosen.fiscal_year))
    rows = office_rows(bioguide_id, congress_day())
    office = _office_of(rows.legislator, styles.title_and_full_name(rows.legislator, rows.term))
    return _About(office, rows.legislator.pk)


def _office_of(legislator: Legislator, name: str) -> Office:
    office, _ = Office.objects.get_or_create(
        legislator=legislator,
        defaults={"kind": OfficeKind.LEGISLATOR, "name": name, "as_of": legislator.as_of or today()},
    )
    return office


def _short(key: str) -> str:
    """A long choice of bills is told apart by its digest."""
    return key if len(key) <= KEY_LENGTH else hashlib.sha256(key.encode()).hexdigest()
