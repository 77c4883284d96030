"""The Celery doors of packets."""

from __future__ import annotations

from typing import Any

from celery import shared_task
from celery.signals import worker_process_init

from briefings.models import Packet
from briefings.render import STYLESHEETS
from briefings.services.check_files import check_files_tonight, run_check_job
from briefings.services.pack import run_pack_job
from briefings.services.run import run_packet_job
from briefings.services.runs import pack_anew, run_packets_job
from common import doors
from common.pdf import lay_out, settle_for_many_prints

BLANK = (
    '<!doctype html><html lang="en-US"><head><title>Blank</title></head><body><h1>Blank</h1></body></html>'
)


@worker_process_init.connect
def get_ready(**_sent: Any) -> None:
    """Read fonts and stylesheets when a process of the worker starts, not while somebody waits for its first packet."""
    lay_out(BLANK, stylesheets=STYLESHEETS)
    settle_for_many_prints()


@shared_task(ignore_result=True)
def run_packet(job_id: str) -> None:
    """Make the packet of a job, and send the packing of the finished run it belongs to."""
    job = run_packet_job(job_id=job_id)
    for packing in pack_anew(packet=Packet.objects.get(pk=job.arguments["packet"])) if job else []:
        doors.send(run_pack, str(packing.pk))


@shared_task(ignore_result=True)
def run_packets(job_id: str) -> None:
    """Make the packets of one job of a run, and send the packing once the last is made."""
    for job in run_packets_job(job_id=job_id):
        doors.send(run_pack, str(job.pk))


@shared_task(ignore_result=True)
def run_pack(job_id: str) -> None:
    """Pack the archive of a run."""
    run_pack_job(job_id=job_id)


@shared_task(ignore_result=True)
def check_stored_packets() -> None:
    """Look whether every stored packet is there, byte for byte; once a day."""
    check_files_tonight()


@shared_task(ignore_result=True)
def run_file_check(job_id: str) -> None:
    """Do the check of a job."""
    run_check_job(job_id=job_id)
