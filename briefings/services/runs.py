"""Packets for many offices: asked for at once, made side by side, canceled and resumed; a failed one stops no other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from briefings.choices import PacketState
from briefings.models import Packet, PacketRun, SavedTemplate
from briefings.packet import Choices
from briefings.selectors.bills import check_bills
from briefings.selectors.offices import UnknownOffice
from briefings.selectors.runs import seated_offices
from briefings.services.make import DONE_STATES, make_packet
from common import audit, jobs
from common.clearing import copy_clearances
from common.dates import congress_day, today
from common.models import Job
from members.models import User
from outreach.choices import OfficeKind
from outreach.models import Office

KIND, PACK_KIND = "make packets of a run", "pack a run"
JOB_KINDS = (KIND, PACK_KIND)
# Small enough that two workers end together and a lost one loses little; large enough to cost no time of their own.
PER_JOB = 15
JOBS_AT_LEAST = 4


@transaction.atomic
def open_run(
    *,
    bioguide_ids: Iterable[str],
    choices: Choices,
    requested_by: User | None,
    wants_final: bool = False,
    title: str = "",
    template: SavedTemplate | None = None,
) -> tuple[PacketRun, list[Job]]:
    """Write down that packets are wanted for offices (bioguide ids), in the order given, with the jobs to make them.

    With the `template` that the choices are of, what was cleared in its words is cleared in each packet. All of them
    tell of the same moment. The same run asked for while it is being made joins it, with no new job.
    Raises UnknownOffice, naming each id that holds no seat, and UnknownBills.
    """
    chosen = replace(
        choices, bills=tuple(check_bills(choices.bills)), lines=tuple(sorted(set(choices.lines)))
    )
    ids, names = _wanted(bioguide_ids)
    key = _key(ids, chosen, requested_by, wants_final=wants_final)
    running = PacketRun.objects.select_for_update().open().filter(key=key).first()
    if running is not None:
        return running, []
    run = PacketRun.objects.create(
        key=key,
        title=title or f"{len(ids)} offices",
        choices=chosen.as_json(),
        wants_final=wants_final,
        requested_by=requested_by,
        started_at=timezone.now(),
    )
    packets = Packet.objects.bulk_create(_packet(run, office) for office in _offices(ids, names))
    if template:
        copy_clearances(source=template, targets=packets)
    audit.record("asked for packets of many offices", run, actor_id=run.requested_by_id, offices=len(ids))
    return run, _open_jobs(run)


def _wanted(bioguide_ids: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """The ids, each once, with the names of all who hold a seat today."""
    ids = list(dict.fromkeys(one.strip().upper() for one in bioguide_ids))
    names = seated_offices(congress_day())
    unknown = [one for one in ids if one not in names]
    if unknown:
        raise UnknownOffice(f"They hold no seat in Congress today: {', '.join(unknown)}.")
    if not ids:
        raise UnknownOffice("No office was chosen.")
    return ids, names


def _key(ids: Sequence[str], choices: Choices, who: User | None, *, wants_final: bool) -> str:
    asked = [sorted(ids), choices.as_json(), who.pk if who else None, wants_final]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()


def _offices(ids: Sequence[str], names: dict[str, str]) -> list[Office]:
    """The offices' rows in the order of the ids; who has none yet gets one."""
    known = set(Office.objects.filter(legislator__in=ids).values_list("legislator_id", flat=True))
    Office.objects.bulk_create(
        Office(kind=OfficeKind.LEGISLATOR, legislator_id=one, name=names[one], as_of=today())
        for one in ids
        if one not in known
    )
    rows = {row.legislator_id: row for row in Office.objects.filter(legislator__in=ids)}
    return [rows[one] for one in ids]


def _packet(run: PacketRun, office: Office) -> Packet:
    return Packet(
        run=run,
        office=office,
        choices=run.choices,
        wants_final=run.wants_final,
        requested_by_id=run.requested_by_id,
        requested_at=run.requested_at,
    )


def _open_jobs(run: PacketRun) -> list[Job]:
    """Open the jobs for whatever of a run is not made yet."""
    left = run.packets.exclude(state__in=DONE_STATES).order_by("office__name", "pk")
    ids = [str(pk) for pk in left.values_list("pk", flat=True)]
    return [
        jobs.open_job(KIND, {"run": str(run.pk), "packets": list(part)}, requested_by=run.requested_by_id)[0]
        for part in _parts(ids)
    ]


def _parts(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    size = max(1, min(PER_JOB, len(ids) // JOBS_AT_LEAST))
    return (ids[start : start + size] for start in range(0, len(ids), size))


def run_packets_job(*, job_id: str) -> list[Job]:
    """Make the packets of one job of a run; return the jobs to send next: the packing, once nothing is left to make."""
    job = jobs.run(job_id, _make_all)
    return _pack_when_done(job.arguments["run"]) if job else []


def _make_all(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    ids = job.arguments["packets"]
    failed = 0
    for number, packet_id in enumerate(ids):
        progress(number, len(ids), "Making packets")
        if PacketRun.objects.filter(pk=job.arguments["run"], canceled_at__isnull=False).exists():
            raise jobs.Canceled
        failed += not _make(packet_id)
    return {"run": job.arguments["run"], "failed": failed}


def _make(packet_id: str) -> bool:
    """Make one packet; one that fails keeps its reason, and the others go on."""
    try:
        make_packet(packet_id=packet_id, report=lambda *_step: None)
    except jobs.JobError:
        return False
    return True


@transaction.atomic
def _pack_when_done(run_id: str) -> list[Job]:
    run = PacketRun.objects.select_for_update().get(pk=run_id)
    if run.canceled_at or run.finished_at or run.packets.filter(state=PacketState.WAITING).exists():
        return []
    return _open_packing(run)


@transaction.atomic
def pack_anew(*, packet: Packet) -> list[Job]:
    """Return the job to send when a packet of a finished run was made after it: its archive is packed once more."""
    if packet.run_id is None or packet.state not in DONE_STATES:
        return []
    run = PacketRun.objects.select_for_update().get(pk=packet.run_id)
    waits = run.packets.filter(state=PacketState.WAITING).exists()
    return [] if waits or not run.finished_at else _open_packing(run)


def _open_packing(run: PacketRun) -> list[Job]:
    job, created = jobs.open_job(
        PACK_KIND, {"run": str(run.pk)}, key=str(run.pk), requested_by=run.requested_by_id
    )
    return [job] if created else []


@transaction.atomic
def cancel_run(*, run: PacketRun, by: User) -> None:
    """Ask a run to stop: what is being made is finished, what waits is not begun; what is made is kept."""
    current = PacketRun.objects.select_for_update().get(pk=run.pk)
    if current.canceled_at or current.finished_at:
        return
    current.canceled_at = timezone.now()
    current.save(update_fields=["canceled_at"])
    for job in Job.objects.open().filter(kind__in=JOB_KINDS, arguments__run=str(run.pk)):
        jobs.request_cancel(job)
    audit.record("canceled a run of packets", current, actor_id=by.pk)


@transaction.atomic
def resume_run(*, run: PacketRun, by: User | None) -> list[Job]:
    """Go on with a run that was canceled, lost its workers, or has packets that failed; return the jobs to send.

    Nothing that is made is made again. A run that is being made gets no new job.
    """
    current = PacketRun.objects.select_for_update().get(pk=run.pk)
    if Job.objects.open().filter(kind__in=JOB_KINDS, arguments__run=str(run.pk)).exists():
        return []
    left = current.packets.exclude(state__in=DONE_STATES)
    if not left.exists() and current.finished_at:
        return []
    left.update(state=PacketState.WAITING, error="")
    current.canceled_at = current.finished_at = None
    current.file = current.sha256 = ""
    current.size = None
    current.started_at = timezone.now()
    current.done_before = current.packets.filter(state__in=DONE_STATES).count()
    current.save()
    audit.record("resumed a run of packets", current, actor_id=by.pk if by else None)
    return _open_jobs(current) or _pack_when_done(str(current.pk))
