"""Making a run's packets in processes of our own, for the command: no worker is needed, and nothing is shared."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from typing import Any

LOOK_EVERY = 0.5


def make_in_processes(*, job_ids: Sequence[str], processes: int, look: Callable[[], None]) -> None:
    """Run jobs of a run (ids), and its packing, in several processes; `look` is called about twice a second.

    Raises BrokenProcessPool when a process is killed; the run can then be resumed.
    """
    from django.db import connections  # not where a process without Django imports this module

    database = dict(connections["default"].settings_dict)
    # Spawned, never forked: the library that draws charts hangs in a forked process.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_start, initargs=(database,)) as pool:
        left = {pool.submit(_run, job_id) for job_id in job_ids}
        try:
            while left:
                done, left = wait(left, timeout=LOOK_EVERY, return_when=FIRST_COMPLETED)
                for one in done:
                    one.result()
                look()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _start(database: dict[str, Any]) -> None:
    """Set Django up with the caller's database, which in a test is not the one of the settings."""
    import django
    from django.db import connections

    django.setup()
    connections.databases["default"].update(database)
    connections["default"].settings_dict.update(database)
    from common.pdf import settle_for_many_prints

    settle_for_many_prints()


def _run(job_id: str) -> None:
    from briefings.services.pack import run_pack_job
    from briefings.services.runs import PACK_KIND, run_packets_job
    from common.models import Job

    if Job.objects.get(pk=job_id).kind == PACK_KIND:
        run_pack_job(job_id=job_id)
        return
    for job in run_packets_job(job_id=job_id):
        run_pack_job(job_id=str(job.pk))
