"""Running the job of a packet: by a worker, or at once by the command."""

from __future__ import annotations

from typing import Any

from briefings.choices import PacketState
from briefings.models import Packet
from briefings.services.make import make_packet
from briefings.services.remake import refresh_first
from common import jobs
from common.models import Job


def run_packet_job(*, job_id: str) -> Job | None:
    """Take the job's lease and make its packet; None when the job is not ours to run."""
    return jobs.run(job_id, _work)


def _work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    refreshed = refresh_first(job, progress)
    packet = make_packet(packet_id=job.arguments["packet"], report=progress)
    result: dict[str, Any] = {"packet": str(packet.pk), "state": packet.state, **refreshed}
    if packet.state == PacketState.REFUSED:
        result["refused"] = len(packet.refusals)
    return result


def make_now(*, packet: Packet) -> Packet:
    """Make a requested packet in this process, without a worker, and return it as it is then."""
    if packet.job is not None:
        run_packet_job(job_id=str(packet.job.pk))
    packet.refresh_from_db()
    return packet
