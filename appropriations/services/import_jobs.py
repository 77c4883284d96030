"""Work on a table as a job where it takes more than a moment: reading its cells, saving them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction

from appropriations.choices import ImportState
from appropriations.models import TableImport
from appropriations.services.import_amounts import ImportRefused, held_open
from appropriations.services.import_confirm import confirm
from appropriations.services.import_staging import stage
from common import jobs
from common.jobs import JobError, Progress
from common.models import Job
from members.models import User

JOB_KINDS = READING, SAVING = "read money table", "save money table"
# So many cells are read, or saved, while a person waits for the page.
AT_ONCE = 3_000


def read_cells(*, imported: TableImport, by: User) -> Job | None:
    """Read the table's cells now, or as a job where there are many; return the job, which the caller sends."""
    many = sum(1 for row in imported.rows[imported.first_row :] for text in row if text)
    if many <= AT_ONCE:
        with transaction.atomic():
            stage(imported=held_open(imported))
        return None
    return _ask(imported, READING, ImportState.READING, by, {})


def save_cells(*, imported: TableImport, by: User, leave_out: bool, because: str) -> Job | None:
    """Save what the table says now, or as a job where it is much; return the job, which the caller sends.

    Raises ImportRefused as `confirm` does.
    """
    if imported.cells.to_save().count() <= AT_ONCE:
        confirm(imported=imported, by=by, leave_out=leave_out, because=because)
        return None
    wanted = {"leave_out": leave_out, "because": because}
    return _ask(imported, SAVING, ImportState.SAVING, by, wanted)


@transaction.atomic
def _ask(imported: TableImport, kind: str, state: ImportState, by: User, wanted: dict[str, Any]) -> Job:
    held = held_open(imported)
    arguments = {"import": held.pk, "by": by.pk, **wanted}
    job, _ = jobs.open_job(kind, arguments, key=str(held.pk), requested_by=by.pk)
    held.job, held.state = job, state
    held.save(update_fields=["job", "state"])
    return job


def run_import_job(*, job_id: str) -> None:
    """Read or save the table of a job; one that another worker has is left to it."""
    jobs.run(job_id, _work)


def _work(job: Job, progress: Progress) -> dict[str, Any]:
    imported = TableImport.objects.filter(pk=job.arguments["import"]).first()
    if imported is None:
        raise JobError("The table was thrown away.")
    work: Callable[[TableImport, Job, Progress], int] = _read if job.kind == READING else _save
    return {"cells": work(imported, job, progress)}


def _read(imported: TableImport, _job: Job, progress: Progress) -> int:
    return stage(imported=imported, tell=progress)


def _save(imported: TableImport, job: Job, progress: Progress) -> int:
    if imported.state == ImportState.CONFIRMED:
        # A worker before this one saved it and died before it could say so.
        return int(sum(imported.outcome.values()))
    by = User.objects.get(pk=job.arguments["by"])
    TableImport.objects.filter(pk=imported.pk).update(state=ImportState.STAGED)
    imported.refresh_from_db(fields=["state"])
    try:
        confirm(
            imported=imported,
            by=by,
            leave_out=job.arguments["leave_out"],
            because=job.arguments["because"],
            tell=progress,
        )
    except ImportRefused as refused:
        raise JobError(str(refused)) from refused
    return imported.cells.to_save().count()
