"""The archive of a run: every packet made, and a list of all of them with what became of each."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from briefings.choices import PacketState
from briefings.models import Packet, PacketRun
from briefings.selectors.runs import file_name_in, packets_of
from briefings.services import files
from common import audit, jobs, sheets
from common.models import Job

LIST_NAME = "packets.csv"
HEAD = ("Office", "State", "File", "Pages", "Oldest fact", "SHA-256", "Why not")
BLOCK = 1 << 20


def run_pack_job(*, job_id: str) -> Job | None:
    """Take the job's lease and pack its run; None when the job is not ours to run."""
    return jobs.run(job_id, _work)


def _work(job: Job, progress: jobs.Progress) -> dict[str, Any]:
    run = PacketRun.objects.get(pk=job.arguments["run"])
    pack(run=run, report=progress)
    return {"run": str(run.pk), "file": run.file}


def pack(*, run: PacketRun, report: Any = lambda *_step: None) -> PacketRun:
    """Write the archive of a run whose packets have ended, and finish the run.

    A packet whose file is gone or changed is named in the list, and not packed. The archive is written whole or not
    at all, and read from disk packet by packet.
    """
    name = f"{files.FOLDER}/run-{run.pk}.zip"
    target = files.path_of(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_suffix(".part")
    rows = list(packets_of(run))
    try:
        _write(draft, rows, report)
        digest = _digest(draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    run.file, run.sha256, run.size, run.finished_at = name, digest, target.stat().st_size, timezone.now()
    with transaction.atomic():
        run.save(update_fields=["file", "sha256", "size", "finished_at"])
        audit.record("packed a run of packets", run, actor_id=run.requested_by_id, sha256=digest)
    return run


def _write(path: Path, rows: list[Packet], report: Any) -> None:
    told = []
    # A PDF is compressed already: storing it is quick and loses nothing.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for number, packet in enumerate(rows):
            report(number, len(rows), "Packing the files")
            why = _add(archive, packet)
            told.append(_row(packet, why))
        archive.writestr(LIST_NAME, "".join(sheets.csv_lines(sheets.Sheet("packets", HEAD, told))))


def _add(archive: zipfile.ZipFile, packet: Packet) -> str:
    """Put one packet's file in; return why it is not in, or nothing."""
    if not packet.file:
        return packet.error or "; ".join(f"{one['item']}: {one['reason']}" for one in packet.refusals)
    path = files.path_of(packet.file)
    if not path.is_file() or _digest(path) != packet.sha256:
        return "The stored file is missing or changed; make the packet again."
    archive.write(path, file_name_in(packet))
    return ""


def _row(packet: Packet, why: str) -> tuple[Any, ...]:
    state = PacketState(packet.state).label if packet.state != PacketState.WAITING else "Not made"
    file = "" if why or not packet.file else file_name_in(packet)
    return (str(packet.office), state, file, packet.pages, packet.oldest_as_of, packet.sha256, why)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
