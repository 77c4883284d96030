"""Handing a final packet over to an office: to whom, when, how; taking that back leaves it in the record."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from briefings.choices import HandedHow, PacketKind, PacketState
from briefings.models import Handover, Packet
from briefings.services import files
from common import audit
from common.dates import eastern, today
from members.models import User


class NotHandedOver(ValueError):  # noqa: N818 - named for what is wrong
    """A packet cannot be marked so; `field` is what it is about, if one. The message is fit to be shown."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def hand_over(
    *, packet: Packet, to_whom: str, handed_on: date, how: str, by: User, entered_by: User, note: str = ""
) -> Handover:
    """Write down that a final packet was handed over; audited.

    From then on the database keeps the packet and its file's digest as they are. Raises NotHandedOver for a
    packet that is not final, is a record of the house (minutes) or has lost its file, and for a day that cannot be.
    """
    row: Packet = Packet.objects.select_for_update().get(pk=packet.pk)
    _check(row, to_whom.strip(), handed_on)
    made = Handover.objects.create(
        packet=row,
        to_whom=to_whom.strip(),
        handed_on=handed_on,
        how=HandedHow(how),
        note=note.strip(),
        by=by,
        entered_by=entered_by,
    )
    audit.record("handed a packet over", row, actor_id=entered_by.pk, handover=made.pk, on=str(handed_on))
    return made


def _check(packet: Packet, to_whom: str, handed_on: date) -> None:
    if packet.state != PacketState.FINAL:
        raise NotHandedOver("Only a final packet can be handed over: a draft can still change.")
    if packet.kind == PacketKind.MINUTES:
        raise NotHandedOver("Minutes stay inside: they are not handed over.")
    if files.state_of(packet) != files.WHOLE:
        raise NotHandedOver("Its file is missing or damaged in the store: restore it first.")
    if not to_whom:
        raise NotHandedOver("Say to whom.", "to_whom")
    if handed_on > today():
        raise NotHandedOver("Enter it on the day it is handed over or later.", "handed_on")
    if packet.made_at and handed_on < eastern(packet.made_at).date():
        raise NotHandedOver("It was made after that day.", "handed_on")


@transaction.atomic
def take_back(*, handover: Handover, reason: str, by: User) -> Handover:
    """Say that a handing over was entered by mistake, and why; the row stays. Audited. Raises NotHandedOver."""
    row: Handover = Handover.objects.select_for_update().get(pk=handover.pk)
    if row.undone_at:
        return row
    if not reason.strip():
        raise NotHandedOver("Say why it is taken back.", "reason")
    row.undone_at, row.undone_by, row.undone_because = timezone.now(), by, reason.strip()
    row.save(update_fields=["undone_at", "undone_by", "undone_because"])
    audit.record("took a handing over back", row.packet, actor_id=by.pk, handover=row.pk)
    return row
