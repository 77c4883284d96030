"""Making a packet again: a refused final once it was mended or waived, or after a refresh of its bills."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from briefings.choices import PacketState
from briefings.models import Packet
from briefings.packet.facts import Source
from briefings.services.request import KIND
from common import audit, jobs
from common.clearing import copy_clearances
from common.models import Job
from legislation.choices import BillId, UnknownBillId
from legislation.known_sources import TRACKED_BILLS
from legislation.services import source_runs
from legislation.services.pull_bills import pull_bills
from members.models import User


class NotToBeMade(ValueError):  # noqa: N818 - named for what is wrong
    """A packet cannot be made again in this way; the message is fit to be shown."""


def stale_bills(packet: Packet) -> list[str]:
    """Return the ids of the bills whose facts the gate found too old, each once."""
    named = [one for one in packet.refusals if one["rule"] == "freshness" and one.get("kind") == Source.BILL]
    return list(dict.fromkeys(_known(one["ref"] for one in named)))


def bills_of(packet: Packet) -> list[str]:
    """Return the ids of every bill whose facts a packet printed or would have printed, each once."""
    facts = packet.manifest.get("facts", ())
    printed = [one["ref"] for one in facts if one.get("kind") == Source.BILL and one.get("ref")]
    return list(dict.fromkeys(_known([*printed, *stale_bills(packet)])))


def _known(ids: Any) -> list[str]:
    found = []
    for one in ids:
        try:
            found.append(str(BillId.parse(one)))
        except UnknownBillId:
            continue
    return found


@transaction.atomic
def make_again(*, packet: Packet, by: User, refresh: Sequence[str] = ()) -> tuple[Packet, bool]:
    """Ask for a packet anew with today's facts, first pulling the bills in `refresh`; return (packet, created).

    A refused final is made in its own row, for its waivers are kept with it. Of a made one a new packet is asked for,
    with the same choices: what was made stays as it is. The caller sends the job once the transaction is committed.
    Raises NotToBeMade while it is being made.
    """
    row: Packet = Packet.objects.select_for_update().get(pk=packet.pk)
    if row.state == PacketState.WAITING and row.job and row.job.is_open:
        raise NotToBeMade("It is being made already.")
    if row.run and not (row.run.finished_at or row.run.canceled_at):
        raise NotToBeMade("The run it belongs to is under way: wait for its end.")
    own = row.state in {PacketState.REFUSED, PacketState.FAILED, PacketState.WAITING}
    target = row if own else _copy(row, by)
    key = f"again {row.pk} {'final' if row.wants_final else 'draft'}"
    arguments = {"packet": str(target.pk), **({"refresh": list(refresh)} if refresh else {})}
    job, created = jobs.open_job(KIND, arguments, key=key, requested_by=by.pk)
    if not created:
        return Packet.objects.get(pk=job.arguments["packet"]), False
    target.job, target.state, target.error = job, PacketState.WAITING, ""
    # Facts are printed as of the day on which they are asked for.
    target.requested_at, target.requested_by = timezone.now(), by
    target.save()
    if not own:
        copy_clearances(source=row, targets=[target])
    audit.record("asked for a packet again", target, actor_id=by.pk, of=str(row.pk), refresh=len(refresh))
    return target, True


def _copy(row: Packet, by: User) -> Packet:
    return Packet(
        kind=row.kind,
        office=row.office,
        title=row.title,
        wants_final=row.wants_final,
        choices=row.choices,
        requested_by=by,
    )


def refresh_first(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    """Pull the bills that the job of a packet names, telling how far it is; return what came of it as JSON values.

    A pull that fails stops nothing: the packet is made of the facts at hand, and the gate says which are too old.
    """
    wanted = job.arguments.get("refresh") or []
    if not wanted:
        return {}

    def report(done: int, total: int, what: str) -> None:
        progress(done, total, f"Refreshing {what}" if what else "Refreshed")

    kind = source_runs.why(job, named=True)
    with source_runs.recorded_run(source=TRACKED_BILLS, kind=kind, job_id=job.pk) as run:
        result = pull_bills(bill_ids=wanted, report=report, run=run)
    return {"refreshed": result.pulled, "of": result.asked, "refresh_error": result.error}
