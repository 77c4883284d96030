"""Waiving what the gate refused in one packet, by a named person with a reason; and taking that back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from briefings.choices import PacketState
from briefings.gate_rules import RULES, WAIVABLE
from briefings.models import Packet, Waiver
from common import audit
from members.models import User

SHORTEST_REASON = 10


class NotWaivable(ValueError):  # noqa: N818 - named for what is wrong
    """A refusal cannot be waived; the message says why and is fit to be shown."""


@transaction.atomic
def waive(*, packet: Packet, key: str, reason: str, by: User) -> Waiver:
    """Let one refusal of a refused final stand, with the reason; the same one twice is one. Audited.

    A waiver holds for the words that were read: should the item be refused in other words, it is asked about again.
    Raises NotWaivable for a packet that is not refused, a refusal it does not have, a rule that may not be waived
    (briefings.gate_rules), or a reason too short to be one.
    """
    row: Packet = Packet.objects.select_for_update().get(pk=packet.pk)
    said = reason.strip()
    if row.state != PacketState.REFUSED:
        raise NotWaivable("Only what the gate refused of a final packet can be waived.")
    refused = next((one for one in row.refusals if one.get("key") == key), None)
    if refused is None:
        raise NotWaivable("This is not refused any more: look at the page again.")
    if refused["rule"] not in WAIVABLE:
        rule = RULES.get(refused["rule"])
        raise NotWaivable(f"“{rule.title if rule else refused['rule']}” cannot be waived: mend it instead.")
    if len(said) < SHORTEST_REASON:
        raise NotWaivable("Say in a sentence why this may stand.")
    waiver, created = Waiver.objects.get_or_create(
        packet=row,
        key=key,
        withdrawn_at=None,
        defaults={
            "item": refused["item"],
            "rule": refused["rule"],
            "refused_because": refused["reason"],
            "reason": said,
            "by": by,
        },
    )
    if created:
        audit.record("waived a rule of the gate", row, actor_id=by.pk, rule=waiver.rule, waiver=waiver.pk)
    return waiver


@transaction.atomic
def withdraw_waiver(*, waiver: Waiver, by: User) -> Waiver:
    """Take a waiver back, as long as the packet was not made with it. Audited. Raises NotWaivable."""
    packet = Packet.objects.select_for_update().get(pk=waiver.packet_id)
    row: Waiver = Waiver.objects.get(pk=waiver.pk)
    if packet.state != PacketState.REFUSED:
        raise NotWaivable("The packet was made with it: it stays in the record.")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = timezone.now(), by
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])
        audit.record("withdrew a waiver", packet, actor_id=by.pk, rule=row.rule, waiver=row.pk)
    return row
